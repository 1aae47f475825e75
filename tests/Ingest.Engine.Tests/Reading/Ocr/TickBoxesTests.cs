using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class TickBoxesTests
{
    [Theory]
    [InlineData(0, 0, "□是□否")]
    [InlineData(1, 0, "☑是□否")]
    [InlineData(0, 1, "□是☑否")]
    [InlineData(0, 2, "□是■否")]
    public void Reads_boxes_by_their_ink(int first, int second, string answer)
    {
        using var page = Paper();
        Draw(page, 10, first);
        Draw(page, 140, second);
        Assert.Equal(answer, Text(TickBoxes.Repair([Line("口是国否")], page)));
    }

    [Fact]
    public void Reads_a_box_of_which_a_side_is_broken()
    {
        using var page = Paper();
        Draw(page, 10, 0);
        Draw(page, 140, 2);
        page.Rectangle(new Rect(8, 15, 8, 16), Scalar.White, -1);
        Assert.Equal("□是■否", Text(TickBoxes.Repair([Line("L|是国否")], page)));
    }

    [Fact]
    public void Tells_an_empty_box_that_lost_two_sides_by_the_ticked_one()
    {
        using var page = Paper();
        Draw(page, 10, 0);
        Draw(page, 140, 2);
        page.Rectangle(new Rect(16, 0, 40, 14), Scalar.White, -1);
        page.Rectangle(new Rect(34, 0, 16, 36), Scalar.White, -1);
        Assert.Equal("□是■否", Text(TickBoxes.Repair([Line("L是国否")], page)));
    }

    [Fact]
    public void Words_that_stand_apart_have_boxes_between_whether_or_not_these_were_read()
    {
        using var page = Paper();
        Draw(page, 10, 1);
        Draw(page, 140, 0);
        var line = Line("口是国否");
        Assert.Equal("☑是□否", Text(TickBoxes.Repair([line with { Characters = [.. line.Characters.Where(c => c.Char != '国')] }], page)));
    }

    [Fact]
    public void Joins_answers_that_stand_far_apart_and_tells_a_misread_one_by_the_other()
    {
        using var page = Paper();
        Draw(page, 10, 0);
        Draw(page, 240, 2);
        var yes = new ReadLine(new Rect(0, 0, 110, 50), Read("口是", 10));
        var no = new ReadLine(new Rect(230, 0, 110, 50), Read("国志", 240));
        Assert.Equal("□是■否", Text(TickBoxes.Repair([yes, no], page)));
        Assert.Equal("□是■否", Text(TickBoxes.Repair([no, yes], page)));
    }

    [Fact]
    public void Reads_a_mark_behind_the_answer()
    {
        using var page = Paper();
        Assert.Equal("是√否", Text(TickBoxes.Repair([Line("是V否")], page)));
    }

    [Fact]
    public void Leaves_sentences_alone()
    {
        using var page = Paper();
        const string sentence = "资金使用是否合规，是V型";
        Assert.Equal(sentence, Text(TickBoxes.Repair([Line(sentence)], page)));
    }

    [Fact]
    public void Takes_no_question_for_an_answer()
    {
        using var page = Paper();
        Draw(page, 10, 0);
        Draw(page, 140, 0);
        Assert.Equal("口是否为目", Text(TickBoxes.Repair([Line("口是否为目")], page)));
    }

    private static Mat Paper() => new(new Size(900, 50), MatType.CV_8UC1, Scalar.White);

    private static ReadLine Line(string text) => new(new Rect(0, 0, 900, 50), Read(text, 10));

    /// <summary>Empty, ticked or filled.</summary>
    private static void Draw(Mat page, int x, int what)
    {
        page.Rectangle(new Rect(x, 5, 40, 40), Scalar.All(what == 2 ? 0 : 150), what == 2 ? -1 : 2);
        if (what == 1)
        {
            page.Line(new Point(x + 8, 24), new Point(x + 18, 36), Scalar.Black, 5);
            page.Line(new Point(x + 18, 36), new Point(x + 34, 10), Scalar.Black, 5);
        }
    }

    private static List<ReadCharacter> Read(string text, int x) => [.. text.Select((c, i) => new ReadCharacter(c.ToString(), x + (i * 65), x + 40 + (i * 65), 0.9))];

    private static string Text(IEnumerable<ReadLine> lines) => string.Concat(lines.SelectMany(line => line.Characters).Select(c => c.Text));
}
