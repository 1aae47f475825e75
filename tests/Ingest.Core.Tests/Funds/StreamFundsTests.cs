using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Funds;
using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Funds;

public sealed class StreamFundsTests
{
    private static readonly PackIndex Index = new(FormPackReader.BuiltIn().Single(pack => pack.Form == "national-project"));
    private static readonly double[] Columns = [40, 140, 220, 300, 380, 440, 500];

    [Fact]
    public void Reads_a_table_that_no_ruling_marks()
    {
        var found = Find(page => page
            .Text(40, 60, "项目资金（万元）")
            .Row(80, Columns, "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
            .Row(100, Columns, "年度资金总额", "310.5", "310.5", "298.77", "10", "96.22%", "9.62")
            .Row(120, Columns, "其中：财政拨款", "250.5", "250.5", "238.77", "—", "95.32%", "—")
            .Row(140, Columns, "其他资金")
            .Text(40, 160, "预期目标：改造管网"))!;

        Assert.Equal(["total", "fiscal", "other"], found.Rows.Select(row => row.Code));
        Assert.Equal(["310.5", "250.5", ""], found.Rows.Select(row => row.Cells["annualBudget"].Joined()));
        Assert.Equal(("9.62", "—", "万元"), (found.Rows[0].Cells["score"].Joined(), found.Rows[1].Cells["score"].Joined(), found.Rows[0].Units["executed"]));
        Assert.Equal(5, found.Lines.Count);
    }

    [Fact]
    public void Joins_a_name_whose_amounts_stand_beside_its_middle()
    {
        var found = Find(page => page
            .Row(80, Columns, "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
            .Row(100, Columns, "年度资金总额", "310.5", "310.5", "298.77", "10", "96.22%", "9.62")
            .Text(44, 120, "其中：当年财")
            .Text(144, 127, "250.5")
            .Text(44, 134, "政拨款"))!;

        Assert.Equal(["total", "fiscal"], found.Rows.Select(row => row.Code));
        Assert.Equal("其中：当年财|政拨款", found.Rows[1].Line.Joined());
    }

    [Fact]
    public void Takes_no_sentence_for_a_table()
    {
        Assert.Null(Find(page => page.Text(40, 80, "全年预算数与全年执行数相差不大，执行率较高。").Text(40, 100, "年度资金总额 310.5")));
    }

    [Fact]
    public void Takes_no_heads_without_lines_below()
    {
        Assert.Null(Find(page => page.Row(80, Columns, "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分").Text(40, 100, "项目名称：某项目")));
    }

    private static StreamFunds.Result? Find(Action<PageBuilder> write)
    {
        var page = new PageBuilder();
        write(page);
        return StreamFunds.Find(PageLayout.Of(page.Build()).Lines, Index);
    }
}
