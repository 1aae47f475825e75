using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class LineFinderTests
{
    private const double Em = 40;

    [Fact]
    public void Puts_characters_that_stand_beside_each_other_on_one_line() =>
        Assert.Equal([new Rect(100, 100, 180, 40)], LineFinder.Find([new(100, 100, 40, 40), new(150, 101, 35, 38), new(200, 118, 80, 6)], Em));

    [Fact]
    public void Parts_a_label_and_its_value_by_their_gap() =>
        Assert.Equal(2, LineFinder.Find([new(100, 100, 40, 40), new(145, 100, 40, 40), new(260, 100, 40, 40)], Em).Count);

    [Fact]
    public void Keeps_lines_apart_that_stand_close_below_each_other() =>
        Assert.Equal(2, LineFinder.Find([new(100, 100, 40, 40), new(145, 100, 40, 40), new(100, 146, 40, 40), new(145, 146, 40, 40)], Em).Count);

    [Fact]
    public void Leaves_specks_and_what_is_left_of_rulings_out() =>
        Assert.Empty(LineFinder.Find([new(100, 100, 5, 5), new(300, 300, 400, 6), new(300, 300, 5, 200)], Em));
}
