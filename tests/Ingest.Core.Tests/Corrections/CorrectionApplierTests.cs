using System.Text.Json;
using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Corrections;

public sealed class CorrectionApplierTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project");

    [Fact]
    public void A_value_is_the_reviewers_and_what_is_printed_stays()
    {
        var corrected = Apply(Read(), Value("projectName", "课程建没", "课程建设"));

        var field = corrected.Report.Find("projectName")!;
        Assert.Equal(new TextValue("课程建设"), field.Value);
        Assert.Equal("课程建没", field.Raw);
        Assert.Equal(1, field.Evidence.Confidence);
        Assert.Equal(CorrectionFate.Applied, Assert.Single(corrected.Outcomes).Fate);
    }

    [Fact]
    public void The_last_word_holds()
    {
        var corrected = Apply(Read(), Value("grade", "优秀", "良好", id: 1), Value("grade", "良好", "合格", id: 2));

        Assert.Equal("合格", corrected.Report.Text("grade"));
    }

    [Fact]
    public void A_sum_that_holds_now_is_no_doubt_any_more_and_one_that_fails_now_is()
    {
        var read = Read(weights: [60, 30]);
        Assert.Contains(Validate(read), finding => finding is { Rule: "weight-total-mismatch", Path: "totalWeight" });

        var mended = Apply(read with { Findings = Validate(read) }, Cell(2, "产出", "指标2", "weight", 30, 40));
        var broken = Apply(mended.Report, Cell(1, "产出", "指标1", "weight", 60, 50));

        Assert.DoesNotContain(mended.Report.Findings, finding => finding.Rule == "weight-total-mismatch");
        Assert.Contains(broken.Report.Findings, finding => finding.Rule == "weight-total-mismatch");
    }

    [Fact]
    public void A_row_is_found_again_where_rows_before_it_came_or_went()
    {
        var read = Read(names: ["新增的一行", "指标1", "指标2"], weights: [0, 60, 40]);

        var corrected = Apply(read, Cell(2, "产出", "指标2", "score", 4, 5));

        Assert.Equal(5, corrected.Report.Indicators[2].Number("score"));
        Assert.Equal("indicators[2].score", Assert.Single(corrected.Outcomes).Path);
    }

    [Fact]
    public void Of_rows_with_one_name_the_nearest_is_meant()
    {
        var read = Read(names: ["及时性", "数量", "及时性"], weights: [30, 30, 40]);

        var corrected = Apply(read, Cell(3, "产出", "及时性", "score", 4, 5));

        Assert.Equal([4, 4, 5], corrected.Report.Indicators.Select(row => row.Number("score")!.Value));
    }

    [Fact]
    public void A_row_whose_name_is_read_better_now_is_still_the_same()
    {
        var read = Read(names: ["资金使用合规性", "指标2"]);

        var corrected = Apply(read, Cell(1, "产出", "资金使用台规性", "score", 4, 5));

        Assert.Equal(5, corrected.Report.Indicators[0].Number("score"));
    }

    [Fact]
    public void A_correction_whose_row_is_gone_is_a_conflict_and_changes_nothing()
    {
        var read = Read(names: ["完全不同的内容", "另一个指标"]);

        var corrected = Apply(read, Cell(1, "产出", "资金使用合规性", "score", 4, 5));

        Assert.Equal(CorrectionFate.Lost, Assert.Single(corrected.Conflicts).Fate);
        Assert.All(corrected.Report.Indicators, row => Assert.Equal(4, row.Number("score")));
    }

    [Fact]
    public void Tells_whether_the_document_now_says_the_same_or_a_third_thing()
    {
        var corrected = Apply(Read(), Value("grade", "良好", "优秀", id: 1), Value("projectName", "课程连设", "课程建设", id: 2));

        Assert.Equal([CorrectionFate.Agreed, CorrectionFate.ReadAnew], corrected.Outcomes.Select(outcome => outcome.Fate));
        Assert.Equal("课程建设", corrected.Report.Text("projectName"));
    }

    [Fact]
    public void Rows_are_added_removed_and_moved_and_what_is_said_of_an_added_row_finds_it()
    {
        var head = new RowAnchor(RowList.Indicators, 0, null, null);
        var corrected = Apply(
            Read(),
            new Correction(7, CorrectionKind.RowAdded, 1, Anchor(1, "产出", "指标1"), "", null, Json(new { category = "产出", name = "补上的" }), "王敏", default, null),
            Value("weight", null, 10, id: 8, row: new RowAnchor(RowList.Indicators, 0, null, null, AddedBy: 7)),
            new Correction(9, CorrectionKind.RowRemoved, 1, Anchor(1, "产出", "指标1"), "", null, null, "王敏", default, null),
            new Correction(10, CorrectionKind.RowMoved, 1, Anchor(2, "产出", "指标2"), "", null, AnchorJson.Write(head), "王敏", default, null));

        Assert.Equal(["指标2", "补上的"], corrected.Report.Indicators.Select(row => row.Text("name")));
        Assert.Equal(10, corrected.Report.Indicators[1].Number("weight"));
        Assert.Equal([1, 2], corrected.Report.Indicators.Select(row => row.Ordinal));
        Assert.Equal("indicators[1].weight", corrected.Outcomes.Single(outcome => outcome.Correction.Id == 8).Path);
    }

    [Fact]
    public void A_doubt_of_the_reading_itself_is_settled_by_a_word_on_its_value_alone()
    {
        var doubt = new Finding("section-reordered", Severity.Info, "grade", "请核对", "Check");
        var other = doubt with { Path = "projectName" };

        var corrected = Apply(Read() with { Findings = [doubt, other] }, Value("grade", "优秀", "良好"));

        Assert.DoesNotContain(doubt, corrected.Report.Findings);
        Assert.Contains(other, corrected.Report.Findings);
    }

    [Theory]
    [InlineData(FieldKind.Amount, "969万元", "9690000")]
    [InlineData(FieldKind.Amount, "9,690,000.00", "9690000")]
    [InlineData(FieldKind.Rate, "99.9", "99.9")]
    [InlineData(FieldKind.Date, "2019年1月", "2019-01")]
    [InlineData(FieldKind.Choice, "是", "是")]
    [InlineData(FieldKind.Organisations, "财务处、高教处", "财务处、高教处")]
    [InlineData(FieldKind.Number, "", "")]
    [InlineData(FieldKind.Text, "—", "")]
    public void What_is_typed_is_read_by_the_rules_that_read_the_page_and_reads_the_same_again(FieldKind kind, string typed, string shown)
    {
        Assert.True(CorrectionValues.TryRead(kind, typed, out var value));
        Assert.Equal(shown, CorrectionValues.Show(value));

        Assert.True(CorrectionValues.TryRead(kind, CorrectionValues.Show(value), out var again));
        Assert.Equal(value, again);
        Assert.Equal(value, CorrectionValues.Read(CorrectionValues.Write(value), kind));
    }

    [Theory]
    [InlineData(FieldKind.Amount, "很多")]
    [InlineData(FieldKind.Date, "去年")]
    [InlineData(FieldKind.Choice, "也许")]
    [InlineData(FieldKind.Number, "4..5")]
    public void What_is_no_such_value_is_refused(FieldKind kind, string typed) => Assert.False(CorrectionValues.TryRead(kind, typed, out _));

    private static CorrectedReport Apply(Report read, params Correction[] corrections) => CorrectionApplier.Apply(read, Pack, corrections);

    private static IReadOnlyList<Finding> Validate(Report read) => Core.Validation.Validator.Validate(read, Pack);

    private static RowAnchor Anchor(int ordinal, string category, string name) => new(RowList.Indicators, ordinal, category, name);

    private static Correction Value(string field, object? before, object? after, long id = 1, RowAnchor? row = null) =>
        new(id, CorrectionKind.Value, 1, row, field, Json(before), Json(after), "王敏", default, null);

    private static Correction Cell(int ordinal, string category, string name, string field, object before, object after) =>
        Value(field, before, after, row: Anchor(ordinal, category, name));

    private static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value);

    private static Report Read(string[]? names = null, decimal[]? weights = null) => new(
        new ReportKey(1, 1, 2), "shanghai-project",
        [Field("projectName", new TextValue("课程建没"), 0.7), Field("grade", new TextValue("优秀"))],
        [.. (names ?? ["指标1", "指标2"]).Select((name, at) => new Indicator(at + 1,
        [
            Field("category", new TextValue("产出")), Field("categoryPoints", null), Field("name", new TextValue(name)),
            Field("weight", new NumberValue((weights ?? [60, 40])[at])), Field("score", new NumberValue(4)),
        ]))],
        [Field("totalWeight", new NumberValue(100)), Field("totalScore", null)],
        []);

    private static Field Field(string key, FieldValue? value, double confidence = 1) =>
        new(key, value, CorrectionValues.Show(value), new Evidence([new Region(1, new Box(10, 10, 50, 12))], TextSource.Ocr, confidence));
}
