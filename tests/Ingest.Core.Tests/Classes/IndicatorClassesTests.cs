using Ingest.Core.Classes;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Classes;

public sealed class IndicatorClassesTests
{
    [Theory]
    [InlineData("数量指标", "quantity")]
    [InlineData("质 量 指 标", "quality")]
    [InlineData("产出时效", "timeliness")]
    [InlineData("社会成本指标", "cost")]
    [InlineData("生态环境成本指标", "cost")]
    [InlineData("社会效益\n指标", "social")]
    [InlineData("环境效益指标", "ecological")]
    [InlineData("可持续发展指标", "sustainability")]
    [InlineData("社会公众或服务对象满意度指标", "satisfaction")]
    [InlineData("项目立项", "initiation")]
    [InlineData("其他", null)]
    public void A_printed_second_level_names_its_class(string level, string? code) =>
        Assert.Equal(code, ClassCatalogue.Default.OfPrinted(level));

    [Fact]
    public void What_is_printed_wins_over_what_a_model_says()
    {
        var given = ClassOf(Row(("category", "产出指标"), ("subcategory", "时效指标"), ("name", "培训人数")), Says(("quantity", 0.99), ("timeliness", 0.01)));

        Assert.Equal(new IndicatorClass("timeliness", ClassSource.Printed, 0.8), given);
    }

    [Fact]
    public void A_first_level_with_one_class_below_it_is_enough() =>
        Assert.Equal("satisfaction", ClassOf(Row(("category", "满意度指标"), ("name", "村民反映")), Says(("social", 1)))?.Code);

    [Fact]
    public void A_model_chooses_among_the_classes_that_the_first_level_leaves()
    {
        var given = ClassOf(Row(("category", "效益指标"), ("name", "水质")), Says(("quality", 0.6), ("ecological", 0.3), ("social", 0.1)));

        Assert.Equal(("ecological", ClassSource.Learned), (given!.Code, given.Source));
        Assert.Equal(0.75, given.Confidence, precision: 6);
    }

    [Fact]
    public void Without_a_model_and_without_a_printed_class_there_is_none()
    {
        Assert.Null(ClassOf(Row(("category", "产出目标"), ("name", "培训完成率")), learned: null));
        Assert.Null(ClassOf(Row(("category", "产出目标")), Says(("quantity", 1))));
    }

    [Fact]
    public void Its_evidence_says_who_said_it()
    {
        var report = new Report(new ReportKey(1, 1, 1), "x", [], [Row(("category", "其他"), ("name", "培训人数"))], [], []);
        report = IndicatorClasses.Assign(report, Says(("quantity", 0.7), ("social", 0.3)));

        var json = ReportJson.Write(new Extraction("a.pdf", "", 1, DocumentKind.Text, [], [report]), indented: false);
        var back = ReportJson.Read(json, []).Reports[0].Indicators[0];

        Assert.Contains("\"class\":\"quantity\",\"classSource\":\"learned\"", json, StringComparison.Ordinal);
        Assert.Contains("\"indicators[0].class\":{\"regions\":[],\"raw\":\"培训人数\",\"source\":\"learned\",\"confidence\":0.7}", json, StringComparison.Ordinal);
        Assert.Equal(report.Indicators[0].Class, back.Class);
        Assert.DoesNotContain(back.Cells, cell => cell.Key.StartsWith("class", StringComparison.Ordinal));
    }

    private static IndicatorClass? ClassOf(Indicator row, Func<string, string?, IReadOnlyList<LearnedClass>>? learned) =>
        IndicatorClasses.Assign(new Report(new ReportKey(1, 1, 1), "x", [], [row], [], []), learned).Indicators[0].Class;

    private static Func<string, string?, IReadOnlyList<LearnedClass>> Says(params (string Code, double Probability)[] classes) =>
        (_, _) => [.. classes.Select(pair => new LearnedClass(pair.Code, pair.Probability))];

    private static Indicator Row(params (string Key, string Text)[] cells) => new(
        1, [.. cells.Select(cell => new Field(cell.Key, new TextValue(cell.Text), cell.Text, new Evidence([], TextSource.Text, 0.8)))]);
}
