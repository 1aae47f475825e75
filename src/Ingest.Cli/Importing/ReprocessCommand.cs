using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Operating;
using Ingest.Cli.Reviewing;
using Ingest.Core.Corrections;
using Ingest.Core.Reports;
using Ingest.Engine.Isolation;
using Ingest.Store;

namespace Ingest.Cli.Importing;

/// <summary>
/// <c>ingest reprocess [--dry-run]</c>: reads stored documents again with this version. Corrections are applied again, what is
/// approved waits for a decision; what changed is counted by kind, with --dry-run before anything is stored.
/// </summary>
internal static class ReprocessCommand
{
    private const int PageSize = 200;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("reprocess", terminal.Say("Read stored documents again with this version, keeping corrections", "用当前版本重新提取已入库的文件，保留更正"));
        var dryRun = new Option<bool>("--dry-run") { Description = terminal.Say("only count what would change", "只统计会有哪些变化，不写入") };
        var archive = CommonOptions.Archive(terminal);
        command.Add(dryRun);
        command.Add(archive);
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await IngestStore.OpenAsync(
                database.Options(parsed) with { Packs = extractors.Packs(parsed) }, cancellationToken);
            await using var pool = extractors.Pool(parsed);
            var machinery = new ImportMachinery(store, pool, extractors.Packs(parsed), (extractors.Workers(parsed) * 2) + 1,
                OriginalArchive.At(parsed.GetValue(archive)));
            var run = new ReprocessRun(machinery, parsed.GetValue(dryRun), terminal);
            await run.RunAsync(PageSize, cancellationToken);
            run.Report();
            return run.Failed > 0 ? ExitCode.SomeSetAside : ExitCode.Ok;
        });
        return command;
    }
}

/// <summary>One going over of all stored documents.</summary>
internal sealed class ReprocessRun(ImportMachinery machinery, bool isDry, Terminal terminal)
{
    private readonly Originals _originals = new(machinery.Archive);
    private readonly ConcurrentDictionary<(DifferenceKind Kind, string Field), long> _changes = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long Failed => Count("failed") + Count("gone");

    public async Task RunAsync(int pageSize, CancellationToken cancellationToken)
    {
        long? batch = isDry ? null : await machinery.Store.StartBatchAsync(new BatchStart("reprocess", [], machinery.Version), cancellationToken);
        var end = BatchEnd.Stopped;
        try
        {
            long after = 0;
            while (await machinery.Store.Reviews.OriginalsAsync(after, pageSize, cancellationToken) is { Count: > 0 } page)
            {
                after = page[^1].DocumentId;
                await Parallel.ForEachAsync(
                    page,
                    new ParallelOptions { MaxDegreeOfParallelism = machinery.Parallelism, CancellationToken = cancellationToken },
                    async (document, token) => await ReadAsync(batch, document, token));
                terminal.Note(
                    $"{Count("read")} read again, {Count("changed")} changed, {Failed} could not be read",
                    $"已重新提取 {Count("read")} 个，其中 {Count("changed")} 个有变化，{Failed} 个无法读取");
            }

            end = BatchEnd.Finished;
        }
        finally
        {
            if (batch is { } started)
            {
                await machinery.Store.FinishBatchAsync(started, end, CancellationToken.None);
            }
        }
    }

    public void Report()
    {
        Terminal.Table(
            [terminal.Say("changes", "变化"), terminal.Say("kind", "种类"), terminal.Say("field", "字段")],
            _changes.OrderByDescending(change => change.Value).ThenBy(change => change.Key.Field, StringComparer.Ordinal).Select(change => (IReadOnlyList<string>)
                [change.Value.ToString(CultureInfo.InvariantCulture), DifferenceNames.Of(change.Key.Kind, terminal), change.Key.Field]));
        terminal.Result(
            $"read {Count("read")} = unchanged {Count("read") - Count("changed")} + changed {Count("changed")}; originals gone {Count("gone")}, unreadable {Count("failed")}",
            $"重新提取 {Count("read")} = 无变化 {Count("read") - Count("changed")} + 有变化 {Count("changed")}；原件不在 {Count("gone")}，无法读取 {Count("failed")}");
        if (isDry)
        {
            terminal.Note("nothing was stored (--dry-run)", "未写入任何内容（--dry-run）");
        }
    }

    private async Task ReadAsync(long? batch, KnownOriginal document, CancellationToken cancellationToken)
    {
        using var local = await _originals.FindAsync(document.Sha256, document.Paths, cancellationToken);
        if (local is null)
        {
            Add("gone");
            terminal.Note($"{Paths.Shown(document.Paths[0])}: the original is not there any more", $"{Paths.Shown(document.Paths[0])}：原件已不在原处");
            return;
        }

        var (path, started) = (document.Paths[0], Stopwatch.GetTimestamp());
        if (await machinery.Pool.ExtractAsync(ExtractorRequest.Of(local.Path, document.Outline?.ToJson()), cancellationToken) is not Extracted extracted)
        {
            Add("failed");
            terminal.Note($"{Paths.Shown(path)}: this version cannot read it; what is published stays", $"{Paths.Shown(path)}：当前版本无法读取，已发布的内容保持不变");
            return;
        }

        var json = Encoding.UTF8.GetString(extracted.Json.Span);
        var read = ReportJson.Read(json, machinery.Packs);
        await CompareAsync(document, read, cancellationToken);
        if (batch is { } number)
        {
            var file = new SourceFile(path, document.Sha256, document.ByteSize);
            await machinery.Store.SaveAsync(
                new SaveRequest(number, file, read, machinery.Version, Stopwatch.GetElapsedTime(started)) { Json = json, Packs = machinery.Packs }, cancellationToken);
        }
    }

    /// <summary>Against the newest reading that is recorded, as both were read: corrections stand on neither.</summary>
    private async Task CompareAsync(KnownOriginal document, Extraction read, CancellationToken cancellationToken)
    {
        var before = await machinery.Store.Reviews.LatestAsync(document.DocumentId, cancellation: cancellationToken) is { } json
            ? ReportJson.Read(json, machinery.Packs).Reports : [];
        var differences = ReportDifferences.Between([.. before.Select(AsRead)], [.. read.Reports.Select(AsRead)])
            .SelectMany(report => report.Differences.Select(difference => (difference.Kind, difference.Field))).ToList();
        foreach (var change in differences)
        {
            _changes.AddOrUpdate(change, 1, (_, count) => count + 1);
        }

        Add("read");
        if (differences.Count > 0)
        {
            Add("changed");
        }
    }

    private static CorrectedReport AsRead(Report report) => CorrectionApplier.Apply(report, null, []);

    private void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private long Count(string what) => _counts.GetValueOrDefault(what);
}
