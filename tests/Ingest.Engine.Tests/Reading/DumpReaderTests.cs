using System.Text;
using Ingest.Core.Documents;
using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

public sealed class DumpReaderTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Sets_words_in_typewriter_columns_with_wide_characters_two_wide()
    {
        var words = Read("项目 abc\n\t权\u3000重").Pages[0].Words;
        Assert.Equal(["项目", "abc", "权", "重"], words.Select(w => w.Text));
        Assert.Equal(
            [DumpGrid.BoxAt(1, 0, 4), DumpGrid.BoxAt(1, 5, 3), DumpGrid.BoxAt(2, 8, 2), DumpGrid.BoxAt(2, 12, 2)],
            words.Select(w => w.Box));
        Assert.Equal(DumpGrid.BoxAt(1, 2, 2), words[0].BoxOf(1, 1));
    }

    [Fact]
    public void Turns_radicals_into_characters_and_leaves_dashes_alone() =>
        Assert.Equal("项目―", Assert.Single(Read("项⽬―").Pages[0].Words).Text);

    [Fact]
    public void Begins_a_page_at_each_form_feed_and_counts_lines_on()
    {
        var document = Read("一\r\n二\r\f三\n\f");
        Assert.Equal(DocumentKind.Dump, document.Kind);
        Assert.Equal(["一 1,二 2", "三 3"], document.Pages.Select(p =>
            string.Join(',', p.Words.Select(w => $"{w.Text} {DumpGrid.FirstLine(w.Box)}"))));
        Assert.All(document.Pages, p => Assert.True(p.Words.All(w => w.Box.Bottom <= p.Height && w.Box.Right <= p.Width)));
    }

    [Fact]
    public void Reads_utf8_utf16_and_gb18030_alike()
    {
        const string Text = "项目绩效自评价\n预算单位：上海市科技创业中心 100.00%\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[][] encodings =
        [
            Encoding.UTF8.GetBytes(Text), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)],
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], Encoding.GetEncoding("GB18030").GetBytes(Text),
        ];
        Assert.All(encodings, bytes =>
        {
            var page = Assert.Single(new DocumentReader().Read(files.Write("报告.dat", bytes)).Pages);
            Assert.Equal(["项目绩效自评价", "预算单位：上海市科技创业中心", "100.00%"], page.Words.Select(w => w.Text));
        });
    }

    [Fact]
    public void Keeps_an_edge_for_each_unit_of_rare_characters()
    {
        var word = Assert.Single(Read("王\U00020BB7王").Pages[0].Words);
        Assert.Equal(word.Text.Length + 1, word.Edges!.Count);
        Assert.Equal(DumpGrid.BoxAt(1, 2, 2), word.BoxOf(1, 2));
    }

    [Fact]
    public void Reads_the_seed_whole()
    {
        var seed = Directory.GetFiles(Path.Combine(TestFiles.Repository, "seeds"), "*.txt")[0];
        var document = new DocumentReader().Read(seed);
        var page = Assert.Single(document.Pages);
        Assert.Equal(1, page.Health!.Score);
        var squeezed = string.Concat(File.ReadAllText(seed).Where(c => !char.IsWhiteSpace(c)));
        Assert.Equal(squeezed, string.Concat(page.Words.Select(w => w.Text)));
    }

    private Document Read(string text) => new DocumentReader().Read(files.Write("报告.txt", Encoding.UTF8.GetBytes(text)));
}
