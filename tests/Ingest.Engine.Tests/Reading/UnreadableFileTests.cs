using System.Text;
using Ingest.Core.Documents;
using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

public sealed class UnreadableFileTests : IDisposable
{
    private static readonly byte[] Hello = new TinyPdf().Page("BT /F1 12 Tf 20 700 Td (Hello) Tj ET").ToBytes();
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Calls_an_empty_file_not_a_pdf_and_says_that_it_is_empty()
    {
        var refusal = files.Refused("空.pdf", []);
        Assert.Equal(UnreadableReason.NotAPdf, refusal.Reason);
        Assert.StartsWith("空.pdf: empty file", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("504B030414000600776F72642F", ".docx")]
    [InlineData("504B030414000600786C2F", ".xlsx")]
    [InlineData("504B0304140006004F46442E786D6C", "OFD")]
    [InlineData("504B0304140006006162", "ZIP")]
    [InlineData("D0CF11E0A1B11AE1000057006F007200640044006F00630075006D0065006E007400", ".doc")]
    [InlineData("D0CF11E0A1B11AE1000057006F0072006B0062006F006F006B00", ".xls")]
    [InlineData("7B5C72746631", "RTF")]
    [InlineData("3C21444F43545950452068746D6C3E3C68746D6C3E", "HTML")]
    public void Names_the_type_of_a_file_that_it_does_not_read(string hex, string type)
    {
        var refusal = files.Refused("报告.pdf", Convert.FromHexString(hex));
        Assert.Equal(UnreadableReason.UnsupportedType, refusal.Reason);
        Assert.Contains(type, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("报告.pdf", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D")]
    [InlineData("FFD8FFE000104A464946")]
    [InlineData("49492A0008000000")]
    [InlineData("4D4D002A00000008")]
    public void Calls_the_beginning_of_an_image_damaged(string hex) =>
        Assert.Equal(UnreadableReason.Damaged, files.Refused("扫描.pdf", Convert.FromHexString(hex)).Reason);

    [Fact]
    public void Calls_bytes_that_are_no_text_not_a_pdf()
    {
        var noise = new byte[4000];
        new Random(7).NextBytes(noise);
        Assert.Equal(UnreadableReason.NotAPdf, files.Refused("noise.txt", noise).Reason);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Calls_a_pdf_that_was_cut_short_damaged(double share)
    {
        var refusal = files.Refused("cut.pdf", Hello[..(int)(Hello.Length * share)]);
        Assert.Equal(UnreadableReason.Damaged, refusal.Reason);
    }

    [Fact]
    public void Calls_the_rest_of_a_pdf_without_its_head_damaged_and_no_text() =>
        Assert.Equal(UnreadableReason.Damaged, files.Refused("rest.pdf", Hello[200..]).Reason);

    [Theory]
    [InlineData("national-ruled.pdf", OcrMode.Never)]
    [InlineData("national-ruled.pdf", OcrMode.Auto)]
    public void Reads_the_text_that_poppler_can_still_recover_of_a_pdf_that_cannot_be_followed_and_says_so(string fixture, OcrMode mode)
    {
        var whole = File.ReadAllBytes(Path.Combine(TestFiles.Repository, "fixtures", fixture));
        var document = new DocumentReader(new ReadOptions { Ocr = mode }).Read(files.Write("headless.pdf", whole[100..]));

        var page = Assert.Single(document.Pages);
        Assert.Equal((DocumentKind.Text, TextSource.Text, PageRemarkKind.RecoveredDespiteDamage), (document.Kind, page.Source, page.Remark!.Kind));
        Assert.Equal(TextOf(new DocumentReader().Read(Path.Combine(TestFiles.Repository, "fixtures", fixture)).Pages[0]), TextOf(page));
    }

    [Fact]
    public void Recognises_what_poppler_can_still_draw_where_it_recovers_no_text()
    {
        var whole = File.ReadAllBytes(Path.Combine(TestFiles.Repository, "fixtures", "scans", "writer-ming-150-soft-small.pdf"));
        var broken = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(whole).Replace("/Size ", "/Siz3 ", StringComparison.Ordinal));
        var pages = new DocumentReader().Read(files.Write("broken.pdf", broken)).Pages;

        Assert.All(pages, page => Assert.Equal((TextSource.Ocr, PageRemarkKind.RecoveredDespiteDamage), (page.Source, page.Remark!.Kind)));
        Assert.Contains(pages.SelectMany(page => page.Words), word => word.Text.Contains("项目名称", StringComparison.Ordinal));
        Assert.Throws<UnreadableDocumentException>(() => new DocumentReader(new ReadOptions { Ocr = OcrMode.Never }).Read(files.Write("broken.pdf", broken)));
    }

    [Fact]
    public void Reads_a_pdf_behind_foreign_bytes() =>
        Assert.Single(new DocumentReader().Read(files.Write("mail.pdf", [.. Encoding.ASCII.GetBytes("\n\nHTTP\n"), .. Hello])).Pages);

    [Fact]
    public void Calls_a_pdf_without_pages_so() =>
        Assert.Equal(UnreadableReason.NoPages, files.Refused("none.pdf", new TinyPdf().ToBytes()).Reason);

    [Fact]
    public void Stops_at_too_many_pages_and_at_too_many_bytes()
    {
        var two = new TinyPdf().Page("").Page("").ToBytes();
        Assert.Equal(UnreadableReason.TooManyPages, files.Refused("two.pdf", two, new ReadOptions { MaxPages = 1 }).Reason);
        Assert.Equal(UnreadableReason.TooLarge, files.Refused("two.pdf", two, new ReadOptions { MaxBytes = 100 }).Reason);
    }

    [Fact]
    public void Asks_for_the_password_of_an_encrypted_file_and_takes_it()
    {
        var path = TestFiles.Data("user-password.pdf");
        var refusal = Assert.Throws<UnreadableDocumentException>(() => new DocumentReader().Read(path));
        Assert.Equal(UnreadableReason.Encrypted, refusal.Reason);
        var document = new DocumentReader(new ReadOptions { Passwords = ["wrong", "secret"] }).Read(path);
        Assert.Equal("Hello", Assert.Single(document.Pages[0].Words).Text);
    }

    [Fact]
    public void Reads_a_file_that_only_its_owner_may_change() =>
        Assert.Equal("Hello", Assert.Single(new DocumentReader().Read(TestFiles.Data("owner-password.pdf")).Pages[0].Words).Text);

    [Fact]
    public void Keeps_the_other_pages_when_one_cannot_be_read()
    {
        const string Text = "BT /F1 12 Tf 20 700 Td (Hello) Tj ET";
        var document = files.Read(new TinyPdf().Page(Text).Page(Text, streamEntries: "/Filter/JBIG2Decode").Page(Text));
        Assert.Equal([1, 0, 1], document.Pages.Select(p => p.Words.Count));
        Assert.Equal(0, document.Pages[1].Health!.Score);
    }

    [Fact]
    public void Calls_a_file_damaged_when_no_page_can_be_read() => Assert.Equal(
        UnreadableReason.Damaged,
        files.Refused("bad.pdf", new TinyPdf().Page("x", streamEntries: "/Filter/JBIG2Decode").ToBytes()).Reason);

    [Fact]
    public void Lets_a_missing_file_and_a_cancellation_escape()
    {
        Assert.Throws<FileNotFoundException>(() => new DocumentReader().Read("/no/such/file.pdf"));
        Assert.Throws<OperationCanceledException>(
            () => new DocumentReader().Read(files.Write("a.pdf", Hello), new CancellationToken(canceled: true)));
    }

    private static string TextOf(Page page) => string.Concat(page.Words.Select(word => word.Text).Order(StringComparer.Ordinal));
}
