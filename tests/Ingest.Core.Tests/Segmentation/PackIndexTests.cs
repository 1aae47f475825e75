using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Segmentation;

public sealed class PackIndexTests
{
    private static readonly PackIndex Index = PageBuilder.Index;

    [Theory]
    [InlineData("项 目 名 称 :", "projectName", null)]
    [InlineData("当年预算数（万元）：", "currentYearBudget", "万元")]
    [InlineData("具体实施处(科室)", "implementingDepartments", null)]
    [InlineData("预算执行率[%]：", "executionRate", "%")]
    [InlineData("预算单位（盖章）：", "budgetUnit", null)]
    public void Knows_a_label_in_any_dress(string text, string key, string? unit)
    {
        var match = Index.WholeField(text)!.Value;
        Assert.Equal((key, unit), (match.Item.Key, match.Unit));
    }

    [Theory]
    [InlineData("项目名称已经改过")]
    [InlineData("名称")]
    public void Takes_a_text_that_holds_more_or_less_for_no_label(string text) => Assert.Null(Index.WholeField(text));

    [Fact]
    public void Tells_what_is_left_of_a_label_and_of_its_unit()
    {
        Assert.Contains("标", Index.RestOfLabels("项目年度总目"));
        Assert.Contains("", Index.RestOfLabels("当年预算数"));
        Assert.Contains("元）", Index.RestOfLabels("当年预算数（万"));
        Assert.Empty(Index.RestOfLabels("道路"));
    }

    [Theory]
    [InlineData("2022年度项目绩效自评价", true)]
    [InlineData("项目绩效自评表（二期）", true)]
    [InlineData("本项目绩效自评价，由财政局组织", false)]
    public void Knows_a_title(string text, bool isTitle) => Assert.Equal(isTitle, Index.IsTitle(text));

    [Fact]
    public void Sees_another_fields_label_inside_a_value()
    {
        var unit = Index.WholeField("预算单位")!.Value.Item;
        Assert.True(Index.NamesOtherField("水务局具体实施处（科室）排水科", unit));
        Assert.False(Index.NamesOtherField("预算单位水务局", unit));
    }
}
