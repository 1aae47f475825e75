using Ingest.Core.Documents;

namespace Ingest.Engine.Isolation;

/// <summary>What became of one file: <see cref="Extracted"/>, <see cref="SetAside"/> or <see cref="Unavailable"/>.</summary>
public abstract record ExtractionOutcome;

/// <param name="Json">The contract's JSON document, UTF-8.</param>
public sealed record Extracted(ReadOnlyMemory<byte> Json) : ExtractionOutcome;

/// <param name="Message">English, one line, for people.</param>
public sealed record SetAside(UnreadableReason Reason, string Message) : ExtractionOutcome
{
    /// <summary>The reason as users read and query it.</summary>
    public string Name => Reason.Name();
}

/// <summary>The file could not be opened: it is gone, or we have no right to it. No verdict on what is in it.</summary>
public sealed record Unavailable(string Message) : ExtractionOutcome;

/// <summary>The children cannot be started at all: an outage of ours, and no verdict on any file.</summary>
public sealed class ExtractorStartException(string message, Exception? inner = null) : Exception(message, inner);
