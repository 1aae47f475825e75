using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tests.Segmentation;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("*原因*", "未完成 原因说明", true)]
    [InlineData("*原因*", "原因", true)]
    [InlineData("改进措施*", "改进措施及建议", true)]
    [InlineData("改进措施*", "拟改进措施", false)]
    [InlineData("*完成值", "全年完成值（B）", false)]
    [InlineData("*完成值", "全年完成值：", true)]
    [InlineData("*年初*预算*", "年初部门预算金额", true)]
    [InlineData("*年初*预算*", "预算年初数", false)]
    public void Its_words_stand_in_their_order_and_the_star_for_anything(string label, string text, bool matches)
    {
        Assert.Equal(matches, new Wildcard(label).IsMatch(Labels.Fold(text)));
    }

    [Theory]
    [InlineData("因为资金原因，工程推迟")]
    [InlineData("原因：资金未到位")]
    public void A_sentence_is_no_label(string text) => Assert.False(new Wildcard("*原因*").IsMatch(Labels.Fold(text)));

    [Fact]
    public void Words_may_not_overlap() => Assert.False(new Wildcard("*指标值*值*").IsMatch("年度指标值"));

    [Fact]
    public void A_label_with_a_star_is_one() => Assert.Equal((true, false), (Wildcard.IsOne("*原因*"), Wildcard.IsOne("原因")));
}
