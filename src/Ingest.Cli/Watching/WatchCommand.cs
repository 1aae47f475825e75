using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Observing;
using Ingest.Cli.Operating;
using Ingest.Store;

namespace Ingest.Cli.Watching;

/// <summary><c>ingest watch DIR</c>: a drop folder, until it is told to stop.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var command = new Command("watch", terminal.Say(
            "Import whatever is put into a folder, as soon as it is complete; moves and changes nothing there", "监视文件夹，文件写完后自动导入；不移动也不修改原文件"));
        var folder = new Argument<string>("DIR") { Description = terminal.Say("the folder, with those below it", "文件夹（含子文件夹）") };
        var settle = CommonOptions.Positive("--settle", 5, terminal.Say("seconds that a file must stay unchanged to be complete", "文件保持不变多少秒后视为写完"));
        var results = new Option<bool>("--results")
        {
            Description = terminal.Say("leave NAME.ingest.json beside each file: what became of it", "在每个文件旁写入处理结果 文件名.ingest.json"),
        };
        var archive = CommonOptions.Archive(terminal);
        command.Add(folder);
        command.Add(settle);
        command.Add(results);
        command.Add(archive);
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        var healthPort = new HealthPort(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = Paths.ExistingFolder(parsed.GetRequiredValue(folder));
            await using var health = await healthPort.ListenAsync(parsed, cancellationToken);
            await using var store = await database.OpenPatientlyAsync(parsed, cancellationToken, waitsAtStart: true);
            health.Watch(store);
            await using var pool = extractors.Pool(parsed);
            var machinery = new ImportMachinery(
                store, pool, extractors.Packs(parsed), (extractors.Workers(parsed) * 2) + 1,
                OriginalArchive.At(parsed.GetValue(archive))) { Log = terminal.Log };
            terminal.Note($"watching {root}; Ctrl-C or SIGTERM ends it", $"正在监视 {root}；按 Ctrl-C 或发送 SIGTERM 结束");
            var drop = new DropFolder(root, TimeSpan.FromSeconds(parsed.GetValue(settle)), TimeProvider.System);
            var watch = new Watch(terminal, machinery, drop, parsed.GetValue(results));
            while (true)
            {
                await watch.LookAsync(root, cancellationToken);
                await Task.Delay(BetweenLooks, cancellationToken);
            }
        });
        return command;
    }

    /// <summary>What is complete at one look is one batch.</summary>
    private sealed class Watch(Terminal terminal, ImportMachinery machinery, DropFolder drop, bool writesResults)
    {
        public async Task LookAsync(string root, CancellationToken cancellationToken)
        {
            IReadOnlyList<string> complete;
            try
            {
                complete = drop.Look();
            }
            catch (IOException gone)
            {
                // A share that is remounted is looked at again; what was taken is known.
                terminal.Note($"{root}: {gone.Message}; looking again", $"{root}：无法访问，稍后重试");
                return;
            }

            if (complete.Count > 0)
            {
                await ImportAsync(root, complete, cancellationToken);
            }
        }

        private async Task ImportAsync(string root, IReadOnlyList<string> paths, CancellationToken cancellationToken)
        {
            var store = machinery.Store;
            var files = paths.SelectMany(path => FileScan.Of([], [path], cancellationToken).Files).Select(file => file with { IsNamed = false });
            var batch = await store.StartBatchAsync(new BatchStart("watch", [root], machinery.Version), cancellationToken);
            await BatchFiles.RegisterAsync(store, batch, files, cancellationToken);
            var progress = new ImportProgress(terminal, null, ImportCounts.None);
            try
            {
                // Told to stop, it ends what it has taken: the next start would not know that these were at work.
                await new ImportRun(machinery, batch, progress).RunAsync(ItemRange.All, CancellationToken.None, CancellationToken.None);
            }
            catch
            {
                foreach (var path in paths)
                {
                    drop.GiveBack(path);
                }

                throw;
            }

            var counts = await store.FinishBatchAsync(batch, BatchEnd.Finished, CancellationToken.None);
            terminal.Result(
                $"batch {batch}: found {counts.Found} = stored {counts.Stored} + known {counts.Known} + set aside {counts.SetAside}",
                $"批次 {batch}：共 {counts.Found} 个文件 = 入库 {counts.Stored} + 已有 {counts.Known} + 搁置 {counts.SetAside}");
            if (writesResults)
            {
                await WriteResultsAsync(batch);
            }
        }

        private async Task WriteResultsAsync(long batch)
        {
            await foreach (var row in machinery.Store.ManifestAsync(batch, CancellationToken.None))
            {
                if (!File.Exists(row.Path))
                {
                    continue; // Gone meanwhile, or inside a .zip.
                }

                try
                {
                    ResultFile.Write(row);
                }
                catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
                {
                    terminal.Error($"{row.Path}: the result cannot be written beside it: {refused.Message}", $"{row.Path}：无法在旁边写入结果：{refused.Message}");
                }
            }
        }
    }
}
