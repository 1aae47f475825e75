using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ingest.Core.Documents;
using Ingest.Core.Tables;

namespace Ingest.Core.Tests.Tables;

public sealed class RowBandsTests
{
    [Fact]
    public void Cuts_at_the_widest_white_between_two_numbers()
    {
        // Rows of three and two lines, numbers centred.
        var bands = RowBands.Find([At(114), At(161)], [At(100), At(114), At(128), At(154), At(168)]);

        Assert.Equal([3, 2], bands.Select(band => new[] { 105, 119, 133, 159, 173 }.Count(y => band.Contains(y))));
    }

    [Fact]
    public void Cuts_below_the_text_of_a_number_that_stands_at_the_top()
    {
        var bands = RowBands.Find([At(100), At(154)], [At(100), At(114), At(128), At(154), At(168)]);

        Assert.Equal([3, 2], bands.Select(band => new[] { 105, 119, 133, 159, 173 }.Count(y => band.Contains(y))));
    }

    [Fact]
    public void Takes_what_lies_beyond_a_wide_white_at_the_ends_for_halves_of_rows()
    {
        var bands = RowBands.Find(
            [At(140), At(180)],
            [At(100), At(114), At(140), At(154), At(180), At(206)]);

        Assert.Equal(4, bands.Count);
        Assert.True(bands[0].Contains(119) && bands[1].Contains(145) && bands[2].Contains(185) && bands[3].Contains(211));
    }

    [Fact]
    public void Cuts_midway_where_no_white_is()
    {
        var bands = RowBands.Find([At(100), At(120)], [new Snippet(1, "高", new Box(0, 95, 10, 60), 1)]);

        Assert.Equal(115, bands[0].Bottom);
    }

    [Fact]
    public void Takes_lines_without_a_number_for_one_row() => Assert.Single(RowBands.Find([], [At(100), At(140)]));

    [Fact]
    public void Finds_no_row_where_nothing_is() => Assert.Empty(RowBands.Find([], []));

    [Property]
    public Property Every_number_has_a_band_of_its_own() => Prop.ForAll(Heights, Heights, (numberYs, lineYs) =>
    {
        var numbers = numberYs.Order().Select(At).ToList();
        var bands = RowBands.Find(numbers, [.. numbers, .. lineYs.Select(At)]);
        return bands.All(band => numbers.Count(number => band.Contains(number.Box.CentreY)) <= 1);
    });

    [Property]
    public Property Every_line_has_exactly_one_band() => Prop.ForAll(Heights, Heights, (numberYs, lineYs) =>
    {
        var lines = numberYs.Concat(lineYs).Select(At).ToList();
        var bands = RowBands.Find([.. numberYs.Order().Select(At)], lines);
        return lines.TrueForAll(line => bands.Count(band => band.Contains(line.Box.CentreY)) == 1);
    });

    private static Arbitrary<HashSet<int>> Heights => Gen.ListOf(Gen.Choose(50, 750)).Select(ys => ys.ToHashSet()).ToArbitrary();

    private static Snippet At(int y) => new(1, "10", new Box(50, y, 20, 10), 1);
}
