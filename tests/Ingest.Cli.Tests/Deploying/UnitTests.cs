using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Deploying;

/// <summary>The processes of the systemd units, started for real by the units' own command lines; only their ports are others.</summary>
public sealed partial class UnitTests(ClusterFixture cluster) : IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Serve_becomes_ready_and_ends_as_the_unit_expects()
    {
        using var serve = await StartAsync("ingest-serve.service", await cluster.NewDatabaseAsync());
        try
        {
            var url = await UrlAsync(serve);
            await ReadyAsync(url);

            Assert.Equal("0", await EndAsync(serve, "ingest-serve.service"));
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_worker_ends_its_files_when_systemd_stops_it_and_leaves_the_rest_to_the_next()
    {
        var ingest = await cluster.NewDatabaseAsync();
        for (var number = 0; number < 120; number++)
        {
            _files.Report($"report{number}.txt", $"项目{number}");
        }

        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        using var worker = await StartAsync("ingest-worker@.service", ingest);
        try
        {
            var url = await UrlAsync(worker);
            await ReadyAsync(url);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while (!StoredAny().IsMatch(await Http.GetStringAsync(url + "/metrics", patience.Token)))
            {
                await Task.Delay(50, patience.Token);
            }

            Assert.Equal("0", await EndAsync(worker, "ingest-worker@.service"));
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
        }

        await ingest.StartAsync("worker", "--until-empty", "--workers", "1");
        var status = await ingest.StartAsync("status");
        Assert.EndsWith("\t120\t120\t0\t0\t0\n", status.Output, StringComparison.Ordinal);
    }

    private static async Task<Process> StartAsync(string unit, Executable ingest)
    {
        var arguments = Manifests.Executed(Path.Combine(Manifests.Folder, "systemd", unit)).First()
            .Select(word => Port().Replace(word, "$1:0"))
            .Aggregate(new List<string>(), (words, word) => [.. words, words is [.., "--health-port"] ? "0" : word]);
        var environment = new Dictionary<string, string?>(ingest.Environment, StringComparer.Ordinal) { ["INGEST_LOG"] = "json" };
        var process = (ingest with { Environment = environment }).Launch([.. arguments]);
        _ = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.DisposeAsync();
        return process;
    }

    /// <summary>Of the line that tells the health's address, in the structured log that the units ask for.</summary>
    private static async Task<string> UrlAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{') && JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString() is { } said
                && said.StartsWith("health at ", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                return new Uri(said["health at ".Length..]).GetLeftPart(UriPartial.Authority);
            }
        }

        throw new InvalidOperationException($"it ended with {process.ExitCode} and told no port");
    }

    private static async Task ReadyAsync(string url)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            using var answer = await Http.GetAsync(url + "/readyz", patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>"0" where the unit calls this end a success; else the exit code.</summary>
    private static async Task<string> EndAsync(Process process, string unit)
    {
        Assert.Equal(0, Signals.Send(process.Id, Signals.Terminate));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(patience.Token);
        var text = await File.ReadAllTextAsync(Path.Combine(Manifests.Folder, "systemd", unit));
        var fine = Success().Match(text).Groups[1].Value.Split(' ');
        var code = process.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return process.ExitCode == ExitCode.Ok || fine.Contains(code, StringComparer.Ordinal) ? "0" : code;
    }

    [GeneratedRegex("^(http://[^:]+):[0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();

    [GeneratedRegex("^SuccessExitStatus=(.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Success();

    [GeneratedRegex("^ingest_documents_total\\{[^}]*state=\"stored\"", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StoredAny();
}
