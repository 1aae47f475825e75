using Ingest.Cli.Hosting;
using Ingest.Cli.Importing;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Importing;

public sealed class FileScanTests : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Finds_PDFs_and_dumps_in_a_folder_and_below_and_counts_the_rest()
    {
        string[] wanted = [_files.Empty("a.pdf"), _files.Empty("b/c/D.PDF"), _files.Empty("b/e.txt")];
        _files.Empty("b/e.json");
        _files.Empty("b/README");

        var scan = FileScan.Of([_files.Folder], default);

        Assert.Equal(wanted, scan.Files);
        Assert.Equal([("", 1), (".json", 1)], scan.PassedOver.Select(kind => (kind.Key, kind.Value)));
    }

    [Fact]
    public void Takes_a_named_file_of_any_type_and_each_file_once()
    {
        var picture = _files.Png("picture.png");
        var pdf = _files.Empty("a.pdf");

        Assert.Equal([picture, pdf], FileScan.Of([picture, pdf, _files.Folder], default).Files);
    }

    [Fact]
    public void Follows_no_link_to_a_folder()
    {
        var pdf = _files.Empty("a/a.pdf");
        Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "a", "loop"), _files.Folder);

        Assert.Equal([pdf], FileScan.Of([_files.Folder], default).Files);
    }

    [Fact]
    public void Refuses_the_whole_when_a_named_path_is_missing()
    {
        _files.Empty("a.pdf");

        var refusal = Assert.Throws<UserException>(() => FileScan.Of([_files.Folder, "/nowhere/at-all"], default));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }
}
