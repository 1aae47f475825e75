using System.Diagnostics;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Importing;

public sealed class FileScanTests : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Finds_every_regular_file_of_a_folder_and_below_and_counts_what_is_none()
    {
        string[] wanted = [_files.Empty("a.pdf"), _files.Empty("b/README"), _files.Empty("b/c/D.PDF"), _files.Empty("b/e.docx")];
        _files.Empty("b/.DS_Store");
        _files.Empty(".git/config");
        using var pipe = Process.Start("mkfifo", [Path.Combine(_files.Folder, "pipe.pdf")]);
        pipe.WaitForExit();

        var scan = FileScan.Of([_files.Folder], [], default);

        Assert.Equal(wanted, scan.Files.Select(file => file.Path));
        Assert.Equal([(PassedOver.Hidden, 2), (PassedOver.Special, 1)], scan.PassedOver.Select(kind => (kind.Key, kind.Value)));
    }

    [Fact]
    public void Takes_links_to_files_and_links_that_lead_nowhere_as_files()
    {
        var pdf = _files.Empty("a.pdf");
        File.CreateSymbolicLink(Path.Combine(_files.Folder, "b.pdf"), pdf);
        File.CreateSymbolicLink(Path.Combine(_files.Folder, "c.pdf"), "/nowhere/at-all");

        Assert.Equal(3, FileScan.Of([_files.Folder], [], default).Files.Count);
    }

    [Fact]
    public void What_a_list_names_and_is_missing_is_a_file_to_be_accounted_for()
    {
        var pdf = _files.Empty("a.pdf");

        Assert.Equal(
            [pdf, "/nowhere/at-all.pdf"], FileScan.Of([], [pdf, "/nowhere/at-all.pdf"], default).Files.Select(file => file.Path));
    }

    [Fact]
    public void Refuses_a_pipe_that_is_named_for_a_file()
    {
        var path = Path.Combine(_files.Folder, "pipe.pdf");
        using var pipe = Process.Start("mkfifo", [path]);
        pipe.WaitForExit();

        Assert.Contains("is a pipe", Assert.Throws<UserException>(() => FileScan.Of([path], [], default)).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_a_named_file_of_any_type_and_each_file_once()
    {
        var picture = _files.Png("picture.png");
        var pdf = _files.Empty("a.pdf");

        Assert.Equal(
            [new(picture, IsNamed: true), new(pdf, IsNamed: true)], FileScan.Of([picture, pdf, _files.Folder], [], default).Files);
    }

    [Fact]
    public void Follows_no_link_to_a_folder()
    {
        var pdf = _files.Empty("a/a.pdf");
        Directory.CreateSymbolicLink(Path.Combine(_files.Folder, "a", "loop"), _files.Folder);

        Assert.Equal([pdf], FileScan.Of([_files.Folder], [], default).Files.Select(file => file.Path));
    }

    [Fact]
    public void Refuses_the_whole_when_a_named_path_is_missing()
    {
        _files.Empty("a.pdf");

        var refusal = Assert.Throws<UserException>(() => FileScan.Of([_files.Folder, "/nowhere/at-all"], [], default));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }
}
