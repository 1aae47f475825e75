using System.IO.Compression;
using System.Text;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Importing;

/// <summary>Files that are not simply in a folder, the account of a batch, and the archive of originals.</summary>
public sealed class SourceTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_zip_is_walked_like_a_folder_and_each_of_its_files_accounted_for()
    {
        var ingest = await cluster.NewDatabaseAsync();
        var zip = Zip("2019.zip", archive =>
        {
            archive.CreateEntryFromFile(_files.Report("elsewhere.txt"), "单位/report.txt");
            archive.CreateEntryFromFile(_files.Empty("none.pdf"), "none.pdf");
            archive.CreateEntry("__MACOSX/._none.pdf");
        });

        var import = await ingest.StartAsync("import", zip);
        var manifest = await ingest.StartAsync("manifest", "1");

        Assert.StartsWith("found 2 = stored 1 + known 0 + set aside 1\n", import.Output, StringComparison.Ordinal);
        var lines = manifest.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("path,sha256,outcome,reason,message,reports,pages,recorded_at", lines[0]);
        Assert.Matches($"^{zip}!/单位/report.txt,[0-9a-f]{{64}},stored,,,1,1,", lines[1]);
        Assert.Matches($"^{zip}!/none.pdf,[0-9a-f]{{64}},set-aside,not-a-pdf,", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task Names_in_a_zip_made_on_Chinese_Windows_are_read_as_GBK()
    {
        var ingest = await cluster.NewDatabaseAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Path.Combine(_files.Folder, "gbk.zip");
        using (var file = File.Create(path))
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: false, Encoding.GetEncoding("GB18030"));
            archive.CreateEntryFromFile(_files.Report("elsewhere.txt"), "绩效自评.txt");
        }

        await ingest.StartAsync("import", path);
        var manifest = await ingest.StartAsync("manifest", "1");

        Assert.Contains("gbk.zip!/绩效自评.txt,", manifest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_in_a_zip_is_refused_before_it_is_unpacked()
    {
        var ingest = await cluster.NewDatabaseAsync();
        var zip = Zip("bomb.zip", archive =>
        {
            using var entry = archive.CreateEntry("bomb.pdf", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 40; megabyte++)
            {
                entry.Write(zeros);
            }
        });

        var import = await ingest.StartAsync("import", zip);

        Assert.Equal(ExitCode.SomeSetAside, import.ExitCode);
        Assert.Contains("bomb.pdf: too-large: it unpacks to more than a file may have", import.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_zip_is_one_file_that_is_set_aside()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Write("broken.zip", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3]);

        var import = await ingest.StartAsync("import", _files.Folder);

        Assert.StartsWith("found 1 = stored 0 + known 0 + set aside 1\n", import.Output, StringComparison.Ordinal);
        Assert.Contains("broken.zip: unsupported-type: this is a ZIP archive", import.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Originals_are_kept_unchanged_by_content_each_once()
    {
        var ingest = await cluster.NewDatabaseAsync();
        var report = _files.Report("in/report.txt");
        _files.Report("in/again.txt");
        _files.Empty("in/empty.pdf");
        var archive = Path.Combine(_files.Folder, "archive");

        await ingest.StartAsync("import", Path.GetDirectoryName(report)!, "--archive", archive);
        var second = await ingest.StartAsync("import", Path.GetDirectoryName(report)!, "--archive", archive);

        Assert.Equal(ExitCode.Ok, second.ExitCode);
        var kept = Directory.GetFiles(archive, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, kept.Length);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(report)));
        var original = Assert.Single(kept, path => path == Path.Combine(archive, hash[..2], hash + ".txt"));
        Assert.Equal(File.ReadAllBytes(report), File.ReadAllBytes(original));
    }

    [Fact]
    public async Task Objects_of_a_bucket_are_imported_below_a_prefix_page_by_page()
    {
        using var storage = new ObjectStorage();
        var report = File.ReadAllBytes(_files.Report());
        storage.Put("/archive/2019/甲.txt", report);
        storage.Put("/archive/2019/empty.pdf", []);
        storage.Put("/archive/2019/again/甲.txt", report);
        storage.Put("/archive/2020/other.txt", report);
        var ingest = await cluster.NewDatabaseAsync();
        ingest = ingest with { Environment = ingest.Environment.Concat(storage.Environment).ToDictionary(StringComparer.Ordinal) };

        var import = await ingest.StartAsync("import", "s3://archive/2019/");
        var manifest = await ingest.StartAsync("manifest", "1");

        Assert.StartsWith("found 3 = stored 1 + known 1 + set aside 1\n", import.Output, StringComparison.Ordinal);
        Assert.Contains("\ns3://archive/2019/甲.txt,", manifest.Output, StringComparison.Ordinal);
        Assert.Contains("\ns3://archive/2019/empty.pdf,", manifest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_one_line_and_exit_code_1()
    {
        using var storage = new ObjectStorage();
        var ingest = await cluster.NewDatabaseAsync();
        ingest = ingest with { Environment = ingest.Environment.Concat(storage.Environment).ToDictionary(StringComparer.Ordinal) };

        var import = await ingest.StartAsync("import", "s3://nowhere/at-all");

        Assert.Equal(ExitCode.Usage, import.ExitCode);
        Assert.StartsWith("ingest: s3://nowhere/at-all: cannot be listed: NoSuchBucket", Assert.Single(import.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_of_no_batch_is_one_line_and_exit_code_1()
    {
        var ingest = await cluster.NewDatabaseAsync();

        var manifest = await ingest.StartAsync("manifest", "77");

        Assert.Equal(ExitCode.Usage, manifest.ExitCode);
        Assert.Equal("ingest: no batch 77; ingest status lists them", Assert.Single(manifest.ErrorLines));
    }

    private string Zip(string name, Action<ZipArchive> fill)
    {
        var path = Path.Combine(_files.Folder, name);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        fill(archive);
        return path;
    }
}
