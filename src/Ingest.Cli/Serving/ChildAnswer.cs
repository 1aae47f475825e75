using System.Diagnostics;
using Ingest.Engine.Isolation;
using Ingest.Web.Originals;

namespace Ingest.Cli.Serving;

/// <summary>What a child answered the review pages.</summary>
internal static class ChildAnswer
{
    /// <exception cref="PageUnavailableException">It could not; the message says why.</exception>
    public static ReadOnlyMemory<byte> Of(ExtractionOutcome outcome) => outcome switch
    {
        Extracted extracted => extracted.Json,
        SetAside aside => throw new PageUnavailableException(aside.Message),
        Unavailable gone => throw new PageUnavailableException(gone.Message),
        Unequipped lacking => throw new PageUnavailableException(lacking.Message),
        _ => throw new UnreachableException(),
    };
}
