using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Segmentation;

public sealed class FormSectionsTests
{
    private static readonly double[] Xs = [20, 90, 160, 250, 320, 390, 440, 490, 575];

    [Fact]
    public void A_file_may_hold_a_departments_form_and_those_of_its_projects()
    {
        var reports = Project(Project(Department(new SheetBuilder(Xs)).NextPage(), "渡口改造").NextPage(), "桥梁检测").ParseAll();

        Assert.Equal(
            [(1, "national-department", "某县交通运输局", 1), (2, "national-project", "渡口改造", 2), (3, "national-project", "桥梁检测", 3)],
            reports.Select(report => (report.Key.Ordinal, report.Form, report.Text("projectName") ?? report.Text("budgetUnit"), report.Key.FirstPage)));
        Assert.All(reports, report => Assert.Equal(2, report.Indicators.Count));
    }

    [Fact]
    public void The_departments_form_may_come_last_and_on_the_same_page()
    {
        var reports = Department(Project(new SheetBuilder(Xs), "渡口改造")).ParseAll();

        Assert.Equal(["national-project", "national-department"], reports.Select(report => report.Form));
        Assert.Equal(["渡口改造", "某县交通运输局"], reports.Select(report => report.Text("projectName") ?? report.Text("budgetUnit")));
    }

    private static SheetBuilder Department(SheetBuilder sheet) => Indicators(sheet
        .Title("部门整体支出绩效自评表", "（2022年度）")
        .Row(("部门名称", 1), ("某县交通运输局", 7))
        .Row(("年度总体目标", 1), ("预期目标", 3), ("实际完成情况", 4))
        .Row((null, 1), ("养护公路，保障畅通。", 3), ("公路畅通，无重大事故。", 4)));

    private static SheetBuilder Project(SheetBuilder sheet, string name) => Indicators(sheet
        .Title("项目支出绩效自评表", "（2022年度）")
        .Row(("项目名称", 1), (name, 7))
        .Row(("主管部门", 1), ("某县交通运输局", 3), ("实施单位", 1), ("公路管理站", 3))
        .Row(("项目资金（万元）", 1), ("", 1), ("年初预算数", 1), ("全年预算数", 1), ("全年执行数", 1), ("分值", 1), ("执行率", 1), ("得分", 1))
        .Row((null, 1), ("年度资金总额", 1), ("120", 1), ("120", 1), ("114", 1), ("10", 1), ("95%", 1), ("9.5", 1))
        .Row(("年度总体目标", 1), ("预期目标", 3), ("实际完成情况", 4))
        .Row((null, 1), ("改造两处渡口。", 3), ("两处渡口已经改造。", 4)));

    private static SheetBuilder Indicators(SheetBuilder sheet) => sheet
        .Row(("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("年度指标值", 1), ("实际完成值", 1), ("分值", 1), ("得分", 1), ("偏差原因分析及改进措施", 1))
        .Row(("产出指标", 1), ("数量指标", 1), ("完成数量", 1), ("2处", 1), ("2处", 1), ("50", 1), ("50", 1), ("", 1))
        .Row(("效益指标", 1), ("社会效益指标", 1), ("出行便利", 1), ("提升", 1), ("提升", 1), ("40", 1), ("39", 1), ("", 1))
        .Row(("总分", 5), ("90", 1), ("89", 1), ("", 1));
}
