using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

/// <summary>Lines whose characters are blocks of ink, 40 pixels high and 36 wide, 44 apart; a colon is two dots of 6 pixels.</summary>
public sealed class ColonsTests
{
    private const int Pitch = 44;

    static ColonsTests() => NativeLibraries.Load();

    [Theory]
    [InlineData("主要问题：居民", "主要问题居民", "主要问题：居民")]
    [InlineData("自评时间：二月", "自评时间；二月", "自评时间：二月")]
    [InlineData("自评时间：二月", "自评时间：二月", "自评时间：二月")]
    [InlineData("绩效等级：", "绩效等级", "绩效等级：")]
    [InlineData("艺术教育科", "艺术教育科：", "艺术教育科")]
    [InlineData("一是；二是", "一是；二是", "一是；二是")]
    [InlineData("合讠", "合计", "合计")]
    public void Two_dots_above_each_other_are_a_colon_and_nothing_else_is(string printed, string read, string meant)
    {
        using var ink = new Mat(40, printed.Length * Pitch, MatType.CV_8UC1, Scalar.Black);
        for (var i = 0; i < printed.Length; i++)
        {
            Draw(ink, printed[i], i * Pitch);
        }

        var box = Cv2.BoundingRect(ink);
        List<ReadCharacter> characters = [];
        for (int i = 0, at = 0; i < read.Length; i++, at++)
        {
            // A character that was left out leaves its place.
            at += at < printed.Length && printed[at] == '：' && read[i] is not ('：' or '；') ? 1 : 0;
            characters.Add(new ReadCharacter(read[i].ToString(), Math.Min(at * Pitch, box.Right - 8), Math.Min((at * Pitch) + 36, box.Right), 0.97));
        }

        Assert.Equal(meant, string.Concat(Colons.Repair(characters, new LineInk(ink, box)).Select(c => c.Text)));
    }

    [Fact]
    public void A_line_that_begins_with_one_is_read_from_behind_it_on()
    {
        using var ink = new Mat(40, 4 * Pitch, MatType.CV_8UC1, Scalar.Black);
        Draw(ink, '：', 0);
        Draw(ink, '9', Pitch);
        Draw(ink, '0', 2 * Pitch);
        var line = new LineInk(ink, Cv2.BoundingRect(ink));

        Assert.Equal(new Rect(6, 12, 6, 24), Colons.Leading(line));
        Assert.Equal(Rect.FromLTRB(Pitch, 0, (2 * Pitch) + 36, 40), line.Behind(Colons.Leading(line)!.Value).Line);
    }

    private static void Draw(Mat ink, char sign, int x)
    {
        Rect[] parts = sign switch
        {
            '：' => [new Rect(6, 12, 6, 6), new Rect(6, 30, 6, 6)],
            '讠' => [new Rect(6, 4, 6, 6), new Rect(6, 22, 6, 6)],
            '；' => [new Rect(6, 12, 6, 6), new Rect(6, 26, 7, 14)],
            _ => [new Rect(0, 0, 36, 40)],
        };
        foreach (var part in parts)
        {
            ink.Rectangle(part + new Point(x, 0), Scalar.White, -1);
        }
    }
}
