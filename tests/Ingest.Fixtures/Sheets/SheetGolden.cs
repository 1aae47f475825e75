using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingest.Fixtures.Goldens;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Sheets;

/// <summary>The golden of a sheet: what was printed, in the contract's shape.</summary>
internal static class SheetGolden
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    public static string Write(string fileName, int pageCount, string form, IReadOnlyList<(SheetRecord Record, int First, int Last)> reports) =>
        new JsonObject
        {
            ["schema"] = 1,
            ["document"] = new JsonObject { ["fileName"] = fileName, ["pageCount"] = pageCount, ["kind"] = "text" },
            ["reports"] = new JsonArray([.. reports.Select((report, index) => Report(index + 1, form, report.Record, report.First, report.Last))]),
        }.ToJsonString(Indented) + "\n";

    private static JsonObject Report(int ordinal, string form, SheetRecord record, int first, int last)
    {
        var golden = new JsonObject
        {
            ["ordinal"] = ordinal, ["pages"] = new JsonArray(first, last), ["form"] = form, ["fiscalYear"] = record.FiscalYear,
        };
        foreach (var (key, value) in record.Fields)
            golden[key] = GoldenWriter.Joined(value);
        if (record.Funds is { } funds)
            golden["funds"] = new JsonArray([.. funds.Select(line => (JsonNode)Fund(line))]);
        golden["indicators"] = new JsonArray([.. record.Indicators.Where(row => !row.Residue).Select((row, index) => (JsonNode)Indicator(index + 1, row))]);
        golden["totalWeight"] = GoldenWriter.Number(record.TotalWeight);
        golden["totalScore"] = GoldenWriter.Number(record.TotalScore);
        if (record.ExpectedFindings is { } findings)
            golden["findings"] = new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject { ["rule"] = finding.Rule, ["path"] = finding.Path })]);
        return golden;
    }

    private static JsonObject Fund(FundRecord line) => new JsonObject
    {
        ["line"] = line.Line,
        ["lineCode"] = line.LineCode,
        ["initialBudget"] = GoldenWriter.Number(line.InitialBudget),
        ["annualBudget"] = GoldenWriter.Number(line.AnnualBudget),
        ["executed"] = GoldenWriter.Number(line.Executed),
        ["weight"] = GoldenWriter.Number(line.Weight),
        ["rate"] = GoldenWriter.Number(line.Rate),
        ["score"] = GoldenWriter.Number(line.Score),
    };

    private static JsonObject Indicator(int ordinal, SheetIndicator row)
    {
        var golden = new JsonObject
        {
            ["ordinal"] = ordinal,
            ["category"] = row.Category,
            ["categoryPoints"] = GoldenWriter.Number(row.CategoryPoints),
            ["subcategory"] = row.Subcategory,
            ["name"] = row.Name,
            ["explanation"] = row.Explanation,
            ["target"] = row.Target,
            ["targetParts"] = PartsOf(row.Target, row.TargetParts),
            ["actual"] = row.Actual,
            ["actualParts"] = PartsOf(row.Actual, row.ActualParts),
            ["weight"] = GoldenWriter.Number(row.Weight),
            ["score"] = GoldenWriter.Number(row.Score),
            ["remark"] = row.Remark,
        };
        foreach (var (key, value) in row.Extra)
            golden[key] = JsonNode.Parse(value.GetRawText());
        return golden;
    }

    private static JsonObject? PartsOf(string? text, Parts? parts) => text is null ? null : new JsonObject
    {
        ["operator"] = parts?.Operator,
        ["value"] = GoldenWriter.Number(parts?.Value),
        ["unit"] = parts?.Unit,
        ["text"] = parts is null ? text : null,
    };
}
