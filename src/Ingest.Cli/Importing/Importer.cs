using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Importing;

/// <summary>A batch from its start to its end, whatever happens in between; shared by import, retry and quickstart.</summary>
internal sealed class Importer(Terminal terminal, Extractors extractors)
{
    /// <param name="Command">As the batch is recorded: import, retry …</param>
    /// <param name="Roots">What the user named.</param>
    public sealed record Job(string Command, IReadOnlyList<string> Roots, IReadOnlyList<ImportFile> Files);

    public async Task<(long Batch, ImportCounts Counts)> RunAsync(
        IngestStore store, Job job, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var pool = extractors.Pool(parsed);
        // More files at work than there are children, so that no child waits while another file is stored.
        var machinery = new ImportMachinery(store, pool, extractors.Packs(parsed), (extractors.Workers(parsed) * 2) + 1);
        var batch = await store.StartBatchAsync(new BatchStart(job.Command, job.Roots, machinery.Version), cancellationToken);
        await store.SetFilesFoundAsync(batch, job.Files.Count, cancellationToken);
        var progress = new ImportProgress(terminal, job.Files.Count);
        var run = new ImportRun(machinery, batch, progress);
        try
        {
            await progress.ShowAsync(() => run.RunAsync(job.Files, cancellationToken));
        }
        catch
        {
            await FinishAsync(store, batch, BatchEnd.Stopped);
            terminal.Note(
                $"{progress.Counts.Done} of {job.Files.Count} files are done and stay done; the same command goes on from there",
                $"已完成 {progress.Counts.Done}/{job.Files.Count} 个文件，结果已保存；再次执行同一命令即可继续");
            throw;
        }

        await FinishAsync(store, batch, BatchEnd.Finished);
        return (batch, progress.Counts);
    }

    /// <summary>The counts as the result, one a line; they add up.</summary>
    public void Report(ImportCounts counts)
    {
        terminal.Result(
            $"found {counts.Done} = stored {counts.Stored} + known {counts.Known} + set aside {counts.SetAside}",
            $"共 {counts.Done} 个文件 = 入库 {counts.Stored} + 已有 {counts.Known} + 搁置 {counts.SetAside}");
        if (counts.Stored > 0)
        {
            terminal.Result(
                $"reports {counts.Reports}, findings {counts.Findings}", $"报告 {counts.Reports} 份，疑点 {counts.Findings} 处");
        }
        else if (counts.Done > 0 && counts.Known == counts.Done)
        {
            terminal.Note("nothing is new: every file was known already", "没有新文件：全部文件此前均已处理");
        }

        if (counts.SetAside > 0)
        {
            terminal.Note(
                "what was set aside, and why: ingest failures", "查看被搁置的文件及原因：ingest failures");
        }
    }

    /// <summary>Not called off with the work: the batch should say how it ended. The original trouble is worth more than a new one.</summary>
    private static async Task FinishAsync(IngestStore store, long batch, BatchEnd end)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await store.FinishBatchAsync(batch, end, patience.Token);
        }
        catch (Exception trouble) when (end == BatchEnd.Stopped && trouble is StoreException or OperationCanceledException)
        {
            // Its claim ends with us: status calls it interrupted.
        }
    }
}
