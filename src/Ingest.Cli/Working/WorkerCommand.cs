using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Observing;
using Ingest.Cli.Operating;
using Ingest.Store;

namespace Ingest.Cli.Working;

/// <summary><c>ingest worker</c>: takes files from the shared queue until it is told to stop.</summary>
internal static class WorkerCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var command = new Command("worker", terminal.Say(
            "Read what import --enqueue left, on as many machines as you like; SIGTERM lets the files at work end first",
            "处理 import --enqueue 登记的文件，可在多台机器上运行；收到 SIGTERM 后先处理完手头的文件"));
        var archive = CommonOptions.Archive(terminal);
        var untilEmpty = new Option<bool>("--until-empty")
        {
            Description = terminal.Say("end when nothing waits any more", "全部处理完毕后退出"),
        };
        command.Add(archive);
        command.Add(untilEmpty);
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        var healthPort = new HealthPort(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var health = await healthPort.ListenAsync(parsed, cancellationToken);
            await using var store = await database.OpenPatientlyAsync(parsed, cancellationToken, waitsAtStart: true);
            health.Watch(store);
            await using var pool = extractors.Pool(parsed);
            var machinery = new ImportMachinery(
                store, pool, extractors.Packs(parsed), extractors.Workers(parsed) + 1,
                OriginalArchive.At(parsed.GetValue(archive))) { Log = terminal.Log };
            var progress = new ImportProgress(terminal, null, ImportCounts.None);
            var queue = WorkQueue.Open(store.ConnectionString);
            terminal.Note("at work; Ctrl-C or SIGTERM ends it", "工作进程已启动；按 Ctrl-C 或发送 SIGTERM 结束");
            using (queue.Serve(new FilesJob(machinery, progress), DrainTime(extractors.Limits(parsed).Seconds)))
            {
                await WaitAsync(store, parsed.GetValue(untilEmpty), cancellationToken);
            }

            terminal.Result(
                $"done {progress.Counts.Done} = stored {progress.Counts.Stored} + known {progress.Counts.Known} + set aside {progress.Counts.SetAside}",
                $"共处理 {progress.Counts.Done} 个文件 = 入库 {progress.Counts.Stored} + 已有 {progress.Counts.Known} + 搁置 {progress.Counts.SetAside}");
            cancellationToken.ThrowIfCancellationRequested();
            return progress.Counts.SetAside > 0 ? ExitCode.SomeSetAside : ExitCode.Ok;
        });
        return command;
    }

    /// <summary>As long as the file at work may take, with pages.</summary>
    private static TimeSpan DrainTime(int seconds) => TimeSpan.FromSeconds(seconds * 2);

    /// <summary>Returns when told to stop, or when no batch of the queue waits any more.</summary>
    private static async Task WaitAsync(IngestStore store, bool untilEmpty, CancellationToken cancellationToken)
    {
        try
        {
            // Asked in any case: who asks starts a private database again that has died.
            while (await store.HasQueuedAsync(cancellationToken) || !untilEmpty)
            {
                await Task.Delay(BetweenLooks, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop: the server drains while it is disposed.
        }
    }
}
