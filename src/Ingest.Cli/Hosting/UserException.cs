namespace Ingest.Cli.Hosting;

/// <summary>Ends a command with one line that a user can act on, in both languages, and an exit code.</summary>
internal sealed class UserException(int exitCode, string english, string chinese) : Exception(english)
{
    public int ExitCode { get; } = exitCode;

    public string English { get; } = english;

    public string Chinese { get; } = chinese;
}
