using System.Security.Cryptography;
using System.Text;
using Ingest.Core.Classes;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Store.Tests;

/// <summary>Extractions as large as real ones, made by hand.</summary>
internal static class Samples
{
    public static readonly ExtractorVersion Version = new("1.0.0", new Dictionary<string, int>(StringComparer.Ordinal) { ["shanghai-project"] = 1 });

    public static string Sha(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    public static SourceFile File(string name, string folder = "/archive") => new($"{folder}/{name}.pdf", Sha(name), 123_456);

    public static SaveRequest Request(long batch, string name, int reports = 1, string project = "课程建设", string version = "1.0.0") => new(
        batch, File(name), Extraction(name, reports, project), Version with { Version = version }, TimeSpan.FromMilliseconds(250));

    public static Extraction Extraction(string name, int reports = 1, string project = "课程建设") => new(
        name + ".pdf", Sha(name), reports * 4, DocumentKind.Text,
        [new Finding("page-without-text", Severity.Info, "document.pages[2]", "第2页没有文字", "Page 2 has no text")],
        [.. Enumerable.Range(1, reports).Select(ordinal => Report(ordinal, project))]);

    public static Report Report(int ordinal = 1, string project = "课程建设") => new(
        new ReportKey(ordinal, (ordinal * 4) - 3, ordinal * 4),
        "shanghai-project",
        [
            Field("fiscalYear", new NumberValue(2019), "2019"),
            Field("projectName", new TextValue(project), project),
            Field("budgetUnit", new TextValue("上海市教育委员会"), "上海市教育委员会"),
            Field("implementingDepartments", new ListValue(["财务处", "高教处"]), "财务处、高教处"),
            Field("isRecurring", new FlagValue(true), "☑是 □否"),
            Field("currentYearBudget", new NumberValue(9_700_000m), "9,700,000.00"),
            Field("previousYearBudget", null, "—"),
            Field("executedAmount", new NumberValue(9_690_000m), "9,690,000.00"),
            Field("executionRate", new NumberValue(100.00m), "100.00%"),
            Field("selfEvaluationDate", new DateValue("2019-01", new DateOnly(2019, 1, 1), new DateOnly(2019, 1, 31)), "2019年1月"),
            Field("grade", new TextValue("优秀"), "优秀"),
            Field("annualGoal", new TextValue(Long("通过项目实施，改善办学条件。")), Long("通过项目实施，\n改善办学条件。")),
            Field("keyAchievements", new TextValue(Long("一是完成了年度目标，支出42.31亿元。")), Long("一是完成了年度目标，支出42.\n31亿元。")),
            Field("mainProblems", new TextValue(Long("预算执行进度偏慢。")), Long("预算执行进度偏慢。"), page: 2, lastPage: 3),
            Field("improvementMeasures", new TextValue(Long("加强预算编制的科学性。")), Long("加强预算编制的科学性。")),
        ],
        [.. Enumerable.Range(1, 18).Select(Indicator)],
        [Field("totalWeight", new NumberValue(100), "100"), Field("totalScore", new NumberValue(97.5m), "97.5")],
        [
            new Finding("execution-rate-mismatch", Severity.Warning, "executionRate", "执行率应为99.90%", "The rate should be 99.90%"),
            new Finding("weights-do-not-add-up", Severity.Warning, "totalWeight", "权重合计为90", "The weights add up to 90"),
        ]);

    private static Indicator Indicator(int ordinal) => new(ordinal,
    [
        Field("category", new TextValue("产出目标"), "产出目标\n(34分)"),
        Field("categoryPoints", new NumberValue(34), "34"),
        Field("name", new TextValue($"指标{ordinal}完成率"), $"指标{ordinal}完成率"),
        Field("explanation", new TextValue("反映项目完成的情况，按时保质完成得满分"), "反映项目完成的情况，\n按时保质完成得满分"),
        Field("weight", new NumberValue(5), "5"),
        Field("score", new NumberValue(4.5m), "4.5", confidence: 0.8),
        Field("remark", null, ""),
    ])
    {
        Class = new IndicatorClass("quantity", ClassSource.Learned, 0.75),
    };

    private static Field Field(string key, FieldValue? value, string raw, int page = 1, int lastPage = 1, double confidence = 1) => new(
        key, value, raw, new Evidence([new Region(page, new Box(72, 90, 200, 12)), new Region(lastPage, new Box(72, 110, 200, 12))], TextSource.Text, confidence));

    private static string Long(string sentence) => string.Concat(Enumerable.Repeat(sentence, 25));
}
