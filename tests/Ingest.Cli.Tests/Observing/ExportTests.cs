using System.Text.Json;
using Ingest.Cli.Hosting;
using Ingest.Cli.Observing;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Observing;

/// <summary>What the real program tells collectors, and does not.</summary>
public sealed class ExportTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task An_import_sends_its_measures_and_spans_to_a_collector_without_a_word_of_a_report()
    {
        await using var collector = new Collector();
        var ingest = With(await cluster.NewDatabaseAsync(), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        _files.Report("a.txt", "甲项目");
        _files.Empty();

        var import = await ingest.StartAsync("import", _files.Folder);

        Assert.Equal(ExitCode.SomeSetAside, import.ExitCode);
        var metrics = collector.Received("/v1/metrics");
        Assert.All(
            (string[])["ingest.documents", "ingest.pages", "ingest.stage.duration", "ingest.extractor.starts", "stored", "set-aside", "not-a-pdf", "service.name", "import"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        var traces = collector.Received("/v1/traces");
        Assert.All(
            (string[])["ingest.document", "ingest.fetch", "ingest.identify", "ingest.extract", "ingest.store", "ingest.reports"],
            name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.All((string[])["甲项目", "科学技术馆", "优秀"], text => Assert.DoesNotContain(text, metrics + traces, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_ends_as_usual_where_the_collector_is_away()
    {
        var ingest = With(await cluster.NewDatabaseAsync(), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        _files.Report();

        var import = await ingest.StartAsync("import", _files.Folder);

        Assert.Equal(ExitCode.Ok, import.ExitCode);
        Assert.StartsWith("found 1 = stored 1", import.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", true)]
    [InlineData("worker", true)]
    [InlineData("status", false)]
    public void Commands_that_only_look_wait_for_no_collector(string command, bool exports)
    {
        using var export = OtlpExport.FromEnvironment(command, name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? "http://127.0.0.1:9" : null);

        Assert.Equal(exports, export is not null);
        Assert.Null(OtlpExport.FromEnvironment(command, _ => null));
    }

    [Fact]
    public async Task The_structured_log_is_JSON_alone_tells_of_each_file_and_holds_no_report_text()
    {
        var ingest = With(await cluster.NewDatabaseAsync(), ("INGEST_LOG", "json"));
        _files.Report("a.txt", "甲项目");
        _files.Report("b.txt", "甲项目");
        _files.Empty();

        var import = await ingest.StartAsync("import", _files.Folder, "--workers", "1");

        var lines = import.ErrorLines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var events = lines.Select(line => line.GetProperty("EventId").GetInt32()).ToList();
        Assert.Equal((1, 1, 1), (events.Count(id => id == 10), events.Count(id => id == 11), events.Count(id => id == 12)));
        var stored = lines.Single(line => line.GetProperty("EventId").GetInt32() == 10).GetProperty("State");
        Assert.Equal((1, 1, 1, "dump"), (stored.GetProperty("Batch").GetInt32(), stored.GetProperty("Pages").GetInt32(), stored.GetProperty("Reports").GetInt32(), stored.GetProperty("Kind").GetString()));
        Assert.Equal(64, stored.GetProperty("Sha256").GetString()!.Length);
        Assert.Equal("not-a-pdf", lines.Single(line => line.GetProperty("EventId").GetInt32() == 12).GetProperty("State").GetProperty("Reason").GetString());
        Assert.All((string[])["甲项目", "科学技术馆", "优秀"], text => Assert.DoesNotContain(text, import.Error, StringComparison.Ordinal));
    }

    private static Executable With(Executable ingest, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string?>(ingest.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return ingest with { Environment = environment };
    }
}
