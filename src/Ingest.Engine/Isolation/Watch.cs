using System.Diagnostics;
using System.Globalization;

namespace Ingest.Engine.Isolation;

/// <summary>
/// Looks at a child while it works on one document and kills it when it passes its time, its memory, or when the work
/// is called off. Killing closes the child's pipes, which is how the one who waits for an answer learns of it.
/// </summary>
internal sealed class Watch : IDisposable
{
    private static readonly long PageSize = Environment.SystemPageSize;

    private readonly Process _process;
    private readonly ExtractorOptions _options;
    private readonly Timer _timer;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _limitTicks;
    private int _killed;

    public Watch(Process process, ExtractorOptions options, CancellationToken cancellationToken)
    {
        _process = process;
        _options = options;
        _limitTicks = options.TimeLimit.Ticks;
        _timer = new Timer(_ => Look(), null, options.WatchInterval, options.WatchInterval);
        _cancellation = cancellationToken.Register(() => Kill(null));
    }

    /// <summary>Why we killed it; null when we did not, or when the work was called off.</summary>
    public SetAside? Verdict { get; private set; }

    /// <summary>False once we killed it, also when its answer was already on the way.</summary>
    public bool IsQuiet => Volatile.Read(ref _killed) == 0;

    public void AllowPages(int pages) =>
        Interlocked.Exchange(ref _limitTicks, (_options.TimeLimit + (_options.TimePerPage * Math.Max(0, pages))).Ticks);

    public void Dispose()
    {
        _cancellation.Dispose();
        _timer.Dispose();
    }

    private void Look()
    {
        var limit = TimeSpan.FromTicks(Interlocked.Read(ref _limitTicks));
        if (Stopwatch.GetElapsedTime(_started) > limit)
        {
            Kill(Verdicts.TimedOut(limit));
        }
        else if (ResidentBytes() is var bytes && bytes > _options.MemoryLimit)
        {
            Kill(Verdicts.OutOfMemory(_options.MemoryLimit));
        }
    }

    private void Kill(SetAside? verdict)
    {
        if (Interlocked.Exchange(ref _killed, 1) == 0)
        {
            Verdict = verdict;
            ExtractorProcess.Kill(_process);
        }
    }

    /// <summary>0 when the process has just ended.</summary>
    private long ResidentBytes()
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ');
            return long.Parse(fields[1], CultureInfo.InvariantCulture) * PageSize;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
