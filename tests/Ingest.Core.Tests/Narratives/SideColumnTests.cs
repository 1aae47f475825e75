using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ingest.Core.Narratives;
using Place = Ingest.Core.Narratives.SideColumn.Place;

namespace Ingest.Core.Tests.Narratives;

public sealed class SideColumnTests
{
    [Fact]
    public void Divides_by_labels_beside_the_first_line() =>
        Assert.Equal([3, 5], Divide([(1, 100), (1, 160)], [(1, 100), (1, 116), (1, 132), (1, 160), (1, 176)]));

    [Fact]
    public void Divides_by_labels_beside_the_middle() =>
        Assert.Equal([3, 8], Divide([(1, 116), (1, 192)], [(1, 100), (1, 116), (1, 132), (1, 160), (1, 176), (1, 192), (1, 208), (1, 224)]));

    [Fact]
    public void Divides_by_labels_between_the_two_middle_lines() =>
        Assert.Equal([2, 6], Divide([(1, 108), (1, 168)], [(1, 100), (1, 116), (1, 144), (1, 160), (1, 176), (1, 192)]));

    [Fact]
    public void Divides_lines_without_a_gap_between_texts() =>
        Assert.Equal([3, 5], Divide([(1, 100), (1, 148)], [(1, 100), (1, 116), (1, 132), (1, 148), (1, 164)]));

    [Fact]
    public void Carries_a_text_over_the_page_to_the_next_label() =>
        Assert.Equal([4, 6], Divide([(1, 760), (2, 100)], [(1, 760), (1, 776), (2, 50), (2, 66), (2, 100), (2, 116)]));

    [Fact]
    public void Carries_a_text_over_a_whole_page() =>
        Assert.Equal([1, 7], Divide([(1, 700), (1, 740)], [(1, 700), (1, 740), (1, 756), (2, 50), (2, 66), (2, 82), (3, 50)]));

    [Fact]
    public void Gives_all_lines_to_the_only_label() => Assert.Equal([2], Divide([(1, 100)], [(1, 100), (1, 116)]));

    [Fact]
    public void Gives_nothing_to_labels_without_lines() => Assert.Equal([0, 0], Divide([(1, 100), (1, 120)], []));

    [Fact]
    public void Lets_a_label_be_without_a_text() =>
        Assert.Equal([2, 2, 4], Divide([(1, 100), (1, 150), (1, 200)], [(1, 100), (1, 116), (1, 200), (1, 216)]));

    [Property(MaxTest = 60)]
    public Property Ends_never_go_back_and_the_last_is_the_number_of_lines() => Prop.ForAll(Places, Places, (labels, lines) =>
    {
        var ends = SideColumn.Divide(labels, lines);
        return ends.Length == labels.Count
            && ends.SequenceEqual(ends.Order())
            && (labels.Count == 0 || ends[^1] == lines.Count)
            && ends.All(end => end >= 0);
    });

    private static Arbitrary<List<Place>> Places => Gen.ListOf(Gen.Choose(0, 3000))
        .Select(places => places.Take(20).Order().Select(place => new Place((place / 1000) + 1, 50 + (place % 1000 * 0.7))).ToList())
        .ToArbitrary();

    private static int[] Divide((int Page, double Y)[] labels, (int Page, double Y)[] lines) => SideColumn.Divide(
        [.. labels.Select(label => new Place(label.Page, label.Y))], [.. lines.Select(line => new Place(line.Page, line.Y))]);
}
