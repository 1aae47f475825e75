using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Goldens;

/// <summary>The golden of a file: the records that were printed, in the contract's shape and order of keys.</summary>
internal static partial class GoldenWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    public static string Write(string fileName, int pageCount, IReadOnlyList<(FormRecord Record, int First, int Last)> reports)
    {
        var golden = new JsonObject
        {
            ["schema"] = 1,
            ["document"] = new JsonObject { ["fileName"] = fileName, ["pageCount"] = pageCount, ["kind"] = "text" },
            ["reports"] = new JsonArray([.. reports.Select((report, index) => Report(index + 1, report.Record, report.First, report.Last))]),
        };
        return golden.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Report(int ordinal, FormRecord record, int first, int last) => new()
    {
        ["ordinal"] = ordinal,
        ["pages"] = new JsonArray(first, last),
        ["form"] = "shanghai-project",
        ["fiscalYear"] = record.FiscalYear,
        ["projectName"] = record.ProjectName,
        ["budgetUnit"] = record.BudgetUnit,
        ["implementingDepartments"] = new JsonArray([.. record.ImplementingDepartments.Select(name => (JsonNode)name)]),
        ["isRecurring"] = record.IsRecurring,
        ["currentYearBudget"] = Number(record.CurrentYearBudget),
        ["previousYearBudget"] = Number(record.PreviousYearBudget),
        ["executedAmount"] = Number(record.ExecutedAmount),
        ["executionRate"] = Number(record.ExecutionRate),
        ["annualGoal"] = Joined(record.AnnualGoal),
        ["selfEvaluationDate"] = record.SelfEvaluationDate,
        ["grade"] = record.Grade,
        ["keyAchievements"] = Joined(record.KeyAchievements),
        ["mainProblems"] = Joined(record.MainProblems),
        ["improvementMeasures"] = Joined(record.ImprovementMeasures),
        ["indicators"] = new JsonArray([.. record.Indicators.Select((row, index) => Indicator(index + 1, row))]),
        ["totalWeight"] = Number(record.TotalWeight),
        ["totalScore"] = Number(record.TotalScore),
        ["findings"] = new JsonArray([.. record.AllFindings.Select(finding =>
            (JsonNode)new JsonObject { ["rule"] = finding.Rule, ["path"] = finding.Path })]),
    };

    private static JsonObject Indicator(int ordinal, IndicatorRecord row) => new()
    {
        ["ordinal"] = ordinal,
        ["category"] = row.Category,
        ["categoryPoints"] = Number(row.CategoryPoints),
        ["name"] = row.Name,
        ["explanation"] = row.Explanation,
        ["weight"] = Number(row.Weight),
        ["score"] = Number(row.Score),
        ["remark"] = row.Remark,
    };

    // 100.00 and 100 are one number; a golden writes it one way.
    internal static JsonValue? Number(decimal? value) => value is { } number ? JsonValue.Create(number / 1.0000000000000000000000000000m) : null;

    internal static string? Joined(string? paragraphs) =>
        paragraphs is null ? null : LatinLineEnd().Replace(paragraphs, " ").Replace("\n", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=[A-Za-z])\n(?=[A-Za-z])")]
    private static partial Regex LatinLineEnd();
}
