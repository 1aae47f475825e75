using Ingest.Core.Corrections;
using Ingest.Store;

namespace Ingest.Cli.Reviewing;

/// <summary>Where the differences of two readings go, document after document.</summary>
internal interface IDiffWriter : IAsyncDisposable
{
    Task WriteAsync(ReadingPair pair, IReadOnlyList<ReportDifference> reports, CancellationToken cancellationToken);

    Task EndAsync(DiffCounts counts, CancellationToken cancellationToken);
}

/// <summary>What a comparison came to.</summary>
internal sealed class DiffCounts
{
    private readonly Dictionary<(DifferenceKind Kind, string Field), long> _changes = [];

    /// <summary>Documents of both sides.</summary>
    public long Documents { get; private set; }

    public long Changed { get; private set; }

    public long OnlyBefore { get; private set; }

    public long OnlyAfter { get; private set; }

    public bool IsSame => Changed + OnlyBefore + OnlyAfter == 0;

    public IEnumerable<(DifferenceKind Kind, string Field, long Count)> Changes => _changes
        .OrderByDescending(change => change.Value).ThenBy(change => change.Key.Field, StringComparer.Ordinal).ThenBy(change => change.Key.Kind)
        .Select(change => (change.Key.Kind, change.Key.Field, change.Value));

    public void Add(ReadingPair pair, IReadOnlyList<ReportDifference> reports)
    {
        OnlyBefore += pair.After is null ? 1 : 0;
        OnlyAfter += pair.Before is null ? 1 : 0;
        Documents += pair.Before is not null && pair.After is not null ? 1 : 0;
        Changed += reports.Count > 0 ? 1 : 0;
        foreach (var difference in reports.SelectMany(report => report.Differences))
        {
            _changes[(difference.Kind, difference.Field)] = _changes.GetValueOrDefault((difference.Kind, difference.Field)) + 1;
        }
    }
}
