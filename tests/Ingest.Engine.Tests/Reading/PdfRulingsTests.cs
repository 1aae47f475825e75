using Ingest.Core.Documents;

namespace Ingest.Engine.Tests.Reading;

public sealed class PdfRulingsTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Takes_a_stroked_line_and_a_thin_filled_shape() => Assert.Equal(
        [new(true, 100, 50, 250), new(true, 300, 50, 250)],
        Rulings("50 700 m 250 700 l S 50 499.5 200 1 re f"));

    [Fact]
    public void Takes_the_four_borders_of_a_stroked_rectangle() => Assert.Equal(
        [new(true, 100, 50, 250), new(true, 200, 50, 250), new(false, 50, 100, 200), new(false, 250, 100, 200)],
        Rulings("50 600 200 100 re S"));

    [Fact]
    public void Takes_a_border_filled_between_two_rectangles() => Assert.Equal(
        [new(true, 100.5, 50.5, 249.5), new(true, 199.5, 50.5, 249.5), new(false, 50.5, 100.5, 199.5), new(false, 249.5, 100.5, 199.5)],
        Rulings("50 600 200 100 re 51 601 198 98 re f*"));

    [Fact]
    public void Leaves_out_shading_slanted_lines_white_lines_and_clips() => Assert.Empty(
        Rulings("0.9 g 50 600 200 100 re f 50 500 m 250 400 l S 1 G 50 300 m 250 300 l S 0 G 50 200 200 50 re W n"));

    [Fact]
    public void Joins_dashes_dots_and_the_borders_of_neighbours_into_one()
    {
        var dashes = string.Concat(Enumerable.Range(0, 40).Select(i => $"{50 + (i * 5)} 700 m {53 + (i * 5)} 700 l S "));
        var dots = string.Concat(Enumerable.Range(0, 80).Select(i => $"{50 + (i * 2)} 599.5 1 1 re f "));
        const string Cells = "50 500 100 20 re S 150.4 500.3 100 20 re S ";
        var rulings = Rulings(dashes + dots + Cells);
        Assert.Equal([100, 200, 280, 300], rulings.Where(r => r.IsHorizontal).Select(r => Math.Round(r.Position)));
        Assert.Equal([50, 150, 250], rulings.Where(r => !r.IsHorizontal).Select(r => Math.Round(r.Position)));
    }

    [Fact]
    public void Makes_one_of_a_double_line_and_two_of_two_rows() => Assert.Equal(
        [new(true, 100, 50, 250), new(true, 110, 50, 250)],
        Rulings("50 700.75 m 250 700.75 l S 50 699.25 m 250 699.25 l S 50 690 m 250 690 l S"));

    [Fact]
    public void Cuts_lines_at_the_edge_of_the_page() => Assert.Equal([new(true, 100, 0, 600)], Rulings("-900 700 m 900 700 l S 50 900 m 250 900 l S"));

    [Fact]
    public void Bounds_what_a_hostile_page_can_ask_for()
    {
        var lines = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i % 60 * 10} {i / 60 % 200 * 4} m {(i % 60 * 10) + 6} {i / 60 % 200 * 4} l S\n"));
        Assert.InRange(Rulings(lines).Count, 100, 5000);
    }

    private List<Ruling> Rulings(string content) =>
    [
        .. files.ReadPage(content).Rulings
            .Select(r => new Ruling(r.IsHorizontal, Math.Round(r.Position, 2), Math.Round(r.From, 2), Math.Round(r.To, 2)))
            .OrderByDescending(r => r.IsHorizontal).ThenBy(r => r.Position),
    ];
}
