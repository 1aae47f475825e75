using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Working;

/// <summary>The shared queue: what is registered by one process and read by others.</summary>
public sealed class WorkerTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_is_enqueued_waits_until_a_worker_comes_and_the_counts_add_up_all_the_time()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("a.txt", "甲项目");
        _files.Report("b.txt", "乙项目");
        _files.Empty();

        var enqueued = await ingest.StartAsync("import", _files.Folder, "--enqueue");
        var before = await ingest.StartAsync("status");
        var worker = await ingest.StartAsync("worker", "--until-empty", "--workers", "1");
        var after = await ingest.StartAsync("status");

        Assert.Equal("batch 1: 3 files, 3 waiting for workers; start some with: ingest worker\n", enqueued.Output);
        Assert.Contains("\twith the workers\t", before.Output, StringComparison.Ordinal);
        Assert.EndsWith("\t3\t0\t0\t0\t3\n", before.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.SomeSetAside, worker.ExitCode);
        Assert.Equal("done 3 = stored 2 + known 0 + set aside 1\n", worker.Output);
        Assert.EndsWith("\t3\t2\t0\t1\t0\n", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enqueued_twice_it_stays_one_batch_and_takes_in_what_has_come_since()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("a.txt", "甲项目");
        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        _files.Report("b.txt", "乙项目");

        var again = await ingest.StartAsync("import", _files.Folder, "--enqueue");
        await ingest.StartAsync("worker", "--until-empty", "--workers", "1");
        var status = await ingest.StartAsync("status");

        Assert.StartsWith("batch 1: 2 files, 2 waiting", again.Output, StringComparison.Ordinal);
        Assert.EndsWith("\t2\t2\t0\t0\t0\n", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_ends_its_files_first_and_another_goes_on()
    {
        var ingest = await cluster.NewDatabaseAsync();
        for (var number = 0; number < 200; number++)
        {
            _files.Report($"report{number}.txt", $"项目{number}");
        }

        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        using var first = ingest.Launch("worker", "--workers", "1");
        var output = first.StandardOutput.ReadToEndAsync();
        _ = first.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while ((await ingest.StartAsync("status")).Output.StartsWith("reports 0,", StringComparison.Ordinal))
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.Equal(0, Signals.Send(first.Id, Signals.Terminate));
        await first.WaitForExitAsync(patience.Token);
        var second = await ingest.StartAsync("worker", "--until-empty", "--workers", "1");
        var status = await ingest.StartAsync("status");

        Assert.Equal(ExitCode.Stopped, first.ExitCode);
        Assert.Equal(200, Done(await output) + Done(second.Output));
        Assert.Contains("\timport\tfinished\t", status.Output, StringComparison.Ordinal);
        Assert.EndsWith("\t200\t200\t0\t0\t0\n", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_lock_was_left_by_a_worker_that_died_is_done_by_another()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("a.txt", "甲项目");
        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        await using (var database = cluster.Open(ingest))
        {
            await using var leave = database.CreateCommand("""
                insert into hangfire.lock (resource, updatecount, acquired)
                select 'hangfire:job:' || id || ':state-lock', 0, now() at time zone 'utc' - interval '1 minute' from hangfire.job
                """);
            Assert.Equal(1, await leave.ExecuteNonQueryAsync());
        }

        var worker = await ingest.StartAsync("worker", "--until-empty", "--workers", "1");

        Assert.Equal("done 1 = stored 1 + known 0 + set aside 0\n", worker.Output);
    }

    /// <summary>Of "done 12 = stored …".</summary>
    private static int Done(string output) => int.Parse(output.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
