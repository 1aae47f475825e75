using System.ComponentModel;
using System.Diagnostics;

namespace Ingest.Cli.Operating;

/// <summary>A Debian package that the program uses, and what for.</summary>
internal sealed record DebianPackage(string Name, string Purpose);

/// <summary>deploy/packages.txt: a package a line, its purpose after a #; the launcher reads the same file.</summary>
internal static class DebianPackages
{
    public static IReadOnlyList<DebianPackage> Parse(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.Split('#', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts[0].Length > 0)
            .Select(parts => new DebianPackage(parts[0], parts.Length > 1 ? parts[1] : "")),
    ];

    /// <summary>True when dpkg has it installed; null where there is no dpkg to ask.</summary>
    public static async Task<bool?> IsInstalledAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var query = Process.Start(new ProcessStartInfo("dpkg-query", ["-W", "-f=${db:Status-Status}", name])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var status = await query.StandardOutput.ReadToEndAsync(cancellationToken);
            await query.WaitForExitAsync(cancellationToken);
            return status.Trim() == "installed";
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
