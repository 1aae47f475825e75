using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Segmentation;

public sealed class LabelHitTests
{
    [Fact]
    public void Finds_the_labels_on_a_line_from_left_to_right() => Assert.Equal(
        [("projectName", true), ("budgetUnit", false)],
        In(new PageBuilder().Text(50, 100, "项目名称：绿化").Text(300, 100, "预算单位").Text(400, 100, "园林局")));

    [Fact]
    public void Takes_a_word_inside_a_sentence_for_none() =>
        Assert.Empty(In(new PageBuilder().Text(50, 100, "今年的项目名称 已经改过，预算单位 没有变")));

    [Fact]
    public void Takes_a_label_with_a_bracketed_unit_though_its_value_stands_near() => Assert.Equal(
        [("currentYearBudget", false)],
        In(new PageBuilder().Text(50, 100, "当年预算数（元） 1200")));

    [Fact]
    public void Takes_a_label_alone_on_its_line() => Assert.Equal([("grade", false)], In(new PageBuilder().Text(50, 100, "绩效等级")));

    private static IEnumerable<(string, bool)> In(PageBuilder page) =>
        LabelHit.In(Assert.Single(page.Lines()), PageBuilder.Index).Select(hit => (hit.Field.Key, hit.HasColon));
}
