using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class FiscalYearsTests
{
    [Fact]
    public void Finds_the_year_of_the_seed_reports_and_none_where_none_is_named() =>
        Assert.Equal([2019, null, 2019, 2019, 2019], Seeds.Narratives.Select(FiscalYears.Infer));

    [Theory]
    [InlineData("2021年度共举办培训12场，完成率100%。", 2021)]
    [InlineData("截至2022年底，累计服务企业300家。", 2022)]
    [InlineData("２０２０年全年接待来访54批次。", 2020)]
    [InlineData("2020 年，中心组织活动 20 场。", 2020)]
    public void Reads_a_single_clear_mention(string achievements, int year) => Assert.Equal(year, FiscalYears.Infer([achievements]));

    [Theory]
    [InlineData("2020年完成评审30项。2021年将继续推进，2021年计划开展培训。", 2020)]
    [InlineData("2020年完成评审30项，比2019年增长10%，较2018年增长20%。", 2020)]
    [InlineData("按照沪科发〔2018〕12号文，2020年完成评审。《2019年度报告》已编制。", 2020)]
    [InlineData("对2015～2018年内认定的项目进行了跟踪，2019年有效跟踪2447项。截止2020年2月底，入库1068家。", 2019)]
    public void Passes_over_plans_comparisons_laws_titles_and_ranges(string achievements, int year) =>
        Assert.Equal(year, FiscalYears.Infer([achievements]));

    [Fact]
    public void Believes_the_achievements_before_the_plans() =>
        Assert.Equal(2019, FiscalYears.Infer(["2019年完成评审。", "无", "2020年修订办法，2020年扩大宣传。"]));

    [Theory]
    [InlineData("")]
    [InlineData("全年接待外方机构来访54批次。")]
    [InlineData("按照财税〔2015〕119号文规定办理。")]
    [InlineData("累计服务2019家企业、2020人次。")]
    [InlineData("2019年完成评审。2020年完成评审。")]
    public void Names_no_year_where_none_leads_clearly(string achievements) => Assert.Null(FiscalYears.Infer([achievements]));
}
