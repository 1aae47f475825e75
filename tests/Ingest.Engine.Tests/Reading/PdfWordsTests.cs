using Ingest.Core.Documents;
using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

public sealed class PdfWordsTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Counts_boxes_from_the_top_left_and_keeps_them_tight()
    {
        var word = Assert.Single(files.ReadPage("BT /F1 20 Tf 100 700 Td (Hallo) Tj ET").Words);
        Assert.Equal("Hallo", word.Text);
        Assert.Equal(100, word.Box.X, 1);
        Assert.Equal(100 - (20 * 0.88), word.Box.Y, 1);
        Assert.Equal(20, word.Box.Height, 1);
        Assert.Equal(20 * (0.722 + 0.556 + 0.222 + 0.222 + 0.556), word.Box.Width, 1);
    }

    [Fact]
    public void Gives_each_letter_its_own_edge()
    {
        var word = Assert.Single(files.ReadPage("BT /F1 10 Tf 50 700 Td (Hil) Tj ET").Words);
        Assert.Equal([50, 57.22, 59.44, 61.66], word.Edges!.Select(e => Math.Round(e, 2)));
        Assert.Equal(2.22, word.BoxOf(1, 1).Width, 2);
    }

    [Fact]
    public void Parts_words_at_spaces_gaps_and_leaps_in_size() => Assert.Equal(
        ["one", "twenty", "three", "FOUR"],
        Texts("BT /F1 10 Tf 50 700 Td (one twe) Tj [(n) -50 (ty) -400 (three)] TJ /F1 20 Tf (FOUR) Tj ET"));

    [Fact]
    public void Reads_what_was_filled_into_the_fields_of_a_form()
    {
        var page = Assert.Single(new DocumentReader(new ReadOptions { Ocr = OcrMode.Never }).Read(TestFiles.Data("filled-form.pdf")).Pages);

        var value = Assert.Single(page.Words, word => word.Text == "1850000.00");
        Assert.InRange(value.Box.X, 249, 251);
        Assert.InRange(value.Box.Bottom, 842 - 703, 842 - 695);
        Assert.Null(page.Remark);
    }

    [Fact]
    public void A_turned_letter_of_a_watermark_parts_no_word() => Assert.Equal(
        ["W", "HHHHHHHH"],
        Texts("BT /F1 10 Tf 50 700 Td (HHHHHHHH) Tj ET BT /F1 40 Tf 0.8 0.6 -0.6 0.8 76 700 Tm (W) Tj ET").OrderDescending(StringComparer.Ordinal));

    [Fact]
    public void Joins_what_was_shown_in_pieces_and_out_of_order() => Assert.Equal(
        ["Hello"],
        Texts("BT /F1 10 Tf 62.78 700 Td (llo) Tj -12.78 0 Td (He) Tj ET"));

    [Fact]
    public void Joins_letters_that_are_set_apart_by_like_gaps_and_short_texts_on_the_same_page() => Assert.Equal(
        ["spaced", "10"],
        Texts("BT /F1 10 Tf 5 Tc 50 700 Td (spaced) Tj ET BT /F1 10 Tf 5 Tc 50 600 Td (10) Tj ET"));

    [Fact]
    public void Parts_a_tight_word_from_letters_set_apart_in_front_of_it() => Assert.Equal(
        ["label:", "value"],
        Texts("BT /F1 10 Tf 5 Tc 50 700 Td (label:) Tj 0 Tc (value) Tj ET"));

    [Fact]
    public void Keeps_two_numbers_apart_where_nothing_on_the_page_is_set_apart() => Assert.Equal(
        ["1", "0"],
        Texts("BT /F1 10 Tf 5 Tc 50 600 Td (10) Tj ET"));

    [Theory]
    [InlineData("0 1 -1 0 300 400 Tm", 290, 400, 0, 1)]
    [InlineData("-1 0 0 -1 300 400 Tm", 300, 400, -1, 0)]
    [InlineData("0 -1 1 0 300 400 Tm", 300, 400, 0, -1)]
    public void Reads_a_page_whose_letters_stand_sideways_and_knows_where_they_lie(string matrix, double x, double y, double right, double up)
    {
        var page = files.ReadPage($"BT /F1 10 Tf {matrix} (Thirteen signs) Tj ET", "/MediaBox[0 0 600 800]");
        Assert.Equal(["Thirteen", "signs"], page.Words.Select(word => word.Text));
        Assert.Equal(up == 0 ? (600, 800) : (800, 600), (page.Width, page.Height));

        var first = page.Placement!.Value.Apply(page.Words[0].BoxOf(0, 1));
        Assert.InRange(first.CentreX, x + Math.Min(0, 8 * right), x + (up == 0 ? 8 * right < 0 ? 0 : 8 : 10));
        Assert.InRange(800 - first.CentreY, y + Math.Min(0, up * 10) - (up == 0 ? 10 : 0), y + (up == 0 ? 0 : 10));
    }

    [Fact]
    public void Leaves_out_the_running_head_across_the_margin_of_a_sideways_page() => Assert.Equal(
        ["Thirteen", "signs"],
        Texts("BT /F1 10 Tf 0 1 -1 0 300 400 Tm (Thirteen signs) Tj ET BT /F1 10 Tf 400 700 Td (7) Tj ET"
            + " BT /F1 10 Tf 250 200 Td (8) Tj ET"));

    [Fact]
    public void Parts_a_word_where_a_vertical_ruling_stands() => Assert.Equal(
        ["HH", "HH"],
        Texts("64.44 650 m 64.44 750 l S BT /F1 10 Tf 50 700 Td (HHHH) Tj ET"));

    [Fact]
    public void Keeps_one_of_letters_drawn_twice_for_bold() => Assert.Equal(
        ["Hillll"],
        Texts("BT /F1 10 Tf 50 700 Td (Hillll) Tj ET BT /F1 10 Tf 50.3 699.9 Td (Hillll) Tj ET"));

    [Fact]
    public void Reads_line_by_line_and_each_from_the_left() => Assert.Equal(
        ["a", "b", "c", "d"],
        Texts("BT /F1 10 Tf 90 600 Td (d) Tj ET BT /F1 10 Tf 90 700 Td (b) Tj ET BT /F1 10 Tf 50 600 Td (c) Tj ET BT /F1 10 Tf 50 700.4 Td (a) Tj ET"));

    [Fact]
    public void Turns_with_the_page()
    {
        var page = files.ReadPage("BT /F1 10 Tf 0 1 -1 0 500 700 Tm (ab) Tj ET", "/MediaBox[0 0 600 800]/Rotate 90");
        Assert.Equal((800, 600), (page.Width, page.Height));
        var word = Assert.Single(page.Words);
        Assert.Equal("ab", word.Text);
        Assert.Equal(700, word.Box.X, 1);
        Assert.Equal(500 - 8.8, word.Box.Y, 1);
    }

    [Fact]
    public void Measures_from_the_crop_box_and_leaves_out_what_it_hides()
    {
        var page = files.ReadPage(
            "BT /F1 10 Tf 150 700 Td (in) Tj ET BT /F1 10 Tf 20 700 Td (out) Tj ET", "/MediaBox[0 0 600 800]/CropBox[100 100 500 750]");
        Assert.Equal((400, 650), (page.Width, page.Height));
        var word = Assert.Single(page.Words);
        Assert.Equal((50, 50 - 8.8), (Math.Round(word.Box.X, 1), Math.Round(word.Box.Y, 1)));
    }

    [Fact]
    public void Keeps_letters_that_stand_on_their_side_one_by_one()
    {
        var words = files.ReadPage("BT /F1 10 Tf 0 1 -1 0 300 400 Tm (HO) Tj ET").Words;
        Assert.Equal(["H", "O"], words.Select(w => w.Text).Order(StringComparer.Ordinal));
        Assert.All(words, w => Assert.InRange(w.Box.Right, 299, 301));
    }

    [Fact]
    public void Turns_radicals_into_characters_and_controls_into_the_replacement()
    {
        var pdf = new TinyPdf { ToUnicode = ["<0041> <2F6C>", "<0042> <2ED3>", "<0043> <0001>"] }
            .Page("BT /F2 10 Tf 50 700 Td <004100420043> Tj ET");
        var page = files.Read(pdf).Pages[0];
        Assert.Equal("目长\uFFFD", Assert.Single(page.Words).Text);
        Assert.Equal(new TextHealth(3, 0, 1, 2), page.Health);
    }

    [Fact]
    public void Gives_back_the_character_that_was_written_where_a_font_draws_two_alike()
    {
        var pdf = new TinyPdf { ToUnicode = ["<0041> <2015>", "<0042> <301C>", "<0043> <2F3E>", "<0044> <3B35>", "<0045> <2E95>"] }
            .Page("BT /F2 10 Tf 50 700 Td <00410042004300440045> Tj ET");
        Assert.Equal("—～户胶彐", Assert.Single(files.Read(pdf).Pages[0].Words).Text);
    }

    [Fact]
    public void Counts_codes_that_the_font_has_no_character_for()
    {
        var pdf = new TinyPdf { ToUnicode = ["<0041> <76EE>"] }.Page("BT /F2 10 Tf 50 700 Td <004100010123> Tj ET");
        var health = files.Read(pdf).Pages[0].Health!;
        Assert.Equal((3, 2), (health.Characters, health.Unmapped));
        Assert.InRange(health.Score, 0.3, 0.4);
    }

    [Fact]
    public void Tells_pages_of_pictures_from_pages_of_text()
    {
        const string Text = "BT /F1 10 Tf 50 700 Td (A page of text, long enough) Tj ET";
        const string Picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u00FF EI Q ";
        Assert.Equal(DocumentKind.Text, files.Read(new TinyPdf().Page(Text).Page("")).Kind);
        Assert.Equal(DocumentKind.Scan, files.Read(new TinyPdf().Page(Picture)).Kind);
        Assert.Equal(DocumentKind.Scan, files.Read(new TinyPdf().Page(Picture + Text)).Kind);
        Assert.Equal(DocumentKind.Mixed, files.Read(new TinyPdf().Page(Text).Page(Picture)).Kind);
    }

    private IEnumerable<string> Texts(string content) => files.ReadPage(content).Words.Select(w => w.Text);
}
