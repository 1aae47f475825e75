using Ingest.Core.Documents;
using Ingest.Core.Reports;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Forms;

/// <summary>Layouts of provinces as their published forms have them, filled with invented values: the packs were not written for these.</summary>
public sealed class OtherProvincesTests
{
    [Fact]
    public void Beijing_says_how_each_score_is_computed()
    {
        var report = new SheetBuilder(10, 60, 120, 190, 240, 300, 360, 440, 490, 580)
            .Title("项目支出绩效自评表", "（2020年度）")
            .Row(("项目名称", 2), ("道路清扫保洁外包", 7))
            .Row(("主管部门及代码", 2), ("某区人民政府某街道办事处", 3), ("实施单位", 1), ("城市运行服务中心", 3))
            .Row(("项目资金|（万元）", 2), ("", 1), ("年初预算数（A）", 2), ("全年执行数（B）", 1), ("分值（10分）", 1), ("执行率（B/A）", 1), ("得分", 1))
            .Row((null, 2), ("年度资金总额：", 1), ("310.2", 2), ("154.74", 1), ("10", 1), ("50%", 1), ("5", 1))
            .Row((null, 2), ("其中：本年一般公共预算拨款", 1), ("310.2", 2), ("154.74", 1), ("", 1), ("", 1), ("", 1))
            .Row((null, 2), ("其他资金", 1), ("", 2), ("", 1), ("", 1), ("", 1), ("", 1))
            .Row(("年度总体目标", 2), ("年初设定目标", 3), ("年度总体目标完成情况综述", 4))
            .Row((null, 2), ("将辖区道路保洁外包，保持环境整洁。", 3), ("二十条道路的保洁已经外包，环境整洁。", 4))
            .Row(("绩效指标", 1), ("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("分值", 1), ("年度指标值（A）", 1), ("全年实际值（B）", 1), ("得分", 1), ("未完成原因分析", 1))
            .Row((null, 1), ("产出指标|（50分）", 1), ("数量指标", 1), ("保洁道路", 1), ("30", 1), ("20条", 1), ("20条", 1), ("30", 1), ("", 1))
            .Row((null, 1), (null, 1), ("质量指标", 1), ("保洁达标率", 1), ("20", 1), ("≥95%", 1), ("94%", 1), ("19", 1), ("雨季落叶较多", 1))
            .Row((null, 1), ("效益指标|（40分）", 1), ("社会效益指标", 1), ("环境改善", 1), ("40", 1), ("明显", 1), ("明显", 1), ("38", 1), ("", 1))
            .Row(("总分", 4), ("100", 1), ("", 2), ("92", 1), ("", 1))
            .Parse();

        Assert.Equal("national-project", report.Form);
        Assert.Equal(("道路清扫保洁外包", "某区人民政府某街道办事处", "城市运行服务中心"), (report.Text("projectName"), report.Text("supervisingDepartment"), report.Text("implementingUnit")));
        Assert.Equal(("将辖区道路保洁外包，保持环境整洁。", "二十条道路的保洁已经外包，环境整洁。"), (report.Text("expectedGoal"), report.Text("actualCompletion")));
        Assert.Equal([("total", 3_102_000m), ("fiscal", 3_102_000m), ("other", null)], report.Funds!.Select(line => (line.Text("lineCode"), line.Number("initialBudget"))));
        Assert.Equal((10m, 50m, 5m), (report.Funds![0].Number("weight"), report.Funds[0].Number("rate"), report.Funds[0].Number("score")));
        Assert.Equal(
            [("产出指标", "数量指标", "保洁道路", "20条", "20条", 30m, 30m), ("产出指标", "质量指标", "保洁达标率", "≥95%", "94%", 20m, 19m), ("效益指标", "社会效益指标", "环境改善", "明显", "明显", 40m, 38m)],
            report.Indicators.Select(Row));
        Assert.Equal((100m, 92m), (report.Number("totalWeight"), report.Number("totalScore")));
    }

    [Fact]
    public void Fujian_has_goals_for_levels_and_a_standard_for_each_score()
    {
        var report = new SheetBuilder(10, 70, 130, 220, 280, 340, 430, 480, 530, 585)
            .Title("部门整体支出绩效自评表", "（2020年度）")
            .Row(("部门（单位）名称", 2), ("某市地震局", 3), ("部门预算编码", 1), ("409001007", 3))
            .Row(("年度总体目标完成情况", 1), ("预期目标", 4), ("目标实际完成情况", 4))
            .Row((null, 1), ("推进防震减灾事业健康发展。", 4), ("完成了年度的各项目标。", 4))
            .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("绩效目标值", 1), ("实际完成值", 1), ("评分标准", 1), ("指标分值", 1), ("自评得分", 1), ("未完成原因", 1))
            .Row(("产出目标", 1), ("数量目标", 1), ("抽查监测台站个数", 1), ("9个", 1), ("9个", 1), ("少检查一个扣1分", 1), ("60", 1), ("60", 1), ("", 1))
            .Row((null, 1), ("质量目标", 1), ("台网运行率", 1), ("≥95%", 1), ("99%", 1), ("低于95%不得分", 1), ("40", 1), ("38", 1), ("设备检修", 1))
            .Row(("合计", 6), ("100", 1), ("98", 1), ("", 1))
            .Parse();

        Assert.Equal("national-department", report.Form);
        Assert.Equal(("某市地震局", "推进防震减灾事业健康发展。", "完成了年度的各项目标。"), (report.Text("budgetUnit"), report.Text("expectedGoal"), report.Text("actualCompletion")));
        Assert.Equal(
            [("产出目标", "数量目标", "抽查监测台站个数", "9个", "9个", 60m, 60m), ("产出目标", "质量目标", "台网运行率", "≥95%", "99%", 40m, 38m)],
            report.Indicators.Select(Row));
        Assert.Equal("少检查一个扣1分", report.Indicators[0].Text("standard"));
        Assert.Equal(["quantity", "quality"], report.Indicators.Select(row => row.Class?.Code));
    }

    [Fact]
    public void Guizhou_puts_sources_of_money_in_a_column_of_their_own()
    {
        var report = new SheetBuilder(10, 70, 140, 230, 300, 360, 420, 480, 530, 585)
            .Title("部门整体支出绩效自评表")
            .Row(("部门（单位）名称", 2), ("某县太白镇人民政府", 7))
            .Row(("部门（单位）总体资金（万元）", 2), ("资金来源", 1), ("年初预算数（A）", 2), ("全年执行数（B）", 1), ("分值（10分）", 1), ("得分", 1), ("得分计算方法", 1))
            .Row((null, 2), ("年度资金总额：", 1), ("1172.55", 2), ("1268.72", 1), ("10", 1), ("10", 1), ("执行率×分值", 1))
            .Row((null, 2), ("基本支出", 1), ("985.19", 2), ("914.97", 1), ("", 1), ("", 1), ("", 1))
            .Row((null, 2), ("项目支出", 1), ("187.36", 2), ("353.75", 1), ("", 1), ("", 1), ("", 1))
            .Row(("年度总体目标", 2), ("年初设定目标", 3), ("年度总体目标完成情况", 4))
            .Row((null, 2), ("抓好经济发展和村镇建设。", 3), ("较好地完成了本年工作任务。", 4))
            .Row(("绩效指标", 1), ("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("年度指标值（A）", 1), ("全年实际值（B）", 1), ("分值", 1), ("得分", 1), ("未完成原因分析", 1))
            .Row((null, 1), ("产出指标", 1), ("数量指标", 1), ("环境整治村数", 1), ("12个", 1), ("12个", 1), ("50", 1), ("50", 1), ("", 1))
            .Row((null, 1), ("效益指标", 1), ("社会效益指标", 1), ("村容改善", 1), ("改善", 1), ("改善", 1), ("40", 1), ("39", 1), ("", 1))
            .Row(("总分", 6), ("100", 1), ("99", 1), ("", 1))
            .Parse();

        Assert.Equal(
            [("total", 11_725_500m, 12_687_200m), ("basic", 9_851_900m, 9_149_700m), ("project", 1_873_600m, 3_537_500m)],
            report.Funds!.Select(line => (line.Text("lineCode"), line.Number("initialBudget"), line.Number("executed"))));
        Assert.Equal((10m, 10m), (report.Funds![0].Number("weight"), report.Funds[0].Number("score")));
        Assert.Equal("较好地完成了本年工作任务。", report.Text("actualCompletion"));
        Assert.Equal(["环境整治村数", "村容改善"], report.Indicators.Select(row => row.Text("name")));
    }

    [Fact]
    public void Ningxia_weighs_before_it_names_the_target_and_decides_first()
    {
        var report = new SheetBuilder(10, 70, 140, 230, 290, 350, 420, 470, 585)
            .Title("市本级部门项目支出绩效自评表", "（2021年）")
            .Row(("项目名称", 1), ("初中公用经费", 3), ("主管部门", 1), ("某市教育局", 3))
            .Row(("实施单位", 1), ("某市第六中学", 3), ("自评得分", 1), ("96", 3))
            .Row(("项目资金|（万元）", 1), ("", 2), ("年初预算数", 1), ("调整预算数（A）", 2), ("全年执行数（B）", 1), ("执行率（B/A）", 1))
            .Row((null, 1), ("年度资金总额", 2), ("64.8", 1), ("64.8", 2), ("64.8", 1), ("100%", 1))
            .Row(("年度总体目标", 1), ("年初设定目标", 3), ("年度总体目标完成情况", 4))
            .Row((null, 1), ("保障学校正常工作运行。", 3), ("学校各项工作正常运行。", 4))
            .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("参考分值", 1), ("指标值（A）", 1), ("全年实际值（B）", 1), ("得分", 1), ("未完成原因分析及改进措施", 1))
            .Row(("项目决策（10分）", 1), ("项目目标", 1), ("完整性", 1), ("10", 1), ("—", 1), ("目标明确", 1), ("10", 1), ("", 1))
            .Row(("项目产出（90分）", 1), ("数量指标", 1), ("保障人数", 1), ("90", 1), ("2370人", 1), ("2370人", 1), ("86", 1), ("", 1))
            .Row(("总分", 3), ("100", 1), ("", 2), ("96", 1), ("", 1))
            .Parse();

        Assert.Equal(("初中公用经费", "某市第六中学", 2021m), (report.Text("projectName"), report.Text("implementingUnit"), report.Number("fiscalYear")));
        Assert.Equal((648_000m, 648_000m, 648_000m, 100m),
            (report.Funds![0].Number("initialBudget"), report.Funds[0].Number("annualBudget"), report.Funds[0].Number("executed"), report.Funds[0].Number("rate")));
        Assert.Equal(
            [("项目决策", "项目目标", "完整性", null, "目标明确", 10m, 10m), ("项目产出", "数量指标", "保障人数", "2370人", "2370人", 90m, 86m)],
            report.Indicators.Select(Row));
        Assert.Equal(96m, report.Number("totalScore"));
    }

    [Fact]
    public void Anhui_puts_points_in_front_of_targets_and_names_its_funds_with_colons()
    {
        var report = new SheetBuilder(10, 80, 150, 260, 310, 370, 430, 480, 585)
            .Title("（临时救助）绩效目标自评表", "（2019年度）")
            .Row(("项目名称", 2), ("临时救助", 6))
            .Row(("主管部门", 2), ("[155]某县民政局", 3), ("实施单位", 1), ("某县民政局", 2))
            .Row(("资金情况|（万元）", 2), ("", 1), ("全年预算数（A）", 1), ("全年执行数（B）", 1), ("分值", 1), ("执行率（B/A）", 1), ("得分", 1))
            .Row((null, 2), ("年度资金总额：", 1), ("30", 1), ("30", 1), ("10", 1), ("100%", 1), ("10", 1))
            .Row((null, 2), ("其中：本年财政拨款", 1), ("30", 1), ("30", 1), ("", 1), ("100%", 1), ("", 1))
            .Row(("年度总体目标", 2), ("年初设定目标", 3), ("年度总体目标完成情况综述", 3))
            .Row((null, 2), ("解决临时性的困难。", 3), ("全年救助87人次，完成目标任务。", 3))
            .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("分值", 1), ("年度指标值", 1), ("全年实际值", 1), ("得分", 1), ("未完成原因及拟采取的改进措施", 1))
            .Row(("产出指标（50分）", 1), ("数量指标", 1), ("临时救助人次", 1), ("50", 1), (">=59人次", 1), ("87人次", 1), ("50", 1), ("", 1))
            .Row(("效益指标（40分）", 1), ("社会效益指标", 1), ("受益人口数", 1), ("40", 1), (">=80人", 1), ("78人", 1), ("39", 1), ("实行动态管理", 1))
            .Row(("总分", 3), ("100", 1), ("", 2), ("99", 1), ("", 1))
            .Parse();

        Assert.Equal(("临时救助", "[155]某县民政局", "某县民政局"), (report.Text("projectName"), report.Text("supervisingDepartment"), report.Text("implementingUnit")));
        Assert.Equal("全年救助87人次，完成目标任务。", report.Text("actualCompletion"));
        Assert.Equal([("total", 10m), ("fiscal", null)], report.Funds!.Select(line => (line.Text("lineCode"), line.Number("score"))));
        Assert.Equal(
            [("产出指标", "数量指标", "临时救助人次", ">=59人次", "87人次", 50m, 50m), ("效益指标", "社会效益指标", "受益人口数", ">=80人", "78人", 40m, 39m)],
            report.Indicators.Select(Row));
        Assert.Equal("实行动态管理", report.Indicators[1].Text("remark"));
    }

    [Fact]
    public void A_region_reports_on_transfers_without_scores()
    {
        var report = new SheetBuilder(10, 80, 170, 290, 380, 460, 585)
            .Title("中央对地方专项转移支付项目绩效自评表", "（2021年度）")
            .Row(("项目名称", 1), ("食品药品监管补助", 5))
            .Row(("主管部门", 1), ("某市市场监督管理局", 2), ("实施单位", 1), ("经开区分局", 2))
            .Row(("预算执行情况|（万元）", 1), ("转移支付预算数（A）", 1), ("5.8", 1), ("预算执行率（B/A）", 1), ("100%", 2))
            .Row((null, 1), ("转移支付执行数（B）", 1), ("5.8", 1), ("", 1), ("", 2))
            .Row(("年度目标完成情况", 1), ("预期目标", 2), ("目标实际完成情况", 3))
            .Row((null, 1), ("完成抽检工作，加强监管。", 2), ("完成抽检148个批次，加强了监管。", 3))
            .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("指标值", 1), ("全年实际完成值", 1), ("未完成原因和改进措施", 1))
            .Row(("产出指标", 1), ("数量指标", 1), ("指标1.药品抽验品种", 1), ("≥3", 1), ("4", 1), ("", 1))
            .Row((null, 1), ("质量指标", 1), ("指标1.药品抽检完成率", 1), ("100%", 1), ("100%", 1), ("", 1))
            .Parse();

        Assert.Equal([("药品抽验品种", "≥3", "4"), ("药品抽检完成率", "100%", "100%")], report.Indicators.Select(row => (row.Text("name")!, row.Text("target")!, row.Text("actual")!)));
        Assert.Equal("完成抽检148个批次，加强了监管。", report.Text("actualCompletion"));
        Assert.Equal((58_000m, 58_000m, 100m), (report.Funds![0].Number("annualBudget"), report.Funds[0].Number("executed"), report.Funds[0].Number("rate")));
    }

