namespace Ingest.Web.Heavy;

/// <summary>The work that keeps a core busy for longer than a page: each kind behind a gate of its own.</summary>
internal sealed class HeavyWork(ServeOptions options)
{
    public WorkGate Boxes { get; } = new(options.Boxes, options.Time);

    public WorkGate Rereads { get; } = new(options.Rereads, options.Time);

    public WorkGate Comparisons { get; } = new(options.Comparisons, options.Time);
}
