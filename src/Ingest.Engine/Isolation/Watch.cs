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

    /// <summary>A child, its helper, and a helper's helper.</summary>
    private const int DeepestTree = 3;

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

    /// <summary>Of the child and of what it started: poppler's memory is the file's doing, too. 0 when the process has just ended.</summary>
    private long ResidentBytes()
    {
        try
        {
            return ResidentBytes(_process.Id, depth: 0);
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private static long ResidentBytes(int process, int depth)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/statm").Split(' ');
            var own = long.Parse(fields[1], CultureInfo.InvariantCulture) * PageSize;
            return depth == DeepestTree ? own : own + Children(process).Sum(child => ResidentBytes(child, depth + 1));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Each thread lists those that it started; none where the kernel keeps no lists.</summary>
    private static IEnumerable<int> Children(int process) =>
        from task in Directory.EnumerateDirectories($"/proc/{process}/task")
        let list = Path.Combine(task, "children")
        where File.Exists(list)
        from child in ReadList(list)
        select int.Parse(child, CultureInfo.InvariantCulture);

    private static string[] ReadList(string file)
    {
        try
        {
            return File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            // The thread has just ended.
            return [];
        }
    }
}
