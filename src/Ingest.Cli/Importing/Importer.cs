using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Store;

namespace Ingest.Cli.Importing;

/// <summary>A batch from its start to its end, whatever happens in between; shared by import, retry and quickstart.</summary>
internal sealed class Importer(Terminal terminal, Extractors extractors)
{
    /// <param name="Command">As the batch is recorded: import, retry …</param>
    /// <param name="Roots">What the user named.</param>
    /// <param name="Archive">Where originals are kept; null for nowhere.</param>
    public sealed record Job(string Command, IReadOnlyList<string> Roots, IReadOnlyList<ImportFile> Files, OriginalArchive? Archive = null);

    /// <summary>What became of a batch: its own counts, from the database.</summary>
    public sealed record Result(long Batch, BatchCounts Counts, BatchYield Yield);

    /// <summary>A batch with its files registered, whatever became of it before.</summary>
    public async Task<long> RegisterAsync(IngestStore store, Job job, ExtractorVersion version, CancellationToken cancellationToken)
    {
        var start = new BatchStart(job.Command, job.Roots, version);
        // A list on stdin may be another one each time.
        var batch = job.Roots.Contains(ImportCommand.Stdin, StringComparer.Ordinal)
            ? new OpenBatch(await store.StartBatchAsync(start, cancellationToken), IsResumed: false)
            : await store.ResumeBatchAsync(start, cancellationToken);
        try
        {
            var counts = await BatchFiles.RegisterAsync(store, batch.BatchId, job.Files, cancellationToken);
            if (batch.IsResumed)
            {
                terminal.Note(
                    $"batch {batch.BatchId} goes on: {counts.Found - counts.Waiting} of {counts.Found} files were done before",
                    $"继续批次 {batch.BatchId}：此前已完成 {counts.Found - counts.Waiting}/{counts.Found} 个文件");
            }
        }
        catch
        {
            await FinishAsync(store, batch.BatchId, BatchEnd.Stopped);
            throw;
        }

        return batch.BatchId;
    }

    public async Task<Result> RunAsync(IngestStore store, Job job, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pool = extractors.Pool(parsed);
        // More files at work than there are children, so that no child waits while another file is stored.
        var machinery = new ImportMachinery(store, pool, extractors.Packs(parsed), (extractors.Workers(parsed) * 2) + 1, job.Archive) { Log = terminal.Log };
        var batch = await RegisterAsync(store, job, machinery.Version, cancellationToken);
        var before = await store.CountAsync(batch, cancellationToken);
        var progress = new ImportProgress(terminal, before.Found, new ImportCounts(before.Stored, before.Known, before.SetAside));
        var run = new ImportRun(machinery, batch, progress);
        try
        {
            await progress.ShowAsync(() => run.RunAsync(ItemRange.All, CancellationToken.None, cancellationToken));
        }
        catch
        {
            await FinishAsync(store, batch, BatchEnd.Stopped);
            terminal.Note(
                $"{progress.Counts.Done} of {before.Found} files are done and stay done; the same command goes on from there",
                $"已完成 {progress.Counts.Done}/{before.Found} 个文件，结果已保存；再次执行同一命令即可继续");
            throw;
        }

        var yield = await store.YieldAsync(batch, cancellationToken);
        return new Result(batch, await FinishAsync(store, batch, BatchEnd.Finished) ?? await store.CountAsync(batch, cancellationToken), yield);
    }

    /// <summary>The counts as the result, one a line; they add up.</summary>
    public void Report(Result result)
    {
        var counts = result.Counts;
        terminal.Result(
            $"found {counts.Found} = stored {counts.Stored} + known {counts.Known} + set aside {counts.SetAside}",
            $"共 {counts.Found} 个文件 = 入库 {counts.Stored} + 已有 {counts.Known} + 搁置 {counts.SetAside}");
        if (counts.Stored > 0)
        {
            terminal.Result(
                $"reports {result.Yield.Reports}, findings {result.Yield.Findings}", $"报告 {result.Yield.Reports} 份，疑点 {result.Yield.Findings} 处");
        }
        else if (counts.Found > 0 && counts.Known == counts.Found)
        {
            terminal.Note("nothing is new: every file was known already", "没有新文件：全部文件此前均已处理");
        }

        if (result.Yield.KnownSetAside > 0)
        {
            terminal.Note(
                $"{result.Yield.KnownSetAside} of the known files were set aside before, and were not tried again; to try them: ingest retry",
                $"已有文件中有 {result.Yield.KnownSetAside} 个此前被搁置，本次未重试；如需重试：ingest retry");
        }

        if (counts.SetAside > 0)
        {
            terminal.Note(
                "what was set aside, and why: ingest failures", "查看被搁置的文件及原因：ingest failures");
        }
    }

    /// <summary>Not called off with the work: the batch should say how it ended. The original trouble is worth more than a new one.</summary>
    private static async Task<BatchCounts?> FinishAsync(IngestStore store, long batch, BatchEnd end)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            return await store.FinishBatchAsync(batch, end, patience.Token);
        }
        catch (Exception trouble) when (end == BatchEnd.Stopped && trouble is StoreException or OperationCanceledException)
        {
            // Its claim ends with us: status calls it interrupted.
            return null;
        }
    }
}
