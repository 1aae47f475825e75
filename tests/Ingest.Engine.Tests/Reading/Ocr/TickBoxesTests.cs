using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class TickBoxesTests
{
    private static readonly Rect Line = new(0, 0, 300, 50);

    [Theory]
    [InlineData(false, false, "□是□否")]
    [InlineData(true, false, "☑是□否")]
    [InlineData(false, true, "□是☑否")]
    public void Reads_boxes_by_their_ink(bool first, bool second, string answer)
    {
        using var ink = new Mat(new Size(300, 50), MatType.CV_8UC1, Scalar.Black);
        Draw(ink, 10, first);
        Draw(ink, 150, second);
        Assert.Equal(answer, Text(TickBoxes.Repair(Read("口是口否"), ink, Line)));
    }

    [Fact]
    public void Reads_a_mark_behind_the_answer()
    {
        using var ink = new Mat(new Size(300, 50), MatType.CV_8UC1, Scalar.Black);
        Assert.Equal("是√否", Text(TickBoxes.Repair(Read("是V否"), ink, Line)));
    }

    [Fact]
    public void Leaves_sentences_alone()
    {
        using var ink = new Mat(new Size(300, 50), MatType.CV_8UC1, Scalar.Black);
        const string sentence = "资金使用是否合规，是V型";
        Assert.Equal(sentence, Text(TickBoxes.Repair(Read(sentence), ink, Line)));
    }

    private static void Draw(Mat ink, int x, bool ticked)
    {
        ink.Rectangle(new Rect(x, 5, 40, 40), Scalar.White, 3);
        if (ticked)
        {
            ink.Line(new Point(x + 8, 24), new Point(x + 18, 36), Scalar.White, 5);
            ink.Line(new Point(x + 18, 36), new Point(x + 34, 10), Scalar.White, 5);
        }
    }

    private static List<ReadCharacter> Read(string text) => [.. text.Select((c, i) => new ReadCharacter(c.ToString(), 10 + (i * 65), 50 + (i * 65), 0.9))];

    private static string Text(IEnumerable<ReadCharacter> read) => string.Concat(read.Select(c => c.Text));
}
