using Ingest.Cli.Tests.Hosting;
using Ingest.Cli.Watching;

namespace Ingest.Cli.Tests.Importing;

public sealed class DropFolderTests : IDisposable
{
    private readonly SampleFiles _files = new();
    private readonly Clock _clock = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_is_taken_once_and_only_when_it_has_stopped_growing()
    {
        var drop = new DropFolder(_files.Folder, TimeSpan.FromSeconds(5), _clock);
        var path = _files.Report("below/report.txt");

        Assert.Empty(drop.Look());
        _clock.Now += TimeSpan.FromSeconds(4);
        File.AppendAllText(path, "more");
        Assert.Empty(drop.Look());
        _clock.Now += TimeSpan.FromSeconds(4);
        Assert.Empty(drop.Look());
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal([path], drop.Look());
        _clock.Now += TimeSpan.FromSeconds(60);
        Assert.Empty(drop.Look());
    }

    [Fact]
    public void A_file_that_changes_after_it_was_taken_is_taken_again()
    {
        var drop = new DropFolder(_files.Folder, TimeSpan.FromSeconds(5), _clock);
        var path = _files.Report();
        drop.Look();
        _clock.Now += TimeSpan.FromSeconds(5);
        Assert.Single(drop.Look());

        File.AppendAllText(path, "a second filing");
        Assert.Empty(drop.Look());
        _clock.Now += TimeSpan.FromSeconds(5);

        Assert.Equal([path], drop.Look());
    }

    [Fact]
    public void Links_hidden_files_and_own_results_are_left_alone()
    {
        var outside = Directory.CreateTempSubdirectory("ingest-outside-");
        try
        {
            File.WriteAllText(Path.Combine(outside.FullName, "secret.pdf"), "secret");
            Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "way-out"), outside.FullName);
            File.CreateSymbolicLink(Path.Combine(_files.Folder, "link.pdf"), Path.Combine(outside.FullName, "secret.pdf"));
            _files.Report(".report.txt.part");
            _files.Report("report.txt.ingest.json");
            var drop = new DropFolder(_files.Folder, TimeSpan.Zero, _clock);

            drop.Look();
            _clock.Now += TimeSpan.FromSeconds(1);

            Assert.Empty(drop.Look());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
