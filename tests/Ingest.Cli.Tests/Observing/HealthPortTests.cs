using System.Diagnostics;
using System.Net;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store;
using Npgsql;

namespace Ingest.Cli.Tests.Observing;

/// <summary>A worker that was told to say how it is.</summary>
public sealed class HealthPortTests(ClusterFixture cluster) : IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_worker_that_waits_for_its_database_is_alive_and_not_ready_and_tells_no_address()
    {
        var ingest = new Executable { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["INGEST_DATABASE"] = "postgresql://somebody:hidden@127.0.0.1:9/elsewhere" } };
        using var worker = ingest.Launch("worker", "--health-port", "0");
        try
        {
            var url = await UrlAsync(worker);

            using var alive = await Http.GetAsync(url + "/healthz");
            using var ready = await Http.GetAsync(url + "/readyz");
            var said = await ready.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("the database cannot be reached", said, StringComparison.Ordinal);
            Assert.Contains("数据库无法连接", said, StringComparison.Ordinal);
            Assert.All((string[])["somebody", "hidden", "127.0.0.1", "elsewhere"], secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_worker_is_ready_and_shows_Prometheus_what_it_did()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report();
        _files.Empty();
        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        using var worker = ingest.Launch("worker", "--health-port", "0", "--workers", "1");
        try
        {
            var url = await UrlAsync(worker);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while (!(await ingest.StartAsync("status")).Output.Contains("\timport\tfinished\t", StringComparison.Ordinal))
            {
                await Task.Delay(200, patience.Token);
            }

            using var ready = await Http.GetAsync(url + "/readyz");
            var metrics = await Http.GetStringAsync(url + "/metrics");

            Assert.Equal((HttpStatusCode.OK, "{\"ready\":true}\n"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
            Assert.Matches("(?m)^ingest_documents_total\\{[^}]*state=\"stored\"[^}]*\\} 1$", metrics);
            Assert.Matches("(?m)^ingest_documents_total\\{[^}]*reason=\"not-a-pdf\"[^}]*\\} 1$", metrics);
            Assert.Matches("(?m)^ingest_queue_files(\\{[^}]*\\})? 0$", metrics);
            Assert.Matches("(?m)^ingest_stage_duration_seconds_count\\{[^}]*stage=\"extract\"", metrics);
            Assert.DoesNotContain("科", metrics, StringComparison.Ordinal);

            Assert.Equal(0, Signals.Send(worker.Id, Signals.Terminate));
            await worker.WaitForExitAsync(patience.Token);
            Assert.Equal(ExitCode.Stopped, worker.ExitCode);
        }
        finally
        {
            worker.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Pages_are_served_by_a_role_that_may_not_make_the_queue_without_its_dashboard()
    {
        var ingest = await cluster.NewDatabaseAsync();
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] });
        await using (var connection = new NpgsqlConnection(store.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create role a_page_server login in role ingest_reviewer", connection);
            await command.ExecuteNonQueryAsync();
        }

        var login = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Username = "a_page_server" }.ConnectionString;
        using var serve = ingest.Launch("serve", "--urls", "http://127.0.0.1:0", "--database", login);
        try
        {
            _ = serve.StandardOutput.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            List<string> said = [];
            while (!said.Any(line => line.StartsWith("serving ", StringComparison.Ordinal)))
            {
                said.Add(await serve.StandardError.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(string.Join('\n', said)));
            }

            _ = serve.StandardError.ReadToEndAsync();
            Assert.Contains(said, line => line.StartsWith("/jobs is not served", StringComparison.Ordinal));
            Assert.Equal(0, Signals.Send(serve.Id, Signals.Terminate));
            await serve.WaitForExitAsync(patience.Token);
            Assert.Equal(ExitCode.Stopped, serve.ExitCode);
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("--health-port", "many")]
    [InlineData("--health-port", "70000")]
    [InlineData("--health-port", "0", "--health-address", "everywhere")]
    public async Task A_port_or_an_address_that_is_none_is_wrong_usage(params string[] options)
    {
        var result = await Executable.RunAsync(["worker", .. options]);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    /// <summary>Of "health at http://127.0.0.1:1234/readyz".</summary>
    private static async Task<string> UrlAsync(Process worker)
    {
        _ = worker.StandardOutput.ReadToEndAsync();
        while (await worker.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("health at ", StringComparison.Ordinal))
            {
                _ = worker.StandardError.ReadToEndAsync();
                return new Uri(line["health at ".Length..]).GetLeftPart(UriPartial.Authority);
            }
        }

        throw new InvalidOperationException($"the worker ended with {worker.ExitCode} and told no port");
    }
}
