namespace Ingest.Engine.Isolation;

/// <summary>How extractor children are started, and what each may cost.</summary>
public sealed record ExtractorOptions
{
    /// <summary>The program to start for a child: our own executable.</summary>
    public required string Executable { get; init; }

    /// <summary>Its arguments, the hidden command first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Children at work at the same time.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>What any document may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What each page, once their number is known, adds to <see cref="TimeLimit"/>.</summary>
    public TimeSpan TimePerPage { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Resident bytes that a child may hold.</summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>A child is replaced after so many documents, whatever its state: leaks stay small.</summary>
    public int DocumentsPerChild { get; init; } = 20_000;

    /// <summary>How often time and memory are looked at.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(100);
}
