using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ingest.Cli.Extracting;
using Ingest.Cli.Importing.Sources;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;
using Ingest.Store;
using Microsoft.Extensions.Logging;

namespace Ingest.Cli.Importing;

/// <summary>Where an import reads and writes.</summary>
/// <param name="Packs">Those that the pool's children read with.</param>
/// <param name="Parallelism">Files at work at the same time: more than there are children, so that they never wait for the database.</param>
/// <param name="Archive">Where originals are kept; null for nowhere.</param>
internal sealed record ImportMachinery(
    IngestStore Store, ExtractorPool Pool, IReadOnlyList<FormPack> Packs, int Parallelism, OriginalArchive? Archive)
{
    public ExtractorVersion Version { get; } = Extractors.Version(Packs);

    /// <summary>Told of each file, where somebody collects that; null for nobody.</summary>
    public ILogger? Log { get; init; }
}

/// <summary>
/// The files of a batch that wait: each is hashed, looked up, read by a child, and stored, or set aside with a reason.
/// Whatever was done when it stops stays done, and the next run goes on behind it.
/// </summary>
internal sealed class ImportRun(ImportMachinery machinery, long batch, ImportProgress progress)
{
    private const int PageOfFiles = 1000;

    /// <summary>Contents at work, so that two copies met at the same time are stored once.</summary>
    private readonly ConcurrentDictionary<string, Task> _atWork = new(StringComparer.Ordinal);

    /// <exception cref="StoreException">The database is gone; the files done until then stay done.</exception>
    /// <param name="drain">No file is begun any more; those at work are finished.</param>
    /// <param name="cancellationToken">Files at work are given up, too.</param>
    public Task RunAsync(ItemRange items, CancellationToken drain, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        WaitingAsync(items, drain, cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = machinery.Parallelism, CancellationToken = cancellationToken },
        async (file, token) => await ImportAsync(file, token));

