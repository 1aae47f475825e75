using System.Globalization;

namespace Ingest.Store.Clusters;

/// <summary>pg_ctl start and stop. Call it under the cluster's lock.</summary>
internal sealed class ClusterStarter(ClusterFolder folder, ServerPrograms programs)
{
    private const int Tries = 4;
    private const long LongestLog = 10 * 1024 * 1024;

    public async Task StartAsync(CancellationToken cancellation)
    {
        await File.WriteAllBytesAsync(folder.Wanted, [], cancellation);
        RemoveStalePids();
        if (new FileInfo(folder.Log) is { Exists: true, Length: > LongestLog })
        {
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
        }

        // pg_ctl hands these options to a shell, hence the quotes.
        var options = $"-c listen_addresses= -k {ShellQuote(folder.Socket)}";
        for (var attempt = 1; ; attempt++)
        {
            var started = await ServerPrograms.RunAsServerAsync(
                programs.PgCtl, ["start", "-D", folder.Data, "-l", folder.Log, "-w", "-t", "120", "-s", "-o", options], cancellation);
            if (started.Succeeded)
            {
                return;
            }

            if (attempt == Tries)
            {
                throw new StoreException(
                    $"PostgreSQL did not start in {folder.Root}. {started.Output}\nThe end of its log, {folder.Log}:\n{folder.LogTail()}");
            }

            // The children of a server that was killed need a moment to notice, and hold its shared memory until then.
            await Task.Delay(TimeSpan.FromMilliseconds(500 * attempt), cancellation);
        }
    }

    public async Task<bool> StopAsync(CancellationToken cancellation)
    {
        File.Delete(folder.Wanted);
        if (RunningPid(folder.PidFile) is null)
        {
            return false;
        }

        var stopped = await ServerPrograms.RunAsServerAsync(
            programs.PgCtl, ["stop", "-D", folder.Data, "-m", "fast", "-w", "-t", "120", "-s"], cancellation);
        return stopped.Succeeded
            ? true
            : throw new StoreException($"PostgreSQL in {folder.Root} did not stop: {stopped.Output}");
    }

    /// <summary>
    /// The server refuses to start while the pid in its lock files is alive, whoever has that number now: after a
    /// power cut, or in a new container, that is often another program.
    /// </summary>
    private void RemoveStalePids()
    {
        foreach (var file in new[] { folder.PidFile, folder.SocketFile + ".lock" })
        {
            if (File.Exists(file) && RunningPid(file) is null)
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>The pid in <paramref name="file"/> when it is alive and a server of our data; else null.</summary>
    private int? RunningPid(string file)
    {
        try
        {
            var pid = int.Parse(File.ReadLines(file).First(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            var arguments = File.ReadAllText(FormattableString.Invariant($"/proc/{Math.Abs(pid)}/cmdline")).Split('\0');
            return arguments[0].Contains("postgres", StringComparison.Ordinal) && arguments.Contains(folder.Data, StringComparer.Ordinal) ? pid : null;
        }
        catch (Exception problem) when (problem is IOException or FormatException or OverflowException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string ShellQuote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
