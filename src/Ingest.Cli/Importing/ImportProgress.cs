using System.Diagnostics;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Store;
using Spectre.Console;

namespace Ingest.Cli.Importing;

/// <summary>
/// Counts what becomes of the files of an import and tells of it on stderr: a bar on a terminal, a line now and then in a pipe.
/// </summary>
/// <param name="found">The files of the batch; null for a worker, who does not know.</param>
/// <param name="before">What was done of them before this run.</param>
internal sealed class ImportProgress(Terminal terminal, long? found, ImportCounts before)
{
    private const int NamedFiles = 20;
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _lastLine = Stopwatch.GetTimestamp();
    private ProgressTask? _bar;

    private readonly ImportCounts _before = before;

    public ImportCounts Counts { get; private set; } = before;

    /// <summary>Runs <paramref name="work"/> under a bar where somebody watches.</summary>
    public async Task ShowAsync(Func<Task> work)
    {
        if (!Terminal.IsWatched || terminal.Log is not null || found is not > 0)
        {
            await work();
            return;
        }

        await terminal.ErrorConsole.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left }, new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                _bar = context.AddTask("…", maxValue: found.Value);
                await work();
            });
        _bar = null;
    }

    public void CountStored() => Count(counts => counts with { Stored = counts.Stored + 1 });

    public void CountKnown() => Count(counts => counts with { Known = counts.Known + 1 });

    public void CountSetAside(string path, SetAsideReason why)
    {
        Count(counts => counts with { SetAside = counts.SetAside + 1 });
        if (terminal.Log is not null)
        {
            return; // It is told of every file.
        }

        path = Paths.Shown(path);
        lock (_lock)
        {
            switch (Counts.SetAside - _before.SetAside)
            {
                case <= NamedFiles:
                    Write(terminal.Say($"set aside: {path}: {why.Name}: {why.Message}", $"搁置：{path}：{why.Name}：{why.MessageZh}"));
                    break;
                case NamedFiles + 1:
                    Write(terminal.Say("more are set aside; ingest failures lists them all", "还有文件被搁置；ingest failures 可列出全部"));
                    break;
                default:
                    break;
            }
        }
    }

    private void Count(Func<ImportCounts, ImportCounts> change)
    {
        lock (_lock)
        {
            Counts = change(Counts);
            if (_bar is not null)
            {
                _bar.Value = Counts.Done;
                _bar.Description = Markup.Escape(Line());
            }
            else if (Stopwatch.GetElapsedTime(_lastLine) > BetweenLines)
            {
                _lastLine = Stopwatch.GetTimestamp();
                Write(Line());
            }
        }
    }

    private string Line()
    {
        var rate = ((Counts.Done - _before.Done) / Math.Max(0.001, Stopwatch.GetElapsedTime(_started).TotalSeconds)).ToString("0.0", CultureInfo.InvariantCulture);
        var of = found is null ? "" : terminal.Say($" of {found}", $"/{found}");
        return terminal.Say(
            $"{Counts.Done}{of}: {Counts.Stored} stored, {Counts.Known} known, {Counts.SetAside} set aside, {rate}/s",
            $"{Counts.Done}{of}：入库 {Counts.Stored}，已有 {Counts.Known}，搁置 {Counts.SetAside}，{rate} 个/秒");
    }

    private void Write(string line)
    {
        if (_bar is null)
        {
            terminal.Line(line);
        }
        else
        {
            terminal.ErrorConsole.WriteLine(line);
        }
    }
}
