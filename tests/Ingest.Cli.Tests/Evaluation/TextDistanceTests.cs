using FsCheck.Xunit;
using Ingest.Cli.Evaluation;

namespace Ingest.Cli.Tests.Evaluation;

public sealed class TextDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("绩效", "", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("预算执行率", "预算执行数", 1)]
    [InlineData("一二三四五", "二三四五六", 2)]
    public void Counts_the_least_edits(string left, string right, int edits) => Assert.Equal(edits, TextDistance.Edits(left, right));

    [Property]
    public bool Is_the_same_from_both_sides(string? left, string? right) =>
        TextDistance.Edits(left, right) == TextDistance.Edits(right, left);

    [Property]
    public bool Is_zero_for_the_same_alone(string? left, string? right) =>
        (TextDistance.Edits(left, right) == 0) == ((left ?? "") == (right ?? ""));

    [Fact]
    public void Takes_white_space_for_nothing() => Assert.Equal("项目名称", TextDistance.Squeeze(" 项 目\n名\u3000称\r\n"));

    [Theory]
    [InlineData("（一）“好”，很好。", "(一)\"好\",很好.")]
    [InlineData("２０１９—２０２０［1］【2】", "2019-2020(1)(2)")]
    public void Folds_the_forms_of_one_mark_together(string text, string folded) => Assert.Equal(folded, TextDistance.Fold(text));
}
