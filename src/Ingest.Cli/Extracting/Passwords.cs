using Ingest.Engine.Reading;

namespace Ingest.Cli.Extracting;

/// <summary>The passwords file: one a line, as it stands; empty lines are none.</summary>
internal static class Passwords
{
    public static ReadOptions Options(string? file) => new()
    {
        Passwords = file is null ? [] : [.. File.ReadLines(file).Where(line => line.Length > 0)],
    };
}
