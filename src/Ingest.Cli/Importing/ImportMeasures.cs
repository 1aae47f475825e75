using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ingest.Cli.Hosting;
using Ingest.Core.Reports;
using Ingest.Store;
using Microsoft.Extensions.Logging;

namespace Ingest.Cli.Importing;

/// <summary>
/// What the import tells the outside of each file: measures, a span with one for each stage below it, and a line of the log. Never a
/// word of what stands in the file.
/// </summary>
internal static class ImportMeasures
{
    /// <summary>Of the meter and of the source of spans.</summary>
    public const string Name = "Ingest.Import";

    public const string Fetch = "fetch";
    public const string Identify = "identify";
    public const string Archive = "archive";
    public const string Extract = "extract";
    public const string Store = "store";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Documents = Meter.CreateCounter<long>(
        "ingest.documents", "{document}", "Files that came to their end, by state and, where they were set aside, by reason");

    private static readonly Counter<long> Pages = Meter.CreateCounter<long>("ingest.pages", "{page}", "Pages of the files that were stored, by kind of file");

    private static readonly Histogram<double> Seconds = Meter.CreateHistogram(
        "ingest.stage.duration", "s", "How long a file was in a stage; extract with the wait for a free child", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300] });

    /// <summary>The span of one file; null where nobody listens.</summary>
    public static Activity? Begin(long batch, WaitingFile file) =>
        Source.StartActivity("ingest.document")?.SetTag("ingest.batch", batch).SetTag("ingest.item", file.ItemId);

    /// <summary>Lasts until it is disposed.</summary>
    public static StageClock In(string stage) => new(Source.StartActivity($"ingest.{stage}"), stage, Stopwatch.GetTimestamp());

    public static void Stored(ILogger? log, long batch, Extraction extraction, TimeSpan duration)
    {
        var kind = extraction.Kind.ToString().ToLowerInvariant();
        End("stored", null);
        Activity.Current?.SetTag("ingest.kind", kind).SetTag("ingest.pages", extraction.PageCount).SetTag("ingest.reports", extraction.Reports.Count);
        Pages.Add(extraction.PageCount, KeyValuePair.Create<string, object?>("kind", kind));
        log?.Stored(batch, extraction.Sha256, kind, extraction.PageCount, extraction.Reports.Count, Math.Round(duration.TotalSeconds, 3));
    }

    public static void Known(ILogger? log, long batch, string sha256)
    {
        End("known", null);
        log?.Known(batch, sha256);
    }

    public static void SetAside(ILogger? log, long batch, string path, SourceFile? file, SetAsideReason why)
    {
        End("set-aside", why.Name);
        log?.SetAside(batch, path, file?.Sha256, why.Name);
    }

    private static void End(string state, string? reason)
    {
        var tags = new TagList { { "state", state } };
        if (reason is not null)
        {
            tags.Add("reason", reason);
            Activity.Current?.SetTag("ingest.reason", reason);
        }

        Documents.Add(1, tags);
        Activity.Current?.SetTag("ingest.state", state);
    }

    /// <summary>A stage that runs.</summary>
    internal readonly struct StageClock(Activity? span, string stage, long started) : IDisposable
    {
        public void Dispose()
        {
            span?.Dispose();
            Seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, KeyValuePair.Create<string, object?>("stage", stage));
        }
    }
}
