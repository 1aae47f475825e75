using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingest.Store.Publishing;
using Ingest.Web.Layout;

namespace Ingest.Web.Analysis;

/// <summary>A chart as the page's script draws it. Each category leads to the page narrowed to it.</summary>
/// <param name="Kind">bars, lying (bars that lie), or money (bars in 万元 and a line in percent).</param>
internal sealed record Chart(string Kind, IReadOnlyList<ChartCategory> Categories, IReadOnlyList<ChartSeries> Series)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] GradeOrder = ["excellent", "good", "fair", "poor", ""];
    private const decimal Wan = 10_000;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static Chart Grades(AnalysisTable table, AnalysisFilter filter, PageContext page)
    {
        var years = table.Rows.Select(row => row[0]).Distinct().ToList();
        return new Chart(
            "bars",
            [.. years.Select(year => new ChartCategory(Text(year, page), year is int number ? AnalysisAddress.Write(filter with { Year = number }) : null))],
            [
                .. from grade in GradeOrder
                   let counts = years.Select(year => table.Rows.Where(row => Equals(row[0], year) && ((string?)row[1] ?? "") == grade).Sum(row => Convert.ToDecimal(row[2], CultureInfo.InvariantCulture))).ToList()
                   where counts.Any(count => count > 0)
                   select new ChartSeries(GradeName(grade, page), [.. counts.Select(count => (decimal?)count)], grade.Length == 0 ? "none" : grade),
            ]);
    }

    public static Chart Scores(AnalysisTable table, AnalysisFilter filter, PageContext page) => Lying(
        table, 2, page.Say("平均得分", "average score"), row => (string)row[0]! is var unit ? AnalysisAddress.Write(filter with { Unit = unit }) : null);

    public static Chart Budgets(AnalysisTable table, AnalysisFilter filter, PageContext page) => new(
        "money",
        [.. table.Rows.Select(row => new ChartCategory(Text(row[0], page), row[0] is int year ? AnalysisAddress.Write(filter with { Year = year }) : null))],
        [
            new ChartSeries(page.Say("预算（万元）", "budget (10,000 yuan)"), [.. table.Rows.Select(row => (decimal?)row[1] / Wan)], "budget"),
            new ChartSeries(page.Say("执行（万元）", "executed (10,000 yuan)"), [.. table.Rows.Select(row => (decimal?)row[2] / Wan)], "executed"),
            new ChartSeries(page.Say("执行率（%）", "rate (%)"), [.. table.Rows.Select(row => (decimal?)row[3])], "rate"),
        ]);

    public static Chart Indicators(AnalysisTable table, AnalysisFilter filter, PageContext page) => Lying(
        table, 2, page.Say("失分次数", "times points were lost"), row => row[0] is string name ? AnalysisAddress.Write(filter with { Indicator = name }) : null);

    public static Chart Rules(AnalysisTable table, AnalysisFilter filter, PageContext page) => Lying(
        table, 1, page.Say("疑点数", "findings"), row => AnalysisAddress.Write(filter with { Rule = (string)row[0]! }), row => RuleNames.Of((string)row[0]!, page));

    public static string GradeName(string grade, PageContext page) => grade switch
    {
        "excellent" => page.Say("优秀", "excellent"),
        "good" => page.Say("良好", "good"),
        "fair" => page.Say("合格", "fair"),
        "poor" => page.Say("不合格", "poor"),
        _ => page.Say("无等级", "no grade"),
    };

    private static Chart Lying(
        AnalysisTable table, int value, string name, Func<IReadOnlyList<object?>, string?> leadsTo, Func<IReadOnlyList<object?>, string>? label = null) => new(
        "lying",
        [.. table.Rows.Select(row => new ChartCategory(label?.Invoke(row) ?? row[0]?.ToString() ?? "–", leadsTo(row)))],
        [new ChartSeries(name, [.. table.Rows.Select(row => (decimal?)Convert.ToDecimal(row[value], CultureInfo.InvariantCulture))], "bar")]);

    private static string Text(object? year, PageContext page) => year is int number ? number.ToString(CultureInfo.InvariantCulture) : page.Say("无年度", "no year");
}

internal sealed record ChartCategory(string Name, string? Href);

/// <param name="Look">Which colour.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Data, string Look);
