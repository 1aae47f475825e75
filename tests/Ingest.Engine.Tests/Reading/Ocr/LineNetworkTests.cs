using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class LineNetworkTests
{
    [Theory]
    [InlineData("BUDGET 2019", "BUDGET2019")]
    [InlineData("98.5%", "98.5%")]
    [InlineData("1,850,000.00", "1,850,000.00")]
    public void Reads_a_line_and_says_where_each_character_stands(string written, string read)
    {
        NativeLibraries.Load();
        using var page = new Mat(new Size(900, 120), MatType.CV_8UC1, Scalar.White);
        page.PutText(written, new Point(60, 70), HersheyFonts.HersheyDuplex, 1.4, Scalar.Black, 2, LineTypes.AntiAlias);
        using var ink = new Mat();
        Cv2.Threshold(page, ink, 165, 255, ThresholdTypes.BinaryInv);
        var line = Cv2.BoundingRect(ink);

        var characters = LineNetwork.Shared.Read(page, line);

        Assert.Equal(read, string.Concat(characters.Select(c => c.Text)));
        Assert.All(characters, c => Assert.InRange(c.Confidence, 0.3, 1));
        Assert.All(characters, c => Assert.True(line.X <= c.Left && c.Left < c.Right && c.Right <= line.Right, $"{c}"));
        Assert.All(characters.Zip(characters.Skip(1)), pair => Assert.True(pair.First.Middle < pair.Second.Middle, $"{pair}"));
    }

    [Fact]
    public void Reads_nothing_where_nothing_is_written()
    {
        NativeLibraries.Load();
        using var page = new Mat(new Size(400, 100), MatType.CV_8UC1, Scalar.White);
        Assert.Empty(LineNetwork.Shared.Read(page, new Rect(20, 20, 300, 40)));
    }

    [Fact]
    public void Does_not_try_what_is_too_long_to_be_a_line()
    {
        NativeLibraries.Load();
        using var page = new Mat(new Size(60_000, 40), MatType.CV_8UC1, Scalar.White);
        Assert.Empty(LineNetwork.Shared.Read(page, new Rect(0, 10, 60_000, 8)));
    }
}
