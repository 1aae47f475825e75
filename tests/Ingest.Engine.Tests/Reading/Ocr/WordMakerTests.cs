using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

/// <summary>Which characters of a line are one word, by the paper between them. Blocks of ink, 40 pixels high.</summary>
public sealed class WordMakerTests
{
    static WordMakerTests() => NativeLibraries.Load();

    [Theory]
    [InlineData(46)]
    [InlineData(30)]
    public void Digits_of_full_width_are_one_figure(int gap) => Assert.Equal(["100"], Words("100", 12, gap));

    [Fact]
    public void Figures_far_apart_are_two() => Assert.Equal(["10", "8"], Words("108", 20, 30, 90));

    [Fact]
    public void Ideographs_as_far_apart_are_words_of_their_own() => Assert.Equal(["是", "否"], Words("是否", 36, 46));

    [Fact]
    public void Spaced_letters_are_one_word() => Assert.Equal(["指标名称"], Words("指标名称", 36, 31, 33, 36));

    [Fact]
    public void Words_far_apart_are_two() => Assert.Equal(["指标", "名称"], Words("指标名称", 36, 4, 36, 4));

    [Fact]
    public void A_mark_without_ink_in_the_white_between_words_is_none()
    {
        using var ink = new Mat(40, 300, MatType.CV_8UC1, Scalar.Black);
        ink.Rectangle(new Rect(0, 0, 36, 40), Scalar.White, -1);
        ink.Rectangle(new Rect(100, 0, 36, 40), Scalar.White, -1);
        ReadCharacter[] read = [new("率", 0, 36, 0.99), new("“", 30, 90, 0.8), new("预", 100, 136, 0.99)];

        Assert.Equal(["率", "预"], Words(read, ink));
    }

    [Fact]
    public void A_mark_with_ink_of_its_own_stays()
    {
        using var ink = new Mat(40, 300, MatType.CV_8UC1, Scalar.Black);
        ink.Rectangle(new Rect(0, 0, 36, 40), Scalar.White, -1);
        ink.Rectangle(new Rect(44, 30, 8, 10), Scalar.White, -1);
        ink.Rectangle(new Rect(88, 0, 36, 40), Scalar.White, -1);
        ReadCharacter[] read = [new("率", 0, 36, 0.99), new("，", 40, 60, 0.8), new("预", 88, 124, 0.99)];

        Assert.Equal(["率，预"], Words(read, ink));
    }

    private static IEnumerable<string> Words(string text, int width, params int[] gaps)
    {
        using var ink = new Mat(40, 400, MatType.CV_8UC1, Scalar.Black);
        var read = new List<ReadCharacter>();
        for (var (i, x) = (0, 0); i < text.Length; x += width + gaps[Math.Min(i, gaps.Length - 1)], i++)
        {
            ink.Rectangle(new Rect(x, 0, width, 40), Scalar.White, -1);
            read.Add(new ReadCharacter(text[i].ToString(), x, x + width, 0.99));
        }

        return Words(read, ink);
    }

    private static List<string> Words(IReadOnlyList<ReadCharacter> read, Mat ink) =>
        [.. new WordMaker(40).Words(read, new LineInk(ink, Cv2.BoundingRect(ink))).Select(word => word.Text)];
}