    [Theory]
    [InlineData("2023年度项目支出绩效自评表", "附件1")]
    [InlineData("（2023）年度项目支出绩效自评表", "附件1")]
    [InlineData("２０２３年度项目支出绩效自评表", "附件1")]
    [InlineData("二〇二三年度项目支出绩效自评表", "附件1")]
    [InlineData("项目支出绩效自评表", "（ 2023 年度 ）")]
    public void The_year_stands_in_the_title_or_under_it_however_it_is_written(string title, string below)
    {
        Assert.Equal(2023m, Project(sheet => sheet, sheet => sheet, title, below).Parse().Number("fiscalYear"));
    }

    [Fact]
    public void A_unit_above_the_form_gives_way_to_the_unit_in_it()
    {
        var report = Project(sheet => sheet.Row(("填报单位：区教育局", 6)), sheet => sheet).Parse();

        Assert.Equal("后勤中心", report.Text("implementingUnit"));
    }

    [Fact]
    public void A_table_of_tasks_is_no_table_of_funds()
    {
        var report = Project(sheet => sheet, sheet => sheet
            .Row(("年度主要任务", 1), ("任务名称", 2), ("全年预算数", 1), ("全年执行数", 1), ("执行率", 1))
            .Row((null, 1), ("文物保护", 2), ("180", 1), ("180", 1), ("100%", 1))
            .Row((null, 1), ("公共文化", 2), ("320", 1), ("310.4", 1), ("97%", 1))).Parse();

        Assert.Equal([("total", 5_000_000m)], report.Funds!.Select(line => (line.Text("lineCode"), line.Number("annualBudget"))));
    }