    /// <summary>A page after the other, so that a batch of any size takes the same memory.</summary>
    private async IAsyncEnumerable<WaitingFile> WaitingAsync(
        ItemRange items, CancellationToken drain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await machinery.Store.WaitingAsync(batch, items, PageOfFiles, cancellationToken) is [.., var last] page)
        {
            foreach (var file in page)
            {
                if (drain.IsCancellationRequested)
                {
                    yield break;
                }

                yield return file;
            }

            items = items with { First = last.ItemId + 1 };
        }
    }

    private async Task ImportAsync(WaitingFile found, CancellationToken cancellationToken)
    {
        using var span = ImportMeasures.Begin(batch, found);
        LocalCopy local;
        SourceFile file;
        try
        {
            using var stage = ImportMeasures.In(ImportMeasures.Fetch);
            local = await SourceFiles.FetchAsync(found.Path, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            await SetAsideAsync(found.Path, null, Reasons.NoAccess(Unavailable.Because(refused, found.Path)), cancellationToken);
            return;
        }
        catch (RefusedSourceException refused)
        {
            await SetAsideAsync(found.Path, null, refused.Why, cancellationToken);
            return;
        }

        using (local)
        {
            try
            {
                using var stage = ImportMeasures.In(ImportMeasures.Identify);
                file = await IdentifyAsync(found.Path, local.Path, cancellationToken);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await SetAsideAsync(found.Path, null, Reasons.NoAccess(Unavailable.Because(refused, found.Path)), cancellationToken);
                return;
            }

            if (machinery.Archive is { } archive)
            {
                using var stage = ImportMeasures.In(ImportMeasures.Archive);
                await archive.KeepAsync(file, local.Path, cancellationToken);
            }

            await ImportOnceAsync(file, local.Path, found.IsNamed, cancellationToken);
        }
    }

    private async Task ImportOnceAsync(SourceFile file, string local, bool isNamed, CancellationToken cancellationToken)
    {

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_atWork.GetOrAdd(file.Sha256, done.Task) is var first && first != done.Task)
        {
            await first.WaitAsync(cancellationToken);
        }

        try
        {
            await ImportAsync(file, local, isNamed, cancellationToken);
        }
        finally
        {
            _atWork.TryRemove(file.Sha256, out _);
            done.SetResult();
        }
    }

    private async Task ImportAsync(SourceFile file, string local, bool isNamed, CancellationToken cancellationToken)
    {
        if (await machinery.Store.FindAsync(file.Sha256, cancellationToken) is { State: not DocumentState.Retry })
        {
            await SeenAsync(file, cancellationToken);
            return;
        }

        if (!isNamed && FileType.NotTried(local) is { } type)
        {
            await SetAsideAsync(file.Path, file, Reasons.NotTried(type), cancellationToken);
            return;
        }

        var started = Stopwatch.GetTimestamp();
        switch (await ExtractAsync(local, cancellationToken))
        {
            case Extracted extracted:
                await SaveAsync(file, extracted, Stopwatch.GetElapsedTime(started), cancellationToken);
                break;
            case SetAside when await IsStoredAsync(file, cancellationToken):
                // Another worker met the same content elsewhere, and had more luck.
                await SeenAsync(file, cancellationToken);
                break;
            case SetAside aside:
                await SetAsideAsync(file.Path, file, Reasons.Of(file.Path, aside), cancellationToken);
                break;
            case Unequipped lacking:
                // As with a file that cannot be opened: no document is recorded, and the next run tries it again.
                await SetAsideAsync(file.Path, null, Reasons.NoOcr(lacking), cancellationToken);
                break;
            case Unavailable gone:
                await SetAsideAsync(file.Path, null, Reasons.NoAccess(gone), cancellationToken);
                break;
        }
    }

    private async Task<ExtractionOutcome> ExtractAsync(string local, CancellationToken cancellationToken)
    {
        using var stage = ImportMeasures.In(ImportMeasures.Extract);
        return await machinery.Pool.ExtractAsync(local, cancellationToken);
    }

    private async Task SeenAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await machinery.Store.SeenAsync(batch, file, cancellationToken);
        Known(file);
    }

    private void Known(SourceFile file)
    {
        progress.CountKnown();
        ImportMeasures.Known(machinery.Log, batch, file.Sha256);
    }

    private async Task<bool> IsStoredAsync(SourceFile file, CancellationToken cancellationToken) =>
        await machinery.Store.FindAsync(file.Sha256, cancellationToken) is { State: DocumentState.Stored };

    private async Task SaveAsync(SourceFile file, Extracted extracted, TimeSpan duration, CancellationToken cancellationToken)
    {
        var json = Encoding.UTF8.GetString(extracted.Json.Span);
        var extraction = ReportJson.Read(json, machinery.Packs);
        // A file may have changed since it was hashed: what was read is what is stored.
        file = file with { Sha256 = extraction.Sha256 };
        SaveOutcome outcome;
        using (ImportMeasures.In(ImportMeasures.Store))
        {
            outcome = await machinery.Store.SaveAsync(
                new SaveRequest(batch, file, extraction, machinery.Version, duration) { Json = json }, cancellationToken);
        }

        if (outcome == SaveOutcome.Stored)
        {
            progress.CountStored();
            ImportMeasures.Stored(machinery.Log, batch, extraction, duration);
        }
        else
        {
            Known(file);
        }
    }

    private async Task SetAsideAsync(
        string path, SourceFile? file, SetAsideReason why, CancellationToken cancellationToken)
    {
        await machinery.Store.SetAsideAsync(
            new SetAsideRequest(batch, path, file?.Sha256, file?.ByteSize, why), cancellationToken);
        progress.CountSetAside(path, why);
        ImportMeasures.SetAside(machinery.Log, batch, path, file, why);
    }

    private static async Task<SourceFile> IdentifyAsync(string path, string local, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            local, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        return new SourceFile(path, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)), stream.Length);
    }
}
