using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Extracting;

/// <summary>Files that no report can come out of: one clear line, an exit code, nothing on stdout.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task An_empty_file() => await RefusesAsync(_files.Empty(), "not-a-pdf");

    [Fact]
    public async Task A_picture_that_is_named_like_a_PDF() => await RefusesAsync(_files.Png(), "unsupported-type", "--ocr", "never");

    [Fact]
    public async Task A_picture_of_nothing_that_is_named_like_a_PDF() => await RefusesAsync(_files.Png(), "no-report-found");

    [Fact]
    public async Task A_PDF_that_is_cut_is_said_to_be_so_in_Chinese_alone()
    {
        var result = await Executable.RunAsync("extract", _files.Half(), "--lang", "zh");

        Assert.DoesNotContain("damaged (", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("文件已损坏（", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PDF_that_is_cut() => await RefusesAsync(_files.Half(), "damaged");

    [Fact]
    public async Task An_encrypted_PDF() => await RefusesAsync(_files.Encrypted(), "encrypted");

    [Fact]
    public async Task A_PDF_without_a_form() => await RefusesAsync(_files.Plain(), "no-report-found");

    [Fact]
    public async Task An_encrypted_PDF_is_opened_with_its_password()
    {
        var passwords = _files.Write("passwords.txt", "wrong\nsecret\n"u8.ToArray());

        await RefusesAsync(_files.Encrypted(), "no-report-found", "--passwords", passwords);
    }

    [Fact]
    public async Task A_PDF_that_breaks_the_stack_costs_its_own_process_only()
    {
        var result = await Executable.RunAsync("extract", _files.StackBreaker());

        // Whether the library survives it is the library's affair; that we do is ours.
        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public async Task A_path_that_is_missing_is_a_mistake_of_usage()
    {
        var result = await Executable.RunAsync("extract", "/nowhere/at-all.pdf");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal("ingest: /nowhere/at-all.pdf: no such file or folder", Assert.Single(result.ErrorLines));
    }

    private static async Task RefusesAsync(string path, string reason, params string[] options)
    {
        var result = await Executable.RunAsync(["extract", path, "--json", .. options]);

        Assert.Equal(ExitCode.Unreadable, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith($"ingest: {path}: {reason}: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }
}
