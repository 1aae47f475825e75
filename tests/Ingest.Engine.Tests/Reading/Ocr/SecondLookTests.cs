using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class SecondLookTests
{
    /// <summary>Room for four ideographs.</summary>
    private static readonly Rect Line = new(0, 0, 160, 40);

    [Theory]
    [InlineData("主管部门", 0.99, false)]
    [InlineData("主管部门", 0.7, true)]
    [InlineData("宇和", 0.99, true)] // Half of the line's ink is not accounted for.
    [InlineData("", 0.99, true)]
    public void Is_wanted_where_a_reading_is_unsure_or_leaves_ink_out(string read, double confidence, bool isWanted) =>
        Assert.Equal(isWanted, SecondLook.IsWanted(Read(read, confidence), Line));

    [Fact]
    public void Takes_the_reading_that_accounts_for_the_line() =>
        Assert.Equal("主管部门", Text(SecondLook.Choose(Read("宇和", 0.99), Read("主管部门", 0.8), Line)));

    [Fact]
    public void Doubts_what_two_readings_as_good_as_each_other_quarrel_about()
    {
        var chosen = SecondLook.Choose(Read("主官部门", 0.91), Read("主管部门", 0.93), Line);

        Assert.Equal("主管部门", Text(chosen));
        Assert.Equal([0.93, 0.8, 0.93, 0.93], chosen.Select(c => c.Confidence));
    }

    [Fact]
    public void Leaves_a_reading_as_it_is_that_the_second_confirms() =>
        Assert.All(SecondLook.Choose(Read("主管部门", 0.85), Read("主管部门", 0.95), Line), c => Assert.Equal(0.85, c.Confidence));

    [Theory]
    [InlineData("受益群众意度", 0, true)]
    [InlineData("受益群众满意度", 0, false)]
    [InlineData("受益群众意度", 20, false)] // Spaced letters.
    [InlineData("5000元", 0, false)] // Digits have half the room.
    public void Misses_an_ideograph_by_the_room_that_it_has_left(string read, int gap, bool isMissed)
    {
        NativeLibraries.Load();
        using var ink = new Mat(40, 7 * 43, MatType.CV_8UC1, Scalar.Black);
        for (var i = 0; i < 7; i++)
        {
            ink.Rectangle(new Rect((i * 43) + gap, 0, 41 - gap, 40), Scalar.White, -1);
        }

        Assert.Equal(isMissed, SecondLook.LeavesOneOut(Read(read, 0.99), new LineInk(ink, new Rect(0, 0, ink.Width - 2, 40))));
    }

    private static List<ReadCharacter> Read(string text, double confidence) => [.. text.Select((c, i) => new ReadCharacter(c.ToString(), i * 40, (i * 40) + 36, confidence))];

    private static string Text(IEnumerable<ReadCharacter> read) => string.Concat(read.Select(c => c.Text));
}
