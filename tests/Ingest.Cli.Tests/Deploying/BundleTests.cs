using System.Diagnostics;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Deploying;

/// <summary>
/// The archive for machines without a network, made, installed and run here with the network cut off, but for the Debian packages:
/// tests/bundle does it with these in a Debian that holds nothing else.
/// </summary>
public sealed class BundleTests : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Installs_and_reads_without_a_network_and_without_the_SDK_and_refuses_to_install_when_it_is_damaged()
    {
        var ingest = new Executable { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["INGEST_ROOT"] = Repository.Root } };
        var archive = Path.Combine(_files.Folder, "out.tar.gz");
        var made = await ingest.StartAsync("bundle", archive, "--no-packages");
        Assert.True(made.ExitCode == ExitCode.Ok, made.Error);
        Assert.Empty(made.Output);
        await OfflineAsync("tar", "-C", _files.Folder, "-xzf", archive);
        var bundle = Path.Combine(_files.Folder, "ingest-bundle");
        var prefix = Path.Combine(_files.Folder, "opt");

        var installed = await OfflineAsync(Path.Combine(bundle, "install"), "--prefix", prefix, "--no-packages", "--no-units");
        var version = await OfflineAsync(Path.Combine(prefix, "bin", "ingest"), "version");
        var extracted = await OfflineAsync(Path.Combine(prefix, "bin", "ingest"), "extract", _files.Report(project: "乡村道路养护"), "--json");

        Assert.True(installed.ExitCode == 0, installed.Said);
        Assert.StartsWith("ingest 0.", version.Said, StringComparison.Ordinal);
        Assert.True(extracted.ExitCode == ExitCode.Ok, extracted.Said);
        Assert.Contains("乡村道路养护", extracted.Said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(prefix, "dotnet", "sdk")));

        await File.AppendAllTextAsync(Path.Combine(bundle, "README.md"), "x");
        var refused = await OfflineAsync(Path.Combine(bundle, "install"), "--prefix", prefix, "--no-packages", "--no-units");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("damaged", refused.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_made_from_the_repository_alone()
    {
        var elsewhere = new Executable { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["INGEST_ROOT"] = null } };

        var result = await elsewhere.StartAsync("bundle", Path.Combine(_files.Folder, "out.tar.gz"));

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.False(File.Exists(Path.Combine(_files.Folder, "out.tar.gz")));
    }

    /// <summary>In a network namespace of its own, where there is nothing, and with nothing of this environment; not cut off where we may not.</summary>
    private static async Task<(int ExitCode, string Said)> OfflineAsync(params string[] command)
    {
        string[] words = Environment.IsPrivilegedProcess ? ["unshare", "--net", .. command] : command;
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = Path.GetTempPath();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + error);
    }
}
