using System.Diagnostics;
using System.Text;

namespace Ingest.Cli.Tests.Hosting;

/// <param name="Output">stdout.</param>
/// <param name="Error">stderr.</param>
public sealed record CliResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the real executable, as a user would.</summary>
public sealed record Executable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "ingest");

    /// <summary>Set for the process; a null value unsets.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string Input { get; init; } = "";

    /// <summary>What the arguments follow: a program that starts ours under other conditions.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    public static Task<CliResult> RunAsync(params string[] arguments) => new Executable().StartAsync(arguments);

    public async Task<CliResult> StartAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(Input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"ingest {string.Join(' ', arguments)} did not end: {await error}", late);
        }

        return new CliResult(process.ExitCode, await output, await error);
    }

    public Process Launch(params string[] arguments)
    {
        string[] words = [.. Prefix, Program, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in (string[])["LANG", "LC_ALL", "LC_MESSAGES", "INGEST_DATABASE"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start)!;
    }
}
