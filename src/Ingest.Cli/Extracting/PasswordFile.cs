namespace Ingest.Cli.Extracting;

internal static class PasswordFile
{
    /// <summary>One password a line, as it stands; empty lines are none, and no file is no password.</summary>
    public static IReadOnlyList<string> Read(string? path) =>
        path is null ? [] : [.. File.ReadLines(path).Where(line => line.Length > 0)];
}
