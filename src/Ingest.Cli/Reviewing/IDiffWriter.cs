using Ingest.Core.Corrections;
using Ingest.Store;

namespace Ingest.Cli.Reviewing;

/// <summary>Where the differences of two readings go, document after document.</summary>
internal interface IDiffWriter : IAsyncDisposable
{
    Task WriteAsync(ReadingPair pair, IReadOnlyList<ReportDifference> reports, CancellationToken cancellationToken);

    Task EndAsync(DifferenceCounts counts, CancellationToken cancellationToken);
}
