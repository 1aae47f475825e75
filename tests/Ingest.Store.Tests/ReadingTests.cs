using Ingest.Core.Corrections;

namespace Ingest.Store.Tests;

public sealed class ReadingTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_batches_extractions_and_what_is_published_are_held_against_each_other_document_by_document()
    {
        var (first, second) = (await fixture.StartBatchAsync(), await fixture.StartBatchAsync());
        await fixture.Store.SaveAsync(Samples.Request(first, "both", project: "旧名称"), Cancellation);
        await fixture.Store.SaveAsync(Samples.Request(first, "only-old"), Cancellation);
        await fixture.Store.SaveAsync(Samples.Request(second, "both", project: "新名称", version: "1.1.0"), Cancellation);
        await fixture.Store.SaveAsync(Samples.Request(second, "only-new", version: "1.1.0"), Cancellation);

        var versions = await PairsAsync(new Reading.OfVersion("1.0.0"), new Reading.OfVersion("1.1.0"));
        Assert.Equal(3, versions.Count);
        Assert.Single(versions, pair => pair.After is null && pair.Path.EndsWith("only-old.pdf", StringComparison.Ordinal));
        Assert.Single(versions, pair => pair.Before is null && pair.Path.EndsWith("only-new.pdf", StringComparison.Ordinal));
        var difference = versions.Single(pair => pair is { Before: not null, After: not null }).Differences.Single().Differences.Single();
        Assert.Equal(("projectName", DifferenceKind.Text), (difference.Field, difference.Kind));

        Assert.Equal(
            versions.Select(pair => (pair.Sha256, pair.Differences.Count)), (await PairsAsync(new Reading.OfBatch(first), new Reading.OfBatch(second))).Select(pair => (pair.Sha256, pair.Differences.Count)));
        var old = await fixture.ScalarAsync<long>("select min(extraction_id) from ingest.extraction where version = '1.0.0'");
        Assert.Single((await PairsAsync(new Reading.OfExtraction(old), new Reading.Published())).Single().Differences);
        Assert.Empty((await PairsAsync(new Reading.OfExtraction(old), new Reading.OfExtraction(old))).Single().Differences);
        Assert.Single(await PairsAsync(new Reading.OfExtraction(old), new Reading.OfExtraction(old + 1)));
        await Assert.ThrowsAsync<ReadingMissingException>(() => PairsAsync(new Reading.OfVersion("9.9"), new Reading.Published()));
    }

    private async Task<List<ReadingPair>> PairsAsync(Reading before, Reading after)
    {
        List<ReadingPair> pairs = [];
        await foreach (var pair in fixture.Store.Reviews.PairsAsync(before, after, Cancellation))
        {
            pairs.Add(pair);
        }

        return pairs;
    }
}
