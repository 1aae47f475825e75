using Ingest.Cli.Hosting;
using Ingest.Store.Exporting;
using Spectre.Console;

namespace Ingest.Cli.Analysing;

/// <summary>How far an export is: a bar a view for eyes, nothing in a pipe, where the last lines tell the counts.</summary>
internal static class ExportProgressBar
{
    public static async Task<IReadOnlyDictionary<string, long>> RunAsync(
        Terminal terminal, IReadOnlyList<string> views, Func<IProgress<ExportProgress>?, Task<IReadOnlyDictionary<string, long>>> work)
    {
        if (!Terminal.IsWatched)
        {
            return await work(null);
        }

        return await terminal.ErrorConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bars = views.ToDictionary(view => view, view => context.AddTask(view, autoStart: false), StringComparer.Ordinal);
                return work(new Bars(bars));
            });
    }

    /// <summary>Called on the exporting thread, so that no report overtakes another.</summary>
    private sealed class Bars(IReadOnlyDictionary<string, ProgressTask> bars) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value)
        {
            var bar = bars[value.View];
            if (!bar.IsStarted)
            {
                bar.StartTask();
            }

            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Total == 0 ? 1 : value.Rows;
        }
    }
}
