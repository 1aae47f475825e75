using Ingest.Core.Classes;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;

namespace Ingest.Store.Saving;

/// <summary>A row of a table below the report, with the ordinal of its report; null for the document itself.</summary>
internal sealed record ChildRow<T>(int? ReportOrdinal, int Ordinal, T Value);

/// <summary>Which key of the contract goes into which column. Nothing else knows both.</summary>
internal static class ProjectionColumns
{
    public static readonly IReadOnlyList<Column<Report>> Report =
    [
        new("first_page", ColumnType.Int, report => report.Key.FirstPage),
        new("last_page", ColumnType.Int, report => report.Key.LastPage),
        new("form", ColumnType.Text, report => report.Form),
        .. Pair("fiscal_year", "fiscalYear", ColumnType.Int),
        .. Pair("project_name", "projectName", ColumnType.Text),
        .. Pair("budget_unit", "budgetUnit", ColumnType.Text),
        .. Pair("implementing_departments", "implementingDepartments", ColumnType.Texts),
        .. Pair("supervising_department", "supervisingDepartment", ColumnType.Text),
        .. Pair("implementing_unit", "implementingUnit", ColumnType.Text),
        .. Pair("is_recurring", "isRecurring", ColumnType.Flag),
        .. Pair("current_year_budget", "currentYearBudget", ColumnType.Number),
        .. Pair("previous_year_budget", "previousYearBudget", ColumnType.Number),
        .. Pair("executed_amount", "executedAmount", ColumnType.Number),
        .. Pair("execution_rate", "executionRate", ColumnType.Number),
        new("budget", ColumnType.Number, report => report.Number("currentYearBudget") ?? FundTotal(report, "annualBudget")),
        new("executed", ColumnType.Number, report => report.Number("executedAmount") ?? FundTotal(report, "executed")),
        new("computed_execution_rate", ColumnType.Number, report => Rate(
            report.Number("executedAmount") ?? FundTotal(report, "executed"), report.Number("currentYearBudget") ?? FundTotal(report, "annualBudget"))),
        .. Pair("self_evaluation_date", "selfEvaluationDate", ColumnType.Text),
        new("self_evaluation_date_first", ColumnType.Date, report => (report.Find("selfEvaluationDate")?.Value as DateValue)?.First),
        new("self_evaluation_date_last", ColumnType.Date, report => (report.Find("selfEvaluationDate")?.Value as DateValue)?.Last),
        .. Pair("grade", "grade", ColumnType.Text),
        .. Pair("total_weight", "totalWeight", ColumnType.Number),
        new("computed_weight_total", ColumnType.Number, report => Sum(report, "weight")),
        .. Pair("total_score", "totalScore", ColumnType.Number),
        new("computed_score_total", ColumnType.Number, report => Sum(report, "score")),
        new("lowest_confidence", ColumnType.Real, report => (float?)Risks.LowestConfidence(report)),
        new("error_findings", ColumnType.Int, report => Risks.Count(report, Severity.Error)),
        new("warning_findings", ColumnType.Int, report => Risks.Count(report, Severity.Warning)),
        new("info_findings", ColumnType.Int, report => Risks.Count(report, Severity.Info)),
        new("risk", ColumnType.Real, report => (float)Risks.Of(report)),
    ];

    public static readonly IReadOnlyList<Column<ChildRow<Indicator>>> Indicator =
    [
        new("report_ordinal", ColumnType.Int, row => row.ReportOrdinal),
        new("ordinal", ColumnType.Int, row => row.Ordinal),
        .. Cell("category", "category", ColumnType.Text),
        .. Cell("category_points", "categoryPoints", ColumnType.Number),
        .. Cell("subcategory", "subcategory", ColumnType.Text),
        new("subcategory_points", ColumnType.Number, row => row.Value.Number("subcategoryPoints")),
        .. Cell("name", "name", ColumnType.Text),
        .. Cell("explanation", "explanation", ColumnType.Text),
        .. Cell("target", "target", ColumnType.Text),
        .. Parts("target", "targetParts"),
        .. Cell("actual", "actual", ColumnType.Text),
        .. Parts("actual", "actualParts"),
        .. Cell("weight", "weight", ColumnType.Number),
        .. Cell("score", "score", ColumnType.Number),
        .. Cell("remark", "remark", ColumnType.Text),
        new("class", ColumnType.Text, row => PgText.Clean(row.Value.Class?.Code)),
        new("class_source", ColumnType.Text, row => row.Value.Class?.Source switch { null => null, ClassSource.Printed => "printed", _ => "learned" }),
        new("class_probability", ColumnType.Real, row => (float?)row.Value.Class?.Confidence),
        new("first_page", ColumnType.Int, row => Page(row.Value.Cells, pages => pages.Min())),
        new("last_page", ColumnType.Int, row => Page(row.Value.Cells, pages => pages.Max())),
        new("confidence", ColumnType.Real, row => Confidence(row.Value.Cells)),
    ];

    public static readonly IReadOnlyList<Column<ChildRow<FundLine>>> Fund =
    [
        new("report_ordinal", ColumnType.Int, row => row.ReportOrdinal),
        new("ordinal", ColumnType.Int, row => row.Ordinal),
        new("line", ColumnType.Text, row => FieldValues.Of(ColumnType.Text, row.Value.Find(FundLine.LineKey))),
        new("line_code", ColumnType.Text, row => FieldValues.Of(ColumnType.Text, row.Value.Find(FundLine.CodeKey))),
        .. FundCell("initial_budget", "initialBudget"),
        .. FundCell("annual_budget", "annualBudget"),
        .. FundCell("executed", "executed"),
        .. FundCell("weight", "weight"),
        .. FundCell("rate", "rate"),
        new("computed_rate", ColumnType.Number, row => Rate(row.Value.Number("executed"), row.Value.Number("annualBudget"))),
        .. FundCell("score", "score"),
        new("first_page", ColumnType.Int, row => Page(row.Value.Cells, pages => pages.Min())),
        new("last_page", ColumnType.Int, row => Page(row.Value.Cells, pages => pages.Max())),
        new("confidence", ColumnType.Real, row => Confidence(row.Value.Cells)),
    ];

