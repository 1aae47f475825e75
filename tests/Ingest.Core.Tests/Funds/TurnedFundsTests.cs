using Ingest.Core.Reports;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Funds;

public sealed class TurnedFundsTests
{
    private static readonly double[] Xs = [20, 80, 160, 240, 320, 380, 440, 500, 575];

    [Fact]
    public void Reads_amounts_that_stand_beside_their_labels_with_the_sources_below()
    {
        var report = Form(sheet => sheet
            .Row(("预算执行情况|（万元）", 1), ("预算数：", 2), ("120", 2), ("执行数：", 2), ("114", 1))
            .Row((null, 1), ("其中：财政拨款", 2), ("100", 2), ("其中：财政拨款", 2), ("95", 1))
            .Row((null, 1), ("其他资金", 2), ("20", 2), ("其他资金", 2), ("19", 1)));

        Assert.Equal(
            [("", "total", 1_200_000m, 1_140_000m), ("其中：财政拨款", "fiscal", 1_000_000m, 950_000m), ("其他资金", "other", 200_000m, 190_000m)],
            report.Funds!.Select(line => (line.Text("line") ?? "", line.Text("lineCode"), line.Number("annualBudget"), line.Number("executed"))));
        Assert.Equal("河道得到治理，水质改善。", report.Text("actualCompletion"));
        Assert.Equal(2, report.Indicators.Count);
    }

    [Fact]
    public void Reads_amounts_that_share_a_cell_with_their_labels()
    {
        var report = Form(sheet => sheet
            .Row(("预算执行情况|（万元）", 1), ("预算数：120", 4), ("执行数：114", 3))
            .Row((null, 1), ("其中：财政拨款：100", 4), ("其中：财政拨款：95", 3)));

        Assert.Equal(
            [("total", 1_200_000m, 1_140_000m), ("fiscal", 1_000_000m, 950_000m)],
            report.Funds!.Select(line => (line.Text("lineCode"), line.Number("annualBudget"), line.Number("executed"))));
    }

    [Fact]
    public void Reads_sources_across_and_amounts_down()
    {
        var report = Form(sheet => sheet
            .Row(("项目资金（元）", 1), ("", 2), ("年度资金总额", 2), ("财政拨款", 2), ("其他资金", 1))
            .Row((null, 1), ("全年预算数", 2), ("120.5", 2), ("100", 2), ("20.5", 1))
            .Row((null, 1), ("全年执行数", 2), ("114", 2), ("95", 2), ("19", 1))
            .Row((null, 1), ("执行率", 2), ("94.61%", 2), ("95%", 2), ("92.68%", 1)));

        Assert.Equal(
            [("total", 120.5m, 114m, 94.61m), ("fiscal", 100m, 95m, 95m), ("other", 20.5m, 19m, 92.68m)],
            report.Funds!.Select(line => (line.Text("lineCode"), line.Number("annualBudget"), line.Number("executed"), line.Number("rate"))));
    }

    [Fact]
    public void Reads_a_head_that_tells_in_brackets_how_its_figures_are_computed()
    {
        var report = Form(sheet => sheet
            .Row(("项目资金（万元）", 1), ("", 1), ("年初预算数", 1), ("全年预算数", 1), ("全年执行数", 1), ("分值", 1), ("执行率", 1), ("得分（20分×执行率）", 1))
            .Row((null, 1), ("年度资金总额", 1), ("120", 1), ("120", 1), ("114", 1), ("20", 1), ("95%", 1), ("19", 1)));

        var total = Assert.Single(report.Funds!);
        Assert.Equal((20m, 95m, 19m), (total.Number("weight"), total.Number("rate"), total.Number("score")));
    }

    [Fact]
    public void A_row_of_heads_is_no_row_of_pairs()
    {
        var report = Form(sheet => sheet
            .Row(("项目资金（万元）", 1), ("年初预算数", 2), ("全年预算数", 2), ("全年执行数", 2), ("执行率", 1))
            .Row((null, 1), ("120", 2), ("110", 2), ("99", 2), ("90%", 1)));

        var total = Assert.Single(report.Funds!);
        Assert.Equal((1_200_000m, 1_100_000m, 990_000m, 90m), (total.Number("initialBudget"), total.Number("annualBudget"), total.Number("executed"), total.Number("rate")));
    }

    private static Report Form(Func<SheetBuilder, SheetBuilder> funds) => funds(new SheetBuilder(Xs)
            .Title("项目支出绩效自评表", "（2018年度）")
            .Row(("项目名称", 1), ("河道治理工程", 7))
            .Row(("主管部门", 1), ("水务局", 3), ("实施单位", 1), ("河道管理所", 3)))
        .Row(("年度总体目标", 1), ("预期目标", 3), ("实际完成情况", 4))
        .Row((null, 1), ("治理河道10公里，改善水质。", 3), ("河道得到治理，水质改善。", 4))
        .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("年度指标值", 1), ("实际完成值", 1), ("分值", 1), ("得分", 1), ("偏差原因分析及改进措施", 1))
        .Row(("产出指标", 1), ("数量指标", 1), ("治理长度", 1), ("10公里", 1), ("10公里", 1), ("50", 1), ("50", 1), ("", 1))
        .Row(("效益指标", 1), ("生态效益指标", 1), ("水质提升", 1), ("提升", 1), ("提升", 1), ("40", 1), ("39", 1), ("", 1))
        .Row(("总分", 5), ("100", 1), ("98", 1), ("", 1))
        .Parse();
}
