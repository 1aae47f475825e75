using FsCheck.Xunit;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class LabelsTests
{
    [Theory]
    [InlineData("项 目 名 称：", "项目名称")]
    [InlineData("项\u3000目\u200b名\u00a0称﹕", "项目名称")]
    [InlineData("※ *项⽬名称 :", "项目名称")]
    [InlineData("具体实施处(科室)：", "具体实施处（科室）")]
    [InlineData("【具体实施处〔科室]】", "（具体实施处（科室））")]
    [InlineData("预算执行率 ( ％ )", "预算执行率（%）")]
    [InlineData("全年预算数（Ａ）", "全年预算数（A）")]
    [InlineData("其中:本年财政拨款", "其中：本年财政拨款")]
    [InlineData("绩\n效\n指\n标", "绩效指标")]
    [InlineData("：", "")]
    public void Folds_what_printing_varies(string label, string folded) => Assert.Equal(folded, Labels.Fold(label));

    [Theory]
    [InlineData("当年预算数（元）：", "当年预算数", "元")]
    [InlineData("项目资金 (万元)", "项目资金", "万元")]
    [InlineData("预算执行率（％）", "预算执行率", "%")]
    [InlineData("年度资金总额（单位：万元）", "年度资金总额", "万元")]
    [InlineData("全年预算数（A）（亿元）", "全年预算数（A）", "亿元")]
    [InlineData("具体实施处（科室）", "具体实施处（科室）", null)]
    [InlineData("全年预算数（A）", "全年预算数（A）", null)]
    [InlineData("（元）旦活动", "（元）旦活动", null)]
    public void Takes_off_a_bracket_only_when_it_holds_a_unit(string label, string without, string? unit) =>
        Assert.Equal((without, unit), Labels.WithoutUnit(Labels.Fold(label)));

    [Property(Arbitrary = [typeof(PrintedText)])]
    public void Folding_twice_changes_nothing(string label) => Assert.Equal(Labels.Fold(label), Labels.Fold(Labels.Fold(label)));
}
