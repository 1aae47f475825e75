using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ingest.Engine.Isolation;

/// <summary>
/// A whole command of our own executable as a child, under the limits of an extraction: for commands that look into
/// one file and print. The child's stdout is ours; its stderr is passed on when it ends by itself.
/// </summary>
public static class IsolatedRun
{
    private const string Variable = "INGEST_ISOLATED";
    private const char PagesMark = '\u0001';
    private const int LongestTalk = 1 << 16;
    private const int DiedFrom = 131;

    /// <summary>True in the child.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>From the child: so many pages are to be read, which allows more time.</summary>
    public static void TellPages(int pages) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PagesMark}{pages}"));

    /// <summary>In the child: ends the process when the parent is gone, even while another thread loops.</summary>
    public static void EndWithParent() => new Thread(() =>
    {
        using var parent = Console.OpenStandardInput();
        while (parent.ReadByte() >= 0)
        {
            // Nothing is said there.
        }

        Process.GetCurrentProcess().Kill();
    })
    { IsBackground = true, Name = "parent" }.Start();

    /// <summary>The exit code, or why the child was stopped or died.</summary>
    public static async Task<(int ExitCode, SetAside? Verdict)> RunAsync(ExtractorOptions options, CancellationToken cancellationToken)
    {
        var start = ExtractorProcess.StartInfo(options);
        start.RedirectStandardOutput = false;
        start.Environment[Variable] = "1";
        using var process = ExtractorProcess.Start(start);
        using var watch = new Watch(process, options, cancellationToken);
        var said = await ListenAsync(process.StandardError, watch);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (watch.Verdict is { } verdict)
        {
            return (0, verdict);
        }

        if (process.ExitCode >= DiedFrom)
        {
            return (0, Verdicts.OfDeath(process.ExitCode, said));
        }

        await Console.Error.WriteAsync(said);
        return (process.ExitCode, null);
    }

    private static async Task<string> ListenAsync(StreamReader stderr, Watch watch)
    {
        var said = new StringBuilder();
        while (await stderr.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(PagesMark) && int.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out var pages))
            {
                watch.AllowPages(pages);
            }
            else if (said.Length < LongestTalk)
            {
                said.AppendLine(line);
            }
        }

        return said.ToString();
    }
}
