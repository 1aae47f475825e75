using System.IO.Compression;
using System.Text.Json;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Tests.Reviewing;

public sealed class DiffTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Two_readings_of_files_are_told_apart_as_text_csv_and_json()
    {
        var ingest = new Executable();
        var (one, other) = (await ExtractAsync(ingest, "one.txt", "科普活动经费"), await ExtractAsync(ingest, "other.txt", "科普宣传经费"));

        var text = await ingest.StartAsync("diff", one, other);
        var csv = await ingest.StartAsync("diff", one, other, "--format", "csv");
        var json = await ingest.StartAsync("diff", one, other, "--format", "json");
        var same = await ingest.StartAsync("diff", one, one);

        Assert.Equal((ExitCode.Differs, ExitCode.Differs, ExitCode.Differs, ExitCode.Ok), (text.ExitCode, csv.ExitCode, json.ExitCode, same.ExitCode));
        Assert.Contains("科普[-活动-]{+宣传+}经费", text.Output, StringComparison.Ordinal);
        Assert.Contains(",projectName,text,科普活动经费,科普宣传经费", csv.Output, StringComparison.Ordinal);
        var difference = JsonDocument.Parse(json.Output).RootElement.GetProperty("differences").EnumerateArray().Single(one => one.GetProperty("field").GetString() == "projectName");
        Assert.Equal(("text", "科普活动经费", "科普宣传经费"), (difference.GetProperty("kind").GetString(), difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()));
    }

    [Fact]
    public async Task What_is_published_differs_from_its_batch_by_its_corrections_and_becomes_a_golden_once_it_is_approved()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("report.txt");
        await ingest.StartAsync("import", _files.Folder);
        await using (var store = await IngestStore.OpenAsync(new StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] }, TestContext.Current.CancellationToken))
        {
            var id = (await store.ReportsAsync(cancellation: TestContext.Current.CancellationToken)).Single().ReportId;
            var answer = await store.Reviews.CorrectAsync(new CorrectionRequest(id, "wang", null, "projectName", "科普活动经费", "科普活动"), TestContext.Current.CancellationToken);
            Assert.Equal(CorrectionStatus.Saved, answer.Status);
            Assert.True(await store.Reviews.ApproveAsync(id, "wang", answer.Report!.Revision, TestContext.Current.CancellationToken));
        }

        var goldens = Path.Combine(_files.Folder, "goldens");
        var diff = await ingest.StartAsync("diff", "batch:1", "published");
        var measured = await ingest.StartAsync("evaluate", "--reviewed", "--export", goldens);
        var again = await ingest.StartAsync("evaluate", goldens);
        var missing = await ingest.StartAsync("diff", "batch:9", "published");

        Assert.Contains("科普活动[-经费-]", diff.Output, StringComparison.Ordinal);
        Assert.Contains("projectName", diff.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Differs, measured.ExitCode);
        Assert.Contains("科普活动 ≠ 科普活动经费", measured.Output, StringComparison.Ordinal);
        Assert.Contains("1 goldens written", measured.Error, StringComparison.Ordinal);
        Assert.Contains("科普活动 ≠ 科普活动经费", again.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, missing.ExitCode);
    }

    [Fact]
    public async Task An_original_is_found_in_a_zip_and_in_the_archive_and_not_where_it_has_changed()
    {
        var file = _files.Report("inner.txt");
        var zip = Path.Combine(_files.Folder, "2019.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(file, "单位/inner.txt");
        }

        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        var originals = new Originals(null);
        string[] inZip = [$"{zip}!/单位/inner.txt"];
        using (var found = await originals.FindAsync(sha256, inZip, TestContext.Current.CancellationToken))
        {
            Assert.True(originals.MayBeThere(sha256, inZip));
            Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(found!.Path, TestContext.Current.CancellationToken));
        }

        var kept = new OriginalArchive(Path.Combine(_files.Folder, "kept"));
        await kept.KeepAsync(new SourceFile(file, sha256, 0), file, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(file, "changed", TestContext.Current.CancellationToken);
        using var fromArchive = await new Originals(kept).FindAsync(sha256, [file], TestContext.Current.CancellationToken);
        Assert.NotNull(fromArchive);
        Assert.NotEqual(file, fromArchive.Path);
        Assert.Null(await originals.FindAsync(sha256, [file], TestContext.Current.CancellationToken));
        Assert.Null(await originals.FindAsync(sha256, [Path.Combine(_files.Folder, "none.zip") + "!/none.txt"], TestContext.Current.CancellationToken));
    }

    private async Task<string> ExtractAsync(Executable ingest, string name, string project)
    {
        var result = await ingest.StartAsync("extract", _files.Report(name, project), "--json");
        return _files.Write(name + ".json", System.Text.Encoding.UTF8.GetBytes(result.Output));
    }
}