    [Fact]
    public void A_list_of_projects_is_no_report() => Assert.Throws<UnreadableDocumentException>(() => new SheetBuilder(10, 60, 200, 280, 360, 440, 500, 560)
        .Title("2022年度项目情况")
        .Row(("项目名称", 2), ("主管部门", 1), ("全年预算数", 1), ("全年执行数", 1), ("执行率", 1), ("自评得分", 1))
        .Row(("供水管网改造", 2), ("住建局", 1), ("1200", 1), ("1091", 1), ("90.9%", 1), ("95", 1))
        .ParseAll());

    private static SheetBuilder Project(Func<SheetBuilder, SheetBuilder> above, Func<SheetBuilder, SheetBuilder> inside, params string[] title)
    {
        var sheet = above(new SheetBuilder(10, 100, 190, 280, 370, 460, 585).Title(title.Length > 0 ? title : ["项目支出绩效自评表", "（2023年度）"]))
            .Row(("项目名称", 1), ("校舍维修", 5))
            .Row(("主管部门", 1), ("市教育委员会", 2), ("项目实施单位", 1), ("后勤中心", 2));
        return inside(sheet)
            .Row(("项目资金（万元）", 1), ("", 2), ("全年预算数", 1), ("全年执行数", 1), ("执行率", 1))
            .Row((null, 1), ("年度资金总额", 2), ("500", 1), ("490.4", 1), ("98.08%", 1))
            .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("年度指标值", 1), ("实际完成值", 1), ("得分", 1))
            .Row(("产出指标", 1), ("数量指标", 1), ("维修校舍", 1), ("12栋", 1), ("12栋", 1), ("20", 1));
    }

    private static (string?, string?, string?, string?, string?, decimal?, decimal?) Row(Indicator row) => (
        row.Text("category"), row.Text("subcategory"), row.Text("name"), row.Text("target"), row.Text("actual"), row.Number("weight"), row.Number("score"));
}
