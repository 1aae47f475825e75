using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

/// <summary>Lines whose characters are blocks of ink, 40 pixels high and 36 wide, 44 apart.</summary>
public sealed class MarkShapesTests
{
    private const int Pitch = 44;

    static MarkShapesTests() => NativeLibraries.Load();

    [Fact]
    public void A_small_mark_at_the_foot_behind_the_last_word_is_a_full_stop() =>
        Assert.Equal("是否齐全。", Repaired("是否齐全\"", (4, new Rect(0, 28, 12, 12))));

    [Fact]
    public void A_speck_behind_the_last_word_is_no_point() =>
        Assert.Equal("是否齐全", Repaired("是否齐全.", (4, new Rect(0, 34, 4, 4))));

    [Fact]
    public void A_mark_that_stands_high_is_a_quote() =>
        Assert.Equal("是否齐全\"", Repaired("是否齐全\"", (4, new Rect(0, 0, 12, 12))));

    [Theory]
    [InlineData("一")]
    [InlineData("-")]
    public void A_stroke_alone_is_a_dash_and_no_number(string read)
    {
        using var ink = Ink(1, (0, new Rect(0, 18, 36, 4)));

        Assert.Equal("—", Text(MarkShapes.Repair(Read(read), new LineInk(ink, new Rect(0, 16, 36, 8)))));
    }

    [Fact]
    public void One_stroke_read_twice_is_one()
    {
        using var ink = Ink(3, (0, new Rect(0, 18, 36, 4)));
        List<ReadCharacter> read = [new("一", 0, 18, 0.9), new("一", 18, 36, 0.9), new("次", Pitch, Pitch + 36, 0.99), new("验", 2 * Pitch, (2 * Pitch) + 36, 0.99)];

        Assert.Equal("一次验", Text(MarkShapes.Repair(read, new LineInk(ink, new Rect(0, 0, ink.Width, 40)))));
    }

    [Theory]
    [InlineData("人")]
    [InlineData("小/")]
    public void A_straight_stroke_alone_from_lower_left_to_upper_right_is_a_slash(string read)
    {
        using var ink = new Mat(40, 40, MatType.CV_8UC1, Scalar.Black);
        ink.Line(new Point(4, 38), new Point(18, 2), Scalar.White, 3);

        Assert.Equal("/", Text(MarkShapes.Repair(Read(read), new LineInk(ink, Cv2.BoundingRect(ink)))));
    }

    [Theory]
    [InlineData(0, 10, "=")]
    [InlineData(6, 24, "二")] // Its upper stroke is shorter.
    public void Two_like_strokes_alone_are_an_equals_sign(int shorter, int below, string meant)
    {
        using var ink = new Mat(40, 40, MatType.CV_8UC1, Scalar.Black);
        ink.Rectangle(new Rect(5 + shorter, 4, 30 - (2 * shorter), 3), Scalar.White, -1);
        ink.Rectangle(new Rect(5, 4 + below, 30, 3), Scalar.White, -1);

        Assert.Equal(meant, Text(MarkShapes.Repair(Read("二"), new LineInk(ink, Cv2.BoundingRect(ink)))));
    }

    [Fact]
    public void A_row_of_dots_alone_is_an_ellipsis()
    {
        using var ink = new Mat(40, 140, MatType.CV_8UC1, Scalar.Black);
        for (var x = 10; x < 130; x += 20)
        {
            ink.Circle(new Point(x, 20), 3, Scalar.White, -1);
        }

        Assert.Equal("……", Text(MarkShapes.Repair(Read("ee"), new LineInk(ink, Cv2.BoundingRect(ink)))));
    }

    [Fact]
    public void A_seven_alone_is_no_slash()
    {
        using var ink = new Mat(40, 40, MatType.CV_8UC1, Scalar.Black);
        ink.Line(new Point(4, 38), new Point(18, 2), Scalar.White, 3);
        ink.Line(new Point(2, 2), new Point(18, 2), Scalar.White, 3);

        Assert.Equal("7", Text(MarkShapes.Repair(Read("7"), new LineInk(ink, Cv2.BoundingRect(ink)))));
    }

    [Theory]
    [InlineData("是否齐全*", "是否齐全。")]
    [InlineData("是否齐全，", "是否齐全。")]
    public void A_ring_in_the_middle_of_the_line_is_a_full_stop_of_some_typefaces(string read, string meant)
    {
        using var ink = Ink(5, (4, default));
        ink.Circle(new Point((4 * Pitch) + 8, 22), 5, Scalar.White, 2);

        Assert.Equal(meant, Text(MarkShapes.Repair(Read(read), new LineInk(ink, new Rect(0, 0, ink.Width, 40)))));
    }

    [Fact]
    public void One_circle_read_twice_is_one()
    {
        using var ink = Ink(3, (3, default));
        List<ReadCharacter> read = [new("二", 0, 36, 0.99), new("O", Pitch, Pitch + 18, 0.9), new("〇", Pitch + 18, Pitch + 36, 0.9), new("四", 2 * Pitch, (2 * Pitch) + 36, 0.99)];

        Assert.Equal("二〇四", Text(MarkShapes.Repair(read, new LineInk(ink, new Rect(0, 0, ink.Width, 40)))));
    }

    private static string Repaired(string read, (int At, Rect Mark) odd)
    {
        using var ink = Ink(read.Length, odd);
        return Text(MarkShapes.Repair(Read(read), new LineInk(ink, new Rect(0, 0, ink.Width, 40))));
    }

    private static Mat Ink(int count, (int At, Rect Mark) odd)
    {
        var ink = new Mat(40, count * Pitch, MatType.CV_8UC1, Scalar.Black);
        for (var i = 0; i < count; i++)
        {
            var block = i == odd.At ? odd.Mark : new Rect(0, 0, 36, 40);
            if (block.Width > 0)
            {
                Cv2.Rectangle(ink, block + new Point(i * Pitch, 0), Scalar.White, -1);
            }
        }

        return ink;
    }

    private static List<ReadCharacter> Read(string text) => [.. text.Select((c, i) => new ReadCharacter(c.ToString(), i * Pitch, (i * Pitch) + 36, 0.99))];

    private static string Text(IEnumerable<ReadCharacter> read) => string.Concat(read.Select(c => c.Text));
}
