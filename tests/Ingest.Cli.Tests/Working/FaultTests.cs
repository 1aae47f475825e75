using System.Diagnostics;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store;
using Npgsql;

namespace Ingest.Cli.Tests.Working;

/// <summary>
/// Two workers read a folder while children, workers and PostgreSQL itself are killed at random moments: what is published
/// in the end is what a quiet run publishes. INGEST_SOAK_ROUNDS makes more rounds of it; each names its seed.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private const int Reports = 440;
    private const int Duplicates = 30;
    private const int Pdfs = 40;
    private const int Faults = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task An_import_among_random_kills_publishes_what_a_quiet_one_does()
    {
        Fill();
        await using var quiet = new ClusterHome();
        var import = await quiet.Ingest.StartAsync("import", _files.Folder, "--workers", "2");
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"found {Reports + Duplicates + Pdfs + 4} = "), import.Output, StringComparison.Ordinal);
        var expected = await quiet.PublishedAsync();
        var account = await quiet.AccountAsync();

        var rounds = int.Parse(Environment.GetEnvironmentVariable("INGEST_SOAK_ROUNDS") ?? "1", CultureInfo.InvariantCulture);
        for (var round = 0; round < rounds; round++)
        {
            var seed = Environment.TickCount + round;
            await using var harried = new ClusterHome();
            var log = await HarryAsync(harried, new Random(seed));

            var published = await harried.PublishedAsync();
            var lost = expected.Except(published, StringComparer.Ordinal).ToArray();
            var other = published.Except(expected, StringComparer.Ordinal).ToArray();
            Assert.True(
                lost.Length + other.Length == 0 && published.Count == expected.Count,
                $"seed {seed}: {lost.Length} published rows are missing, {other.Length} are others: {lost.FirstOrDefault()} / {other.FirstOrDefault()}; what was done: {log}");
            Assert.True(account == await harried.AccountAsync(), $"seed {seed}: the account differs: {await harried.AccountAsync()} for {account}; what was done: {log}");
        }
    }

    private void Fill()
    {
        for (var number = 0; number < Reports; number++)
        {
            _files.Report(string.Create(CultureInfo.InvariantCulture, $"{number % 7}/report{number}.txt"), string.Create(CultureInfo.InvariantCulture, $"项目{number}"));
        }

        for (var number = 0; number < Duplicates; number++)
        {
            _files.Report(string.Create(CultureInfo.InvariantCulture, $"again/copy{number}.txt"), string.Create(CultureInfo.InvariantCulture, $"项目{number}"));
        }

        var fixtures = Directory.GetFiles(Path.Combine(Repository.Root, "fixtures"), "*.pdf").Order(StringComparer.Ordinal).ToArray();
        for (var number = 0; number < Pdfs; number++)
        {
            byte[] bytes = [.. File.ReadAllBytes(fixtures[number % fixtures.Length]), .. System.Text.Encoding.ASCII.GetBytes($"\n% {number}\n")];
            _files.Write(string.Create(CultureInfo.InvariantCulture, $"pdf/{number}.pdf"), bytes);
        }

        _files.StackBreaker();
        _files.Empty();
        _files.Half();
        _files.Plain();
    }

    private async Task<string> HarryAsync(ClusterHome home, Random random)
    {
        var enqueued = await home.Ingest.StartAsync("import", _files.Folder, "--enqueue");
        Assert.Equal(ExitCode.Ok, enqueued.ExitCode);
        using var workers = new Workers(home.Ingest, 2);
        List<string> done = [];
        // By files done and not by the clock: they fall into the work on a machine of any speed.
        var moments = new Queue<int>(Enumerable.Range(0, Faults).Select(_ => random.Next(5, Reports)).Order());
        var begun = Stopwatch.GetTimestamp();
        while (await home.CountDoneAsync() is { } files)
        {
            await Task.Delay(100);
            workers.Replace(); // As a service manager does: one that found no database has ended.
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                Assert.Fail($"the work does not end; done: {string.Join(' ', done)}\n{await home.StandingAsync()}\n{workers.Last(60)}");
            }

            if (moments.Count == 0 || files < moments.Peek())
            {
                continue;
            }

            moments.Dequeue();
            switch (done.Count == 0 ? 3 : random.Next(6))
            {
                case 0 or 1 or 2:
                    done.Add(workers.KillChild(random) ? "child" : "-");
                    break;
                case 3 or 4:
                    workers.KillOne(random);
                    done.Add("worker");
                    break;
                default:
                    home.KillServer();
                    done.Add("server");
                    break;
            }
        }

        // A child that was killed twice at the same file leaves it set aside, as a crash that may not be its fault; that is what retry is for.
        var retried = await home.Ingest.StartAsync("retry", "--reason", "crashed", "--reason", "out-of-memory");
        Assert.True(retried.ExitCode is ExitCode.Ok or ExitCode.SomeSetAside, retried.Error);
        Assert.Equal(Faults, done.Count);
        return string.Join(' ', done);
    }
}
