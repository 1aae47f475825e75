using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ingest.Core.Tables;

namespace Ingest.Core.Tests.Tables;

public sealed class CategoryResolverTests
{
    [Fact]
    public void Reads_labels_beside_their_first_rows() =>
        Assert.Equal([0, 0, 0, 1, 1], CategoryResolver.Resolve([10, 10, 20, 30, 30], [(0, "投入（40分）"), (3, "产出（60分）")]));

    [Fact]
    public void Reads_labels_beside_their_middle_rows() =>
        Assert.Equal(
            [0, 0, 0, 1, 1, 1, 1, 1],
            CategoryResolver.Resolve([10, 10, 20, 12, 12, 12, 12, 12], [(1, "投入（40分）"), (5, "产出（60分）")]));

    [Fact]
    public void Reads_labels_on_every_row() =>
        Assert.Equal(
            [0, 0, 0, 3, 3],
            CategoryResolver.Resolve(
                [10, 10, 20, 30, 30],
                [(0, "投入（40分）"), (1, "投入(40分)"), (2, "投入（40分）"), (3, "产出（60分）"), (4, "产 出（60分）")]));

    [Fact]
    public void Goes_by_the_place_where_labels_declare_no_points() =>
        Assert.Equal([0, 0, 0, 1, 1, 1], CategoryResolver.Resolve([5, 5, 5, 5, 5, 5], [(1, "投入"), (4, "产出")]));

    [Fact]
    public void Goes_on_when_one_declared_sum_is_wrong() =>
        // The form says 45 where its rows make 40; the other labels hold.
        Assert.Equal(
            [0, 0, 1, 1, 1, 2],
            CategoryResolver.Resolve([10, 10, 20, 10, 10, 40], [(0, "投入（20分）"), (2, "产出（45分）"), (5, "效果（40分）")]));

    [Fact]
    public void Goes_by_the_place_when_every_declared_sum_is_wrong() =>
        Assert.Equal(
            [0, 0, 1, 1, 1],
            CategoryResolver.Resolve([20, 20, 20, 20, 20], [(0, "投入（45分）"), (2, "产出（65分）")]));

    [Fact]
    public void Counts_a_blank_weight_as_nothing() =>
        Assert.Equal([0, 0, 1], CategoryResolver.Resolve([20, null, 80], [(0, "投入（20分）"), (2, "产出（80分）")]));

    [Fact]
    public void Leaves_rows_alone_when_there_is_no_label() => Assert.Equal([-1, -1], CategoryResolver.Resolve([1, 2], []));

    [Property]
    public Property Gives_every_row_a_label_in_order_and_every_label_a_row() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(0, 30)).Where(weights => weights.Count > 0).ToArbitrary(),
        Gen.ListOf(Gen.Choose(0, 1000)).ToArbitrary(),
        (weights, seeds) =>
        {
            var rows = seeds.Select(seed => seed % weights.Count).Distinct().Order().ToList();
            var marks = rows.Select((row, i) => (row, $"目标{i}（{(row * 7) % 50}分）")).ToList();
            var owners = CategoryResolver.Resolve([.. weights.Select(weight => (decimal?)weight)], marks);
            return marks.Count == 0
                ? owners.All(owner => owner == -1)
                : owners.SequenceEqual(owners.Order()) && owners.Distinct().SequenceEqual(Enumerable.Range(0, marks.Count));
        });
}