    public static readonly IReadOnlyList<Column<ChildRow<Field>>> Narrative =
    [
        new("report_ordinal", ColumnType.Int, row => row.ReportOrdinal),
        new("key", ColumnType.Text, row => row.Value.Key),
        new("text", ColumnType.Text, row => FieldValues.Of(ColumnType.Text, row.Value)),
        new("text_raw", ColumnType.Text, row => FieldValues.Raw(row.Value)),
        new("first_page", ColumnType.Int, row => Page([row.Value], pages => pages.Min())),
        new("last_page", ColumnType.Int, row => Page([row.Value], pages => pages.Max())),
        new("confidence", ColumnType.Real, row => Confidence([row.Value])),
    ];

    public static readonly IReadOnlyList<Column<ChildRow<Finding>>> Finding =
    [
        new("report_ordinal", ColumnType.Int, row => row.ReportOrdinal),
        new("ordinal", ColumnType.Int, row => row.Ordinal),
        new("rule", ColumnType.Text, row => row.Value.Rule),
        new("severity", ColumnType.Text, row => SeverityName(row.Value.Severity)),
        new("path", ColumnType.Text, row => PgText.Clean(row.Value.Path)),
        new("message", ColumnType.Text, row => PgText.Clean(row.Value.Message)),
        new("message_en", ColumnType.Text, row => PgText.Clean(row.Value.MessageEn)),
    ];

    private static readonly HashSet<string> KeysWithColumns = new(StringComparer.Ordinal)
    {
        "fiscalYear", "projectName", "budgetUnit", "implementingDepartments", "supervisingDepartment", "implementingUnit", "isRecurring",
        "currentYearBudget", "previousYearBudget", "executedAmount", "executionRate", "selfEvaluationDate", "grade", "totalWeight", "totalScore",
    };

    /// <summary>The fields without a column of their own: the narratives, and whatever a new form pack adds.</summary>
    public static IEnumerable<Field> Narratives(Report report) =>
        report.Fields.Where(field => !KeysWithColumns.Contains(field.Key)).DistinctBy(field => field.Key, StringComparer.Ordinal);

    private static IEnumerable<Column<Report>> Pair(string name, string key, ColumnType type) =>
    [
        new(name, type, report => FieldValues.Of(type, report.Find(key))),
        new(name + "_raw", ColumnType.Text, report => FieldValues.Raw(report.Find(key))),
    ];

    private static IEnumerable<Column<ChildRow<Indicator>>> Cell(string name, string key, ColumnType type) =>
    [
        new(name, type, row => FieldValues.Of(type, row.Value.Find(key))),
        new(name + "_raw", ColumnType.Text, row => FieldValues.Raw(row.Value.Find(key))),
    ];

    private static IEnumerable<Column<ChildRow<Indicator>>> Parts(string name, string key) =>
    [
        new(name + "_operator", ColumnType.Text, row => PgText.Clean((row.Value.Find(key)?.Value as MeasureValue)?.Operator)),
        new(name + "_value", ColumnType.Number, row => (row.Value.Find(key)?.Value as MeasureValue)?.Value),
        new(name + "_unit", ColumnType.Text, row => PgText.Clean((row.Value.Find(key)?.Value as MeasureValue)?.Unit)),
        new(name + "_text", ColumnType.Text, row => PgText.Clean((row.Value.Find(key)?.Value as MeasureValue)?.Text)),
    ];

    private static IEnumerable<Column<ChildRow<FundLine>>> FundCell(string name, string key) =>
    [
        new(name, ColumnType.Number, row => row.Value.Number(key)),
        new(name + "_raw", ColumnType.Text, row => FieldValues.Raw(row.Value.Find(key))),
    ];

    /// <summary>Of the cells that could be read, with what the execution of the budget has or earns; null when no cell could.</summary>
    private static decimal? Sum(Report report, string key)
    {
        var read = report.Indicators.Select(row => row.Number(key)).OfType<decimal>().ToList();
        return read.Count == 0 ? null : read.Sum() + report.FundPoints(key);
    }

    private static decimal? FundTotal(Report report, string key) =>
        (report.Funds ?? []).FirstOrDefault(line => line.Text(FundLine.CodeKey) == FundLine.Total)?.Number(key);

    /// <summary>Percent, two decimals.</summary>
    private static decimal? Rate(decimal? executed, decimal? budget) =>
        executed is { } amount && budget is { } whole and not 0
            ? decimal.Round(amount / whole * 100, 2, MidpointRounding.AwayFromZero)
            : null;

    private static int? Page(IEnumerable<Field> cells, Func<IEnumerable<int>, int> pick)
    {
        var pages = cells.SelectMany(cell => cell.Evidence.Regions).Select(region => region.Page).ToList();
        return pages.Count == 0 ? null : pick(pages);
    }

    private static float? Confidence(IEnumerable<Field> cells)
    {
        var read = cells.Where(cell => cell.Value is not null).Select(cell => cell.Evidence.Confidence).ToList();
        return read.Count == 0 ? null : (float)read.Min();
    }

    private static string SeverityName(Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Warning => "warning",
        Severity.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };
}
