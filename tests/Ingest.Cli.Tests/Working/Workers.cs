using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ingest.Cli.Tests.Hosting;

namespace Ingest.Cli.Tests.Working;

/// <summary>Some <c>ingest worker</c> processes, and ways to end them that they have no say in.</summary>
internal sealed class Workers : IDisposable
{
    private readonly Executable _ingest;
    private readonly List<Process> _running = [];
    private readonly int _wanted;
    private readonly ConcurrentQueue<string> _said = new();

    public Workers(Executable ingest, int wanted)
    {
        (_ingest, _wanted) = (ingest, wanted);
        Replace();
    }

    /// <summary>Starts as many as have ended.</summary>
    public void Replace()
    {
        foreach (var ended in _running.Where(worker => worker.HasExited).ToArray())
        {
            _running.Remove(ended);
            ended.Dispose();
        }

        while (_running.Count < _wanted)
        {
            var worker = _ingest.Launch("worker", "--workers", "1");
            var id = worker.Id;
            worker.ErrorDataReceived += (_, line) => _said.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {id}: {line.Data}");
            worker.BeginErrorReadLine();
            _ = worker.StandardOutput.ReadToEndAsync();
            _running.Add(worker);
        }
    }

    /// <summary>What they have written to standard error of late, and which of them run.</summary>
    public string Last(int lines) => string.Join('\n', _said.TakeLast(lines).Append($"running: {string.Join(' ', _running.Where(worker => !worker.HasExited).Select(worker => worker.Id))}"));

    public void KillOne(Random random)
    {
        var worker = _running[random.Next(_running.Count)];
        worker.Kill(entireProcessTree: false);
        worker.WaitForExit();
    }

    /// <summary>False when no extractor child was at work.</summary>
    public bool KillChild(Random random)
    {
        var children = _running.SelectMany(worker => ChildrenOf(worker.Id)).ToArray();
        if (children.Length == 0)
        {
            return false;
        }

        try
        {
            using var child = Process.GetProcessById(children[random.Next(children.Length)]);
            child.Kill();
            return true;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (var worker in _running)
        {
            worker.Kill(entireProcessTree: true);
            worker.WaitForExit();
            worker.Dispose();
        }
    }

    /// <summary>proc(5): the parent is the second field behind the name, which stands in brackets and may hold spaces.</summary>
    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue; // It has ended meanwhile.
            }

            if (int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) == parent)
            {
                yield return id;
            }
        }
    }
}
