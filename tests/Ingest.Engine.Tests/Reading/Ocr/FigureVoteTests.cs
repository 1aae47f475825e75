using Ingest.Engine.Learning;
using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class FigureVoteTests
{
    [Fact]
    public void Two_readers_that_agree_are_believed_and_the_third_stays_as_an_alternative()
    {
        var (best, others) = FigureVote.Alone(Shapes("126"), new FigureReading("126", 0.9), new FigureReading("128", 0.95));

        Assert.Equal(("126", true), (best.Text, best.Confidence > 0.9));
        Assert.Equal(["128"], others.Select(other => other.Text));
    }

    [Fact]
    public void Readers_that_quarrel_leave_a_doubt_and_all_that_they_said()
    {
        var (best, others) = FigureVote.Alone(Shapes("126"), new FigureReading("128", 0.9), null);

        Assert.Equal(("126", true), (best.Text, best.Confidence < 0.9));
        Assert.Equal(["128"], others.Select(other => other.Text));
    }

    [Fact]
    public void What_one_reader_held_possible_of_one_glyph_is_an_alternative()
    {
        var (_, others) = FigureVote.Alone(Shapes("126", second: '8'), new FigureReading("120", 0.9), null);

        Assert.Equal(["120", "826", "186", "128"], others.Select(other => other.Text));
    }

    [Theory]
    [InlineData("98%", "989%")]
    [InlineData("98%", "980")]
    [InlineData("98%", "989")]
    [InlineData("%", "oh")]
    [InlineData("100.00%", "100.009%")]
    public void A_percent_sign_is_known_by_its_shape(string shapes, string tesseract)
    {
        var (best, _) = FigureVote.Alone(Shapes(shapes), new FigureReading(tesseract, 0.97), new FigureReading(tesseract, 0.97));

        Assert.Equal(shapes, best.Text);
    }

    [Fact]
    public void A_figure_without_the_sign_is_none_with_it()
    {
        var (best, _) = FigureVote.Alone(Shapes("98%"), new FigureReading("987", 0.97), new FigureReading("987", 0.97));

        Assert.Equal("987", best.Text);
    }

    [Theory]
    [InlineData("136", "36")]
    [InlineData("361", "36")]
    public void A_stroke_of_the_ideograph_beside_a_figure_is_no_figure_of_it(string shapes, string line)
    {
        var (best, others) = FigureVote.InText(new FigureReading(line, 0.98), Shapes(shapes), new FigureReading(shapes, 0.97));

        Assert.Equal((line, true), (best.Text, best.Confidence < 0.9));
        Assert.Contains(others, other => other.Text == shapes);
    }

    [Fact]
    public void A_digit_that_is_none_by_its_shape_stays_and_is_doubted_unless_the_other_model_saw_it_too()
    {
        var (alone, _) = FigureVote.InText(new FigureReading("90%", 0.98), Shapes("0%"), new FigureReading("0%", 0.97));
        var (seen, _) = FigureVote.InText(new FigureReading("90%", 0.98), Shapes("0%"), new FigureReading("90%", 0.97));

        Assert.Equal(("90%", true), (alone.Text, alone.Confidence < 0.9));
        Assert.Equal(("90%", true), (seen.Text, seen.Confidence > 0.9));
    }

    private static FigureReading Shapes(string text, char? second = null) => FigureReading.Of(
        text, 0.99, [.. text.Select((c, i) => new GlyphMatch(new Rect(i * 10, 0, 9, 20), second is { } other ? [(c, 0.8), (other, 0.1)] : [(c, 0.99), ('\uFFFD', 0.01)]))]);
}
