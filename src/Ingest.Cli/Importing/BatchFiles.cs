using Ingest.Core.Documents;
using Ingest.Store;

namespace Ingest.Cli.Importing;

/// <summary>The files of a batch, whoever starts it: import, retry, watch, or the web pages.</summary>
internal static class BatchFiles
{
    private const int RegisteredAtOnce = 5000;

    /// <summary>Registers them before any is read, and tells the batch how many it has; a file that it knows already stays as it is.</summary>
    public static async Task<BatchCounts> RegisterAsync(IngestStore store, long batch, IEnumerable<ImportFile> files, CancellationToken cancellationToken)
    {
        foreach (var some in files.Chunk(RegisteredAtOnce))
        {
            await store.RegisterAsync(batch, [.. some.Select(file => new ExpectedFile(file.Path, file.IsNamed))], cancellationToken);
        }

        var counts = await store.CountAsync(batch, cancellationToken);
        await store.SetFilesFoundAsync(batch, counts.Found, cancellationToken);
        return counts;
    }

    /// <summary>What was set aside, from where it can be had: any copy will do; where none is left, the first path says so when it is opened.</summary>
    public static IReadOnlyList<ImportFile> ToTryAgain(IEnumerable<RetryItem> items) =>
    [
        .. items.Select(item => new ImportFile(
            item.Paths.FirstOrDefault(File.Exists) ?? item.Paths[0], IsNamed: item.Reason != UnreadableReason.UnsupportedType.Name())),
    ];
}
