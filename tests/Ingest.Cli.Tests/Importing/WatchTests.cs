using System.Text.Json;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Importing;

public sealed class WatchTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_is_dropped_is_imported_with_its_result_beside_it_and_nothing_else_is_touched()
    {
        var ingest = await cluster.NewDatabaseAsync();
        using var watch = ingest.Launch("watch", _files.Folder, "--settle", "1", "--results", "--workers", "1");
        var output = watch.StandardOutput.ReadToEndAsync();
        _ = watch.StandardError.ReadToEndAsync();
        var report = _files.Report("unit/report.txt");
        var empty = _files.Empty();

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!File.Exists(report + ".ingest.json") || !File.Exists(empty + ".ingest.json"))
        {
            await Task.Delay(100, patience.Token);
        }

        Assert.Equal(0, Signals.Send(watch.Id, Signals.Terminate));
        await watch.WaitForExitAsync(patience.Token);

        Assert.Equal(ExitCode.Stopped, watch.ExitCode);
        Assert.Equal(("stored", null), Result(report));
        Assert.Equal(("set-aside", "not-a-pdf"), Result(empty));
        Assert.Contains("found ", await output, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(_files.Folder, "*", SearchOption.AllDirectories).Length);
    }

    private static (string?, string?) Result(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path + ".ingest.json"));
        return (json.RootElement.GetProperty("outcome").GetString(), json.RootElement.GetProperty("reason").GetString());
    }
}
