using Ingest.Engine.Learning;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Learning;

public sealed class GlyphReaderTests
{
    private const double Sure = 0.9;

    private static readonly GlyphReader Reader = new();

    [Fact]
    public void Reads_every_number_of_clean_scans()
    {
        var wrong = Wrong(SheetCell.Numbers("300 grey", "300 jpeg", "600 bilevel"));
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("200 grey skewed", 0.95)]
    [InlineData("200 bilevel", 0.9)]
    [InlineData("200 bilevel thin", 0.8)]
    [InlineData("150 soft", 0.95)]
    [InlineData("touching", 0.9)]
    [InlineData("rulings left", 0.9)]
    public void Reads_nearly_every_number_of_poor_scans(string quality, double floor)
    {
        var cells = SheetCell.Numbers(quality);
        var wrong = Wrong(cells);
        Assert.True(cells.Count >= 20, "the sheet has too few cells of this quality");
        Assert.True(wrong.Count <= (1 - floor) * cells.Count, string.Join(", ", wrong));
    }

    [Fact]
    public void Is_never_sure_of_a_wrong_number()
    {
        var sureAndWrong = SheetCell.All.Select(cell => (cell, Reading: Reader.Read(cell.Picture)))
            .Where(pair => pair.Reading.Confidence >= Sure && pair.Reading.Text != pair.cell.Number)
            .Select(pair => $"{pair.cell.Number ?? "no number"} as {pair.Reading.Text}").ToList();
        Assert.Empty(sureAndWrong);
    }

    [Fact]
    public void Tells_at_least_from_at_most_on_every_scan()
    {
        var cells = SheetCell.All.Where(cell => cell.Number is ['≥' or '≤', ..]).ToList();
        var wrong = cells.Select(cell => (cell.Number, Read: Reader.Read(cell.Picture).Text)).Where(pair => pair.Read is not null && pair.Read[0] != pair.Number![0]).ToList();
        Assert.True(cells.Count >= 10, "the sheet has too few comparisons");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Is_sure_of_most_numbers()
    {
        var cells = SheetCell.Numbers("300 grey", "300 jpeg", "600 bilevel", "200 grey skewed");
        Assert.True(cells.Count(cell => Reader.Read(cell.Picture).Confidence >= Sure) >= 0.9 * cells.Count);
    }

    [Fact]
    public void Says_that_other_writing_is_no_number()
    {
        var others = SheetCell.All.Where(cell => cell.Number is null).ToList();
        Assert.True(others.Count >= 40);
        Assert.True(others.Count(cell => Reader.Read(cell.Picture).Text is null) >= 0.85 * others.Count);
    }

    [Fact]
    public void Reads_the_same_at_any_size_and_with_any_margin()
    {
        var wrong = new List<string>();
        foreach (var cell in SheetCell.Numbers("300 grey").Take(12))
        {
            foreach (var (scale, margin) in new[] { (0.6, 0), (1.7, 3), (2.5, 40), (1, 25) })
            {
                using var other = new Mat();
                Cv2.Resize(cell.Picture, other, new Size(), scale, scale, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
                Cv2.CopyMakeBorder(other, other, margin, margin / 2, 2 * margin, margin, BorderTypes.Constant, new Scalar(253));
                if (Reader.Read(other).Text is var text && text != cell.Number)
                {
                    wrong.Add($"{cell.Number} as {text} at {scale} with {margin}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Tells_where_each_character_stands_and_what_else_it_may_be()
    {
        foreach (var cell in SheetCell.Numbers("300 grey"))
        {
            var reading = Reader.Read(cell.Picture);
            Assert.Equal(reading.Text, string.Concat(reading.Glyphs.Select(glyph => glyph.Candidates[0].Character)));
            Assert.All(reading.Glyphs, glyph =>
            {
                Assert.True(glyph.Candidates.Count >= 2);
                Assert.All(glyph.Candidates, candidate => Assert.InRange(candidate.Probability, 0, 1));
                Assert.True(glyph.Box is { Width: > 0, Height: > 0 });
                Assert.InRange(glyph.Box.Left, -2, cell.Picture.Width);
                Assert.InRange(glyph.Box.Bottom, 0, cell.Picture.Height + 2);
            });
            Assert.Equal(reading.Glyphs.OrderBy(glyph => glyph.Box.Left + (glyph.Box.Width / 2)), reading.Glyphs);
        }
    }

    [Fact]
    public void Sees_nothing_in_blank_dark_and_tiny_crops()
    {
        foreach (var (width, height, level) in new[] { (120, 40, 255), (120, 40, 245), (60, 60, 0), (2, 30, 255), (1, 1, 0) })
        {
            using var blank = new Mat(height, width, MatType.CV_8UC1, new Scalar(level));
            Assert.Null(Reader.Read(blank).Text);
        }
    }

    [Fact]
    public void Sees_nothing_in_noise()
    {
        var random = new Random(7);
        var levels = new byte[50 * 150];
        foreach (ref var level in levels.AsSpan())
        {
            level = (byte)(220 + random.Next(-12, 13) + random.Next(-12, 13));
        }

        using var noise = new Mat(50, 150, MatType.CV_8UC1);
        noise.SetArray(levels);
        Assert.True(Reader.Read(noise).Confidence < Sure);
    }

    [Fact]
    public void Refuses_a_picture_in_colour()
    {
        using var colour = new Mat(30, 30, MatType.CV_8UC3, new Scalar(255, 255, 255));
        Assert.Throws<ArgumentException>(() => Reader.Read(colour));
    }

    private static List<string> Wrong(IEnumerable<SheetCell> cells) =>
        [.. cells.Select(cell => (cell, Reader.Read(cell.Picture).Text)).Where(pair => pair.Text != pair.cell.Number)
            .Select(pair => $"{pair.cell.Number} as {pair.Text ?? "no number"}")];
}
