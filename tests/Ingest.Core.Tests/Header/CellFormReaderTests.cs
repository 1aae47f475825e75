using Ingest.Core.Header;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Header;

public sealed class CellFormReaderTests
{
    private static readonly double[] Xs = [50, 150, 300, 400, 550];

    [Fact]
    public void Reads_values_beside_their_labels()
    {
        var captures = Read(new PageBuilder().Ruled(Xs, [100, 120, 140])
            .Row(105, Xs, "项目名称", "河道清淤", "预算单位", "水务所")
            .Row(125, Xs, "当年预算数（元）", "800", "预算执行率（％）", "97")).Captures;

        Assert.Equal(("河道清淤", "水务所", "800", "97"),
            (captures.Value("projectName"), captures.Value("budgetUnit"), captures.Value("currentYearBudget"), captures.Value("executionRate")));
        Assert.Equal(["元", "%"], captures.Select(capture => capture.Unit).OfType<string>());
    }

    [Fact]
    public void Reads_a_label_that_wraps_in_its_cell() =>
        Assert.Equal("办公室", Read(new PageBuilder().Ruled([50, 120, 300], [100, 140])
            .Stack(54, 105, "具体实施处", "（科室）：").Text(124, 112, "办公室")).Captures.Value("implementingDepartments"));

    [Fact]
    public void Reads_values_below_their_labels()
    {
        var captures = Read(new PageBuilder().Ruled([50, 200, 350], [100, 120, 160])
            .Row(105, [50, 200], "主要绩效", "主要问题").Stack(54, 125, "渠道畅通，", "水质达标。").Text(204, 125, "无。")).Captures;

        Assert.Equal(("渠道畅通，|水质达标。", "无。"), (captures.Value("keyAchievements"), captures.Value("mainProblems")));
    }

    [Fact]
    public void Reads_values_in_one_cell_with_their_labels()
    {
        var captures = Read(new PageBuilder().Ruled([50, 300, 550], [100, 120, 170])
            .Row(105, [50, 300], "项目名称：河道清淤", "预算单位：水务所").Stack(54, 125, "主要绩效：", "渠道畅通。")).Captures;

        Assert.Equal(("河道清淤", "水务所", "渠道畅通。"), (captures.Value("projectName"), captures.Value("budgetUnit"), captures.Value("keyAchievements")));
    }

    [Fact]
    public void Leaves_a_blank_cell_empty_when_the_next_label_stands_below()
    {
        var captures = Read(new PageBuilder().Ruled([50, 150, 300], [100, 120, 140])
            .Row(105, [50, 150], "绩效等级", "").Row(125, [50, 150], "自评时间", "2022年")).Captures;

        Assert.Equal(("", "2022年"), (captures.Value("grade"), captures.Value("selfEvaluationDate")));
    }

    [Fact]
    public void Stops_at_the_next_label_of_the_row()
    {
        var captures = Read(new PageBuilder().Ruled(Xs, [100, 120]).Row(105, Xs, "绩效等级", "", "自评时间", "2022年")).Captures;

        Assert.Equal("", captures.Value("grade"));
    }

    [Fact]
    public void Hands_back_what_goes_on_from_the_page_before_and_to_the_next()
    {
        var result = Read(new PageBuilder().Ruled([50, 550], [100, 120, 140, 160])
            .Text(54, 105, "接上页的文字。").Text(54, 125, "自评时间：2022年").Text(54, 145, "标签在下一页"));

        Assert.Equal(("接上页的文字。", "标签在下一页"), (result.Head.Joined(), result.Tail.Joined()));
    }

    [Fact]
    public void Tells_of_cells_that_belong_to_no_label()
    {
        var result = Read(new PageBuilder().Ruled([50, 550], [100, 120, 140, 160])
            .Text(54, 105, "自评时间：2022年").Text(54, 125, "此格没有标签").Text(54, 145, "绩效等级：优秀"));

        Assert.Equal(["此格没有标签"], result.Unread.Texts());
    }

    [Fact]
    public void Reads_only_the_rows_of_the_form()
    {
        var page = new PageBuilder().Ruled([50, 150, 300], [100, 120, 140])
            .Row(105, [50, 150], "绩效等级", "良好").Row(125, [50, 150], "自评时间", "2022年");

        var captures = CellFormReader.Read(Assert.Single(Lattice.Find(page.Build()).Grids), 0, 1, PageBuilder.Index).Captures;

        Assert.Equal("grade", Assert.Single(captures).Field.Key);
    }

    private static CellFormReader.Result Read(PageBuilder page)
    {
        var grid = Assert.Single(Lattice.Find(page.Build()).Grids);
        return CellFormReader.Read(grid, 0, grid.Rows, PageBuilder.Index);
    }
}
