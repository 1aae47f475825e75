using Ingest.Core.Segmentation;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Segmentation;

public sealed class FurnitureTests
{
    [Theory]
    [InlineData("第 3 页", true)]
    [InlineData("- 3 -", true)]
    [InlineData("3 / 7", true)]
    [InlineData("12", false)]
    [InlineData("第3项", false)]
    public void Knows_a_page_mark_that_is_no_number_of_the_form(string text, bool isMark) => Assert.Equal(isMark, Furniture.IsPageMark(text));

    [Fact]
    public void Drops_page_numbers_and_heads_that_come_again()
    {
        var pages = new[] { 1, 2 }.Select(number => new PageBuilder(number)
            .Text(200, 30, "预算绩效管理").Text(50, 200, $"正文第{number}段").Text(290, 810, $"{number}").Layout()).ToList();

        var clean = Furniture.Remove(pages, _ => false);

        Assert.Equal(["正文第1段", "正文第2段"], clean.SelectMany(page => page.Lines).Texts());
    }

    [Fact]
    public void Keeps_what_the_form_itself_repeats()
    {
        var pages = new[] { 1, 2 }.Select(number => new PageBuilder(number).Text(50, 30, "项目绩效自评价").Text(50, 200, "正文").Layout()).ToList();

        var clean = Furniture.Remove(pages, PageBuilder.Index.IsTitle);

        Assert.Equal(2, clean.SelectMany(page => page.Lines).Count(line => line.Text == "项目绩效自评价"));
    }

    [Fact]
    public void Keeps_a_line_that_stands_on_one_page_only()
    {
        var pages = new[] { new PageBuilder(1).Text(50, 30, "编号甲").Layout(), new PageBuilder(2).Text(50, 30, "编号乙").Layout() };

        Assert.Equal(["编号甲", "编号乙"], Furniture.Remove(pages, _ => false).SelectMany(page => page.Lines).Texts());
    }
}
