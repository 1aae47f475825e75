using System.Diagnostics.Metrics;
using Ingest.Core.Documents;

namespace Ingest.Engine.Isolation;

/// <summary>What happens to the children, measured: a rising count of ends by a limit or a crash says that files are hostile, or the limits too low.</summary>
public static class ExtractorMeters
{
    public const string Name = "Ingest.Extractor";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> StartCount = Meter.CreateCounter<long>("ingest.extractor.starts", "{process}", "Children that were started");
    private static readonly Counter<long> EndCount = Meter.CreateCounter<long>(
        "ingest.extractor.ends", "{process}", "Children that were replaced: recycled after their share of files, or ended over one, by its reason");

    private static readonly UpDownCounter<long> Busy = Meter.CreateUpDownCounter<long>("ingest.extractor.busy", "{process}", "Children at work");

    internal static void Started() => StartCount.Add(1);

    internal static void Began() => Busy.Add(1);

    internal static void Finished() => Busy.Add(-1);

    /// <param name="outcome">What the child's last file came to; null where it was called off.</param>
    internal static void Ended(ExtractionOutcome? outcome) => EndCount.Add(1, KeyValuePair.Create<string, object?>("cause", outcome switch
    {
        null => "stopped",
        SetAside { Reason: UnreadableReason.Crashed or UnreadableReason.OutOfMemory or UnreadableReason.TimedOut } aside => aside.Name,
        _ => "recycled",
    }));
}
