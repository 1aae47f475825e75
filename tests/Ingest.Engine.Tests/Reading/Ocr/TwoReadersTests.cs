using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class TwoReadersTests : IDisposable
{
    private const int Pitch = 40;

    private readonly List<Mat> _inks = [];

    [Theory]
    [InlineData("主管部门", 0.99, false)]
    [InlineData("主管部门", 0.7, true)]
    [InlineData("主管", 0.99, true)] // Half of the line's ink is not accounted for.
    [InlineData("", 0.99, true)]
    public void A_second_reading_is_wanted_where_one_is_unsure_or_leaves_ink_out(string read, double confidence, bool isWanted) =>
        Assert.Equal(isWanted, TwoReaders.IsWanted(Read(read, confidence), Line("主管部门")));

    [Fact]
    public void A_character_that_was_left_out_in_the_middle_leaves_ink()
    {
        var read = Read("主管部门", 0.99);
        read.RemoveAt(1);
        Assert.True(TwoReaders.IsWanted(read, Line("主管部门")));
    }

    [Fact]
    public void What_both_readers_see_is_surer_than_what_either_claims()
    {
        var merged = TwoReaders.Merge(Read("主管部门", 0.8), Read("主管部门", 0.9), Line("主管部门"));
        Assert.All(merged, c => Assert.Equal(0.98, c.Confidence, 3));
    }

    [Fact]
    public void Marks_of_another_width_are_the_same() =>
        Assert.Equal("名称：", Text(TwoReaders.Merge(Read("名称：", 0.8), Read("名称:", 0.9), Line("名称：")), doubted: false));

    [Theory]
    [InlineData(0.9, 0.9, "主管部门", 0.8)] // A quarrel is a doubt.
    [InlineData(0.999, 0.9, "主管部门", 0.999)]
    [InlineData(0.4, 0.95, "主官部门", 0.8)]
    public void Of_two_that_quarrel_the_network_is_believed_unless_it_hardly_saw_anything(double network, double tesseract, string text, double confidence)
    {
        var first = Read("主管部门", 0.99);
        first[1] = first[1] with { Confidence = network };
        var merged = TwoReaders.Merge(first, Read("主官部门", tesseract), Line("主管部门"));
        Assert.Equal(text, string.Concat(merged.Select(c => c.Text)));
        Assert.Equal(confidence, merged[1].Confidence);
    }

    [Fact]
    public void A_mark_that_only_one_saw_is_put_in_where_it_has_ink()
    {
        var network = Read("完成。", 0.9);
        network.RemoveAt(2);
        Assert.Equal("完成。", Text(TwoReaders.Merge(network, Read("完成。", 0.95), Line("完成。")), doubted: false));
        Assert.Equal("完成", Text(TwoReaders.Merge(network, Read("完成。", 0.95), Line("完成")), doubted: false));
    }

    [Fact]
    public void A_word_that_only_one_saw_is_put_in_where_it_has_room_and_stays_doubtful()
    {
        var network = Read("主管部门", 0.9);
        network.RemoveAt(2);
        var merged = TwoReaders.Merge(network, Read("主管部门", 0.99), Line("主管部门"));
        Assert.Equal("主管部门", string.Concat(merged.Select(c => c.Text)));
        Assert.True(merged[2].Confidence < 0.8);
        Assert.Equal("主管部门", Text(TwoReaders.Merge(Read("主管部门", 0.9), Read("主管和部门", 0.99), Line("主管部门")), doubted: false));
    }

    public void Dispose() => _inks.ForEach(ink => ink.Dispose());

    private static List<ReadCharacter> Read(string text, double confidence) =>
        [.. text.Select((c, i) => new ReadCharacter(c.ToString(), i * Pitch, (i * Pitch) + 36, confidence))];

    /// <summary>A block of ink for each character.</summary>
    private LineInk Line(string text)
    {
        NativeLibraries.Load();
        var ink = new Mat(Pitch, text.Length * Pitch, MatType.CV_8UC1, Scalar.Black);
        _inks.Add(ink);
        for (var i = 0; i < text.Length; i++)
        {
            ink.Rectangle(new Rect(i * Pitch, 0, 37, Pitch), Scalar.White, -1);
        }

        return new LineInk(ink, new Rect(0, 0, ink.Width - 3, Pitch));
    }

    private static string Text(IReadOnlyList<ReadCharacter> read, bool doubted)
    {
        Assert.Equal(doubted, read.Any(c => c.Confidence <= 0.8));
        return string.Concat(read.Select(c => c.Text));
    }
}
