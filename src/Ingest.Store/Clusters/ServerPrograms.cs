using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ingest.Store.Clusters;

/// <summary>Debian's PostgreSQL programs, run as a user that the server accepts.</summary>
internal sealed class ServerPrograms
{
    /// <summary>Whom the server runs as when we are root, whom PostgreSQL refuses.</summary>
    public const string ServerUser = "postgres";

    private const string DebianRoot = "/usr/lib/postgresql";
    private readonly string bin;

    private ServerPrograms(string bin) => this.bin = bin;

    public string InitDb => Path.Combine(bin, "initdb");

    public string PgCtl => Path.Combine(bin, "pg_ctl");

    /// <summary>Null when there are none, or none of the version that <paramref name="dataVersion"/> names.</summary>
    public static ServerPrograms? Find(string? dataVersion)
    {
        var folders = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        var found = folders
            .Where(folder => dataVersion is null || Path.GetFileName(folder) == dataVersion)
            .OrderByDescending(folder => double.TryParse(
                Path.GetFileName(folder), NumberStyles.Float, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
        return found is null ? null : new ServerPrograms(found);
    }

    /// <summary>Runs as the server's user.</summary>
    public static Task<ProgramResult> RunAsServerAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", ServerUser, "--", program, .. arguments], cancellation)
            : RunAsync(program, arguments, cancellation);

    public static async Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        // The working directory may be one that the server's user cannot enter.
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new ProgramResult(process.ExitCode, ((await output) + (await errors)).Trim());
        }
        catch (Win32Exception problem)
        {
            throw new StoreException($"Cannot run {program}: {problem.Message}", problem);
        }
    }
}

internal sealed record ProgramResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
