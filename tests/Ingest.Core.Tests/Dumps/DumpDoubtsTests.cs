using Ingest.Core.Documents;
using Ingest.Core.Dumps;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Dumps;

public sealed class DumpDoubtsTests
{
    private static readonly FormPack Pack = FormPackReader.Read(
        """
        form: test
        version: 1
        titles: [甲表]
        fields:
          - { key: projectName, kind: text, labels: [项目名称], required: true }
          - { key: budgetUnit, kind: text, labels: [预算单位], required: true }
          - { key: mainProblems, kind: narrative, labels: [主要问题] }
        table:
          columns:
            - { key: name, kind: text, labels: [指标名称] }
            - { key: explanation, kind: text, labels: [指标解释] }
            - { key: weight, kind: number, labels: [指标权重], total: totalWeight }
            - { key: score, kind: number, labels: [自评得分], total: totalScore }
          totals: [合计]
        grades: []
        """,
        "test.yaml");

    [Fact]
    public void Believes_a_table_whose_rows_are_whole_and_whose_sums_hold()
    {
        var (report, findings) = DumpDoubts.Weigh(Report(rows: [("甲", 40, 38), ("乙", 60, 60)], totals: (100, 98)), Pack);

        Assert.Empty(findings);
        Assert.All(report.Indicators.SelectMany(row => row.Cells), cell => Assert.Equal(1, cell.Evidence.Confidence));
    }

    [Theory]
    [InlineData("乙", 50, 60)] // Weights do not add up.
    [InlineData("乙", 60, 20)] // Scores do not.
    [InlineData(null, 60, 60)] // Nobody knows what this row is about.
    public void Doubts_every_cell_of_a_table_that_does_not_agree_with_itself_and_says_so_once(string? name, int weight, int score)
    {
        var (report, findings) = DumpDoubts.Weigh(Report(rows: [("甲", 40, 38), (name, weight, score)], totals: (100, 98)), Pack);

        Assert.Equal(("dump-table-doubtful", "indicators"), Assert.Single(findings.Select(finding => (finding.Rule, finding.Path))));
        Assert.All(report.Indicators.SelectMany(row => row.Cells), cell => Assert.True(cell.Evidence.Confidence < Extraction.ReviewThreshold));
        Assert.All(report.Fields, field => Assert.Equal(1, field.Evidence.Confidence));
    }

    [Fact]
    public void Doubts_a_section_that_has_swallowed_the_table()
    {
        var (report, findings) = DumpDoubts.Weigh(
            Report(rows: [("甲", 40, 38), ("乙", 60, 60)], totals: (100, 98), problems: "进度偏慢。指标名称 指标解释 指标权重 自评得分"), Pack);

        Assert.Equal(("dump-text-mixed", "mainProblems"), Assert.Single(findings.Select(finding => (finding.Rule, finding.Path))));
        Assert.True(report.Find("mainProblems")!.Evidence.Confidence < Extraction.ReviewThreshold);
    }

    [Fact]
    public void Doubts_the_header_where_required_fields_found_no_value()
    {
        var whole = Report(rows: [("甲", 100, 98)], totals: (100, 98));
        var (_, findings) = DumpDoubts.Weigh(whole with { Fields = [.. whole.Fields.Select(field => field.Key == "mainProblems" ? field : field with { Value = null })] }, Pack);

        Assert.Equal("dump-fields-doubtful", Assert.Single(findings).Rule);
    }

    private static Report Report((string? Name, int Weight, int Score)[] rows, (int Weight, int Score) totals, string problems = "进度偏慢。") => new(
        new ReportKey(1, 1, 1),
        "test",
        [Text("projectName", "甲项目"), Text("budgetUnit", "甲单位"), Text("mainProblems", problems)],
        [.. rows.Select((row, at) => new Indicator(at + 1, [Text("name", row.Name), Text("explanation", "解释"), Number("weight", row.Weight), Number("score", row.Score)]))],
        [Number("totalWeight", totals.Weight), Number("totalScore", totals.Score)],
        []);

    private static Field Text(string key, string? text) => Of(key, text ?? "", text is null ? null : new TextValue(text));

    private static Field Number(string key, int number) => Of(key, $"{number}", new NumberValue(number));

    private static Field Of(string key, string raw, FieldValue? value) => new(key, value, raw, new Evidence([], TextSource.Dump, 1));
}
