using Ingest.Core.Documents;
using Ingest.Core.Header;
using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Header;

public sealed class FreeFormReaderTests
{
    [Fact]
    public void Reads_labels_that_share_a_line()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 100, "项目名称：河道清淤").Text(300, 100, "预算单位：水务所")
            .Text(50, 124, "当年预算数（元）： 1,200,000").Text(300, 124, "预算执行率（%）：98.5"));

        Assert.Equal(("河道清淤", "水务所", "1,200,000", "98.5"),
            (captures.Value("projectName"), captures.Value("budgetUnit"), captures.Value("currentYearBudget"), captures.Value("executionRate")));
        Assert.Equal(["元", "%"], captures.Select(capture => capture.Unit).OfType<string>());
    }

    [Fact]
    public void Reads_a_value_behind_a_gap_without_a_colon() =>
        Assert.Equal("路灯节能改造", Read(new PageBuilder().Text(50, 100, "项目名称").Text(150, 100, "路灯节能改造")).Value("projectName"));

    [Fact]
    public void Ends_a_value_where_a_label_that_nobody_knows_begins()
    {
        Assert.Equal("水务所", Read(new PageBuilder().Text(50, 100, "预算单位：水务所").Text(300, 100, "填报日期：2024年3月20日")).Value("budgetUnit"));
        Assert.Equal("水务所 经办：王某", Read(new PageBuilder().Text(50, 100, "预算单位：水务所 经办：王某")).Value("budgetUnit"));
    }

    [Fact]
    public void Leaves_a_blank_value_empty()
    {
        var captures = Read(new PageBuilder().Text(50, 100, "绩效等级：").Text(300, 100, "自评时间：2023年5月"));

        Assert.Equal(("", "2023年5月"), (captures.Value("grade"), captures.Value("selfEvaluationDate")));
    }

    [Fact]
    public void Reads_a_value_that_wraps_above_and_below_its_label() =>
        Assert.Equal("社区卫生服务中心改造|及设备更新", Read(new PageBuilder()
            .Text(150, 100, "社区卫生服务中心改造").Text(50, 107, "项目名称：").Text(150, 114, "及设备更新")).Value("projectName"));

    [Fact]
    public void Reads_a_value_of_three_lines_centred_on_its_label() =>
        Assert.Equal("老旧小区|综合整治|工程", Read(new PageBuilder()
            .Stack(150, 100, "老旧小区", "综合整治", "工程").Text(50, 114, "项目名称：")).Value("projectName"));

    [Fact]
    public void Reads_a_value_that_comes_back_under_its_label()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 100, "项目名称：城市公共停车场智能化管理平台建设以及配套设施更新改造")
            .Text(50, 114, "项目（二期）")
            .Text(50, 140, "预算单位：交通委"));

        Assert.Equal(("城市公共停车场智能化管理平台建设以及配套设施更新改造|项目（二期）", "交通委"), (captures.Value("projectName"), captures.Value("budgetUnit")));
    }

    [Fact]
    public void Takes_no_line_below_a_value_that_had_room_left()
    {
        var lines = new PageBuilder().Text(50, 100, "项目名称：绿化").Text(150, 114, "本行不属于任何栏目也不是换行").Lines();

        var captures = FreeFormReader.Read(lines, PageBuilder.Index, out var unread);

        Assert.Equal("绿化", captures.Value("projectName"));
        Assert.Equal("本行不属于任何栏目也不是换行", Assert.Single(unread).Text);
    }

    [Fact]
    public void Reads_names_with_a_line_for_each() =>
        Assert.Equal("办公室|财务科|工程管理科", Read(new PageBuilder()
            .Text(50, 100, "具体实施处（科室）：").Stack(160, 100, "办公室", "财务科", "工程管理科")).Value("implementingDepartments"));

    [Fact]
    public void Takes_a_label_inside_a_sentence_for_none()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 100, "主要问题：")
            .Text(50, 114, "经核对，项目名称与批复一致，预算执行率：按季统计。"));

        Assert.Equal(["mainProblems"], captures.Select(capture => capture.Field.Key));
        Assert.Equal("经核对，项目名称与批复一致，预算执行率：按季统计。", captures.Value("mainProblems"));
    }

    [Fact]
    public void Takes_a_narrative_label_that_begins_a_line_of_a_text_for_text()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 100, "主要绩效：").Stack(50, 114, "全年处置案件二百起，及时发现并解决", "主要问题 三项。")
            .Text(50, 160, "主要问题：").Text(50, 174, "人手不足。"));

        Assert.Equal("全年处置案件二百起，及时发现并解决|主要问题 三项。", captures.Value("keyAchievements"));
        Assert.Equal("人手不足。", captures.Value("mainProblems"));
    }

    [Fact]
    public void Reads_narratives_between_lines_of_the_header()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 100, "项目名称：防汛物资储备").Text(50, 130, "项目年度总目标：").Stack(50, 144, "储备足额，", "调运及时。")
            .Text(50, 190, "自评时间：2022年3月").Text(50, 220, "主要绩效：").Text(50, 234, "全部到位。"));

        Assert.Equal(("储备足额，|调运及时。", "全部到位。", "2022年3月"),
            (captures.Value("annualGoal"), captures.Value("keyAchievements"), captures.Value("selfEvaluationDate")));
    }

    [Fact]
    public void Reads_narratives_whose_labels_stand_in_a_column_beside_the_middle()
    {
        var captures = Read(new PageBuilder()
            .Stack(150, 100, "甲乙丙丁", "戊己庚辛", "壬癸。").Text(50, 114, "主要绩效：")
            .Stack(150, 160, "子丑寅卯", "辰巳午未", "申酉。").Text(50, 174, "主要问题："));

        Assert.Equal(("甲乙丙丁|戊己庚辛|壬癸。", "子丑寅卯|辰巳午未|申酉。"), (captures.Value("keyAchievements"), captures.Value("mainProblems")));
    }

    [Fact]
    public void Reads_values_that_stand_under_a_row_of_labels()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 100, "项目名称：").Text(300, 100, "预算单位：").Text(50, 122, "防汛物资储备").Text(300, 122, "水务局")
            .Text(50, 144, "自评时间：").Text(300, 144, "绩效等级：").Text(50, 166, "2022年3月").Text(300, 166, "优秀"));

        Assert.Equal(("防汛物资储备", "水务局", "2022年3月", "优秀"),
            (captures.Value("projectName"), captures.Value("budgetUnit"), captures.Value("selfEvaluationDate"), captures.Value("grade")));
    }

    [Fact]
    public void Reads_an_amount_that_was_too_long_for_the_line_of_its_label()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 107, "是否为经常性项目：否").Text(300, 100, "上年预算金额（元）：").Text(300, 114, "8,900,000.00"));

        Assert.Equal(("否", "8,900,000.00"), (captures.Value("isRecurring"), captures.Value("previousYearBudget")));
    }

    [Fact]
    public void Does_not_take_the_first_line_of_a_narrative_for_the_rest_of_a_date()
    {
        var captures = Read(new PageBuilder().Text(50, 100, "自评时间：2022-01-10")
            .Stack(110, 112, "2022年全部完成", "没有遗留问题", "群众满意。").Text(50, 126, "主要绩效："));

        Assert.Equal("2022-01-10", captures.Value("selfEvaluationDate"));
    }

    [Fact]
    public void Keeps_values_of_neighbouring_columns_apart_that_wrap_at_different_heights()
    {
        var captures = Read(new PageBuilder()
            .Text(50, 107, "预算单位：市疾病预防控").Text(180, 100, "具体实施处（科室）：免疫规划")
            .Text(50, 121, "制中心").Text(180, 114, "科，传染病防制科，微生物检验").Text(180, 128, "科"));

        Assert.Equal(("市疾病预防控|制中心", "免疫规划|科，传染病防制科，微生物检验|科"),
            (captures.Value("budgetUnit"), captures.Value("implementingDepartments")));
    }

    [Fact]
    public void Leaves_lines_in_front_of_the_first_label_unread()
    {
        FreeFormReader.Read(new PageBuilder().Text(50, 60, "内部资料").Text(50, 200, "主要绩效：无").Lines(), PageBuilder.Index, out var unread);

        Assert.Equal(["内部资料"], unread.Texts());
    }

    [Fact]
    public void Finds_nothing_in_no_lines() => Assert.Empty(Read(new PageBuilder()));

    private static IReadOnlyList<Capture> Read(PageBuilder page) => FreeFormReader.Read(page.Lines(), PageBuilder.Index, out _);
}
