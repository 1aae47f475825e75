using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tests.Documents;

public sealed class PageTextTests
{
    [Fact]
    public void A_table_stands_between_the_lines_above_and_below_it_one_row_a_line()
    {
        Word[] words =
        [
            Word("合计如下", 100, 300), Word("标题", 100, 50),
            Word("指标", 105, 110), Word("名称", 105, 125), Word("权重", 205, 118), Word("人数", 105, 160), Word("5", 205, 160),
        ];
        Ruling[] rulings = [Across(100), Across(150), Across(200), Down(100), Down(200), Down(300)];

        Assert.Equal("标题\n指标名称\t权重\n人数\t5\n合计如下", PageText.Of(new Page(1, 595, 842, words, rulings, TextSource.Text)));
    }

    [Fact]
    public void A_page_without_words_is_an_empty_text() =>
        Assert.Equal("", PageText.Of(new Page(1, 595, 842, [], [Across(100), Across(200), Down(100), Down(300)], TextSource.Ocr)));

    private static Word Word(string text, double x, double y) => new(text, new Box(x, y, 12 * text.Length, 12));

    private static Ruling Across(double y) => new(true, y, 100, 300);

    private static Ruling Down(double x) => new(false, x, 100, 200);
}
