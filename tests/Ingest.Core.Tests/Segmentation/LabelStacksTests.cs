using Ingest.Core.Documents;
using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Segmentation;

public sealed class LabelStacksTests
{
    [Fact]
    public void Joins_a_label_that_its_column_breaks_and_sets_it_beside_its_value() => Assert.Equal(
        ["项目年度总目标： 全年清淤三公里"],
        Join(new PageBuilder().Stack(50, 100, "项目年度总目", "标：").Text(150, 107, "全年清淤三公里")));

    [Fact]
    public void Takes_the_unit_that_stands_on_a_line_of_its_own() => Assert.Equal(
        ["当年预算数（元）： 1200"],
        Join(new PageBuilder().Stack(50, 100, "当年预", "算数", "（元）：").Text(150, 114, "1200")));

    [Fact]
    public void Joins_a_label_that_breaks_inside_its_unit() => Assert.Equal(
        ["预算执行数（万元）： 185"],
        Join(new PageBuilder().Stack(50, 100, "预算执行数（万", "元）：").Text(150, 107, "185")));

    [Fact]
    public void Prefers_the_longest_label_that_goes_on() => Assert.Equal(
        ["具体实施处（科室）： 排水科"],
        Join(new PageBuilder().Stack(50, 100, "具体实", "施处", "（科", "室）：").Text(150, 121, "排水科")));

    [Fact]
    public void Joins_letters_set_far_apart() => Assert.Equal(
        ["项目名称： 绿化"],
        Join(new PageBuilder().Text(50, 100, "项").Text(78, 100, "目").Text(106, 100, "名").Text(106, 114, "称：").Text(180, 107, "绿化")));

    [Fact]
    public void Reads_a_mark_that_a_recogniser_made_of_the_colon_as_it()
    {
        static TextLine Line(double y, params (string Text, double X)[] words) =>
            new(1, [.. words.Select(word => new Word(word.Text, new Box(word.X, y, word.Text.Length * 10, 10), 0.9))]);
        TextLine[] lines = [Line(100, ("项目年度总目", 50)), Line(107, ("全年清淤三公里", 150)), Line(114, ("标，", 50))];

        Assert.Equal(["项目年度总目标： 全年清淤三公里"], LabelStacks.Join(lines, PageBuilder.Index).Texts());
    }

    [Fact]
    public void Leaves_lines_alone_that_only_begin_like_a_label()
    {
        var lines = new PageBuilder().Stack(50, 100, "主要", "道路已经修好").Lines();

        Assert.Same(lines, LabelStacks.Join(lines, PageBuilder.Index));
    }

    private static IReadOnlyList<string> Join(PageBuilder page) => LabelStacks.Join(page.Lines(), PageBuilder.Index).Texts();
}
