using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Validation;

/// <summary>A small report in which everything agrees, and ways to spoil it.</summary>
internal static class SampleReport
{
    public static Report Good() => new(
        new ReportKey(1, 1, 3),
        "shanghai-project",
        [
            Read("fiscalYear", new NumberValue(2019), "2019年度"),
            Read("projectName", new TextValue("科技金融"), "科技金融"),
            Read("budgetUnit", new TextValue("创业中心"), "创业中心"),
            Read("implementingDepartments", new ListValue(["科技金融部"]), "科技金融部"),
            Read("isRecurring", new FlagValue(false), "否"),
            Read("currentYearBudget", new NumberValue(1_000_000), "1,000,000.00"),
            Read("previousYearBudget", new NumberValue(0), "0.00"),
            Read("executedAmount", new NumberValue(1_000_000), "1,000,000.00"),
            Read("executionRate", new NumberValue(100), "100.00%"),
            Read("annualGoal", new TextValue("目标"), "目标"),
            Read("selfEvaluationDate", IsoDates.OfDay(new DateOnly(2020, 4, 16)), "2020-04-16"),
            Read("grade", new TextValue("优秀"), "优秀"),
            Read("keyAchievements", new TextValue("绩效"), "绩效"),
            Read("mainProblems", new TextValue("无"), "无"),
            Read("improvementMeasures", new TextValue("措施"), "措施"),
        ],
        [Row(1, "投入与管理", 66, 36, 36), Row(2, "投入与管理", 66, 30, 29), Row(3, "产出目标", 34, 34, 32)],
        [Read("totalWeight", new NumberValue(100), "100"), Read("totalScore", new NumberValue(97), "97")],
        []);

    public static Report With(this Report report, string key, FieldValue? value, string raw = "印", double confidence = 1) =>
        report with { Fields = Replace(report.Fields, Read(key, value, raw, confidence)) };

    public static Report WithTotal(this Report report, string key, decimal value) =>
        report with { Totals = Replace(report.Totals, Read(key, new NumberValue(value), "印")) };

    public static Report WithCell(this Report report, int row, string key, FieldValue? value, string raw = "", double confidence = 1) =>
        report with
        {
            Indicators = [.. report.Indicators.Select((old, index) => index == row ? old with { Cells = Replace(old.Cells, Read(key, value, raw, confidence)) } : old)],
        };

    private static Indicator Row(int ordinal, string category, decimal points, decimal weight, decimal score) => new(
        ordinal,
        [
            Read("category", new TextValue(category), category),
            Read("categoryPoints", new NumberValue(points), category),
            Read("name", new TextValue("指标"), "指标"),
            Read("explanation", null, ""),
            Read("weight", new NumberValue(weight), "印"),
            Read("score", new NumberValue(score), "印"),
            Read("remark", null, ""),
        ]);

    private static Field Read(string key, FieldValue? value, string raw, double confidence = 1) =>
        new(key, value, raw, new Evidence([], TextSource.Text, confidence));

    private static IReadOnlyList<Field> Replace(IReadOnlyList<Field> fields, Field by) => [.. fields.Select(old => old.Key == by.Key ? by : old)];
}
