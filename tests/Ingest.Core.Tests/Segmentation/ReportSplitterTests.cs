using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Segmentation;

public sealed class ReportSplitterTests
{
    [Fact]
    public void Begins_a_report_at_the_title_above_its_project_name()
    {
        var parts = Split(new PageBuilder()
            .Text(200, 50, "项目绩效自评价").Text(50, 100, "项目名称：绿化").Text(50, 130, "主要绩效：好")
            .Text(200, 300, "项目绩效自评价").Text(50, 350, "项目名称：清淤"));

        Assert.Equal([(1, 1, 1), (2, 1, 1)], parts.Select(part => (part.Key.Ordinal, part.Key.FirstPage, part.Key.LastPage)));
        Assert.Equal(["项目绩效自评价", "项目名称：绿化", "主要绩效：好"], parts[0].Pages[0].Lines.Texts());
    }

    [Fact]
    public void Goes_on_over_pages_until_the_next_report()
    {
        var parts = Split(
            new PageBuilder(1).Text(50, 100, "项目名称：绿化"), new PageBuilder(2).Text(50, 100, "主要绩效：好"),
            new PageBuilder(3).Text(50, 100, "项目名称：清淤"));

        Assert.Equal([(1, 2), (3, 3)], parts.Select(part => (part.Key.FirstPage, part.Key.LastPage)));
    }

    [Fact]
    public void Takes_a_title_without_a_project_name_for_a_running_head()
    {
        var part = Assert.Single(Split(
            new PageBuilder(1).Text(200, 50, "项目绩效自评价").Text(50, 100, "项目名称：绿化"),
            new PageBuilder(2).Text(200, 50, "项目绩效自评价").Text(50, 100, "主要绩效：好")));

        Assert.Equal((1, 2), (part.Key.FirstPage, part.Key.LastPage));
    }

    [Fact]
    public void Finds_the_project_name_though_its_label_breaks_inside_a_frame()
    {
        var page = new PageBuilder().Ruled([40, 500], [90, 140, 190])
            .Text(50, 100, "项目名").Text(50, 114, "称：").Text(150, 107, "绿化").Text(50, 150, "主要绩效：好");

        Assert.Single(Split(page));
    }

    [Fact]
    public void A_paper_with_the_same_labels_and_another_title_is_no_report()
    {
        Assert.Empty(Split(new PageBuilder().Text(200, 50, "项目支出绩效目标申报表").Text(50, 100, "项目名称：绿化")));
    }

    [Fact]
    public void A_report_ends_where_such_a_paper_begins()
    {
        var part = Assert.Single(Split(
            new PageBuilder(1).Text(200, 50, "项目绩效自评价").Text(50, 100, "项目名称：绿化"),
            new PageBuilder(2).Text(200, 50, "项目支出绩效目标申报表").Text(50, 100, "项目名称：绿化")));

        Assert.Equal((1, 1), (part.Key.FirstPage, part.Key.LastPage));
    }

    [Fact]
    public void Such_a_title_in_a_list_of_papers_ends_nothing()
    {
        var part = Assert.Single(Split(
            new PageBuilder(1).Text(200, 50, "项目绩效自评价").Text(50, 100, "项目名称：绿化").Text(50, 300, "项目支出绩效目标申报表").Text(50, 330, "主要绩效：好"),
            new PageBuilder(2).Text(50, 100, "主要问题：无")));

        Assert.Equal((1, 2), (part.Key.FirstPage, part.Key.LastPage));
    }

    [Fact]
    public void Finds_no_report_without_a_project_name() => Assert.Empty(Split(new PageBuilder().Text(200, 50, "项目绩效自评价")));

    [Fact]
    public void Begins_reports_at_titles_where_nobody_knows_the_label_of_the_projects_name()
    {
        var parts = Split(
            new PageBuilder(1).Text(200, 50, "项目绩效自评价").Text(50, 100, "工程名：绿化").Text(50, 130, "预算单位：甲局").Text(50, 160, "预算执行数：90"),
            new PageBuilder(2).Text(200, 50, "项目绩效自评价").Text(50, 100, "主要绩效：好").Text(50, 130, "主要问题：无"), // A running head.
            new PageBuilder(3).Text(200, 50, "项目绩效自评价").Text(50, 100, "工程名：清淤").Text(50, 130, "预算单位：乙局").Text(50, 160, "预算执行数：80"));

        Assert.Equal([(1, 2), (3, 3)], parts.Select(part => (part.Key.FirstPage, part.Key.LastPage)));
    }

    private static IReadOnlyList<ReportPart> Split(params PageBuilder[] pages) =>
        ReportSplitter.Split([.. pages.Select(page => page.Layout())], PageBuilder.Index);
}
