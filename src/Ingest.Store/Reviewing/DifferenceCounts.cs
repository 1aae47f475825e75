using Ingest.Core.Corrections;

namespace Ingest.Store;

/// <summary>What a comparison came to.</summary>
public sealed class DifferenceCounts
{
    private readonly Dictionary<(DifferenceKind Kind, string Field), long> changes = [];

    /// <summary>Documents of both sides.</summary>
    public long Documents { get; private set; }

    public long Changed { get; private set; }

    public long OnlyBefore { get; private set; }

    public long OnlyAfter { get; private set; }

    public bool IsSame => Changed + OnlyBefore + OnlyAfter == 0;

    /// <summary>The most frequent first.</summary>
    public IEnumerable<(DifferenceKind Kind, string Field, long Count)> Changes => changes
        .OrderByDescending(change => change.Value).ThenBy(change => change.Key.Field, StringComparer.Ordinal).ThenBy(change => change.Key.Kind)
        .Select(change => (change.Key.Kind, change.Key.Field, change.Value));

    /// <param name="reports">The differences of the pair.</param>
    public void Add(ReadingPair pair, IReadOnlyList<ReportDifference> reports)
    {
        OnlyBefore += pair.After is null ? 1 : 0;
        OnlyAfter += pair.Before is null ? 1 : 0;
        Documents += pair.Before is not null && pair.After is not null ? 1 : 0;
        Changed += reports.Count > 0 ? 1 : 0;
        foreach (var difference in reports.SelectMany(report => report.Differences))
        {
            changes[(difference.Kind, difference.Field)] = changes.GetValueOrDefault((difference.Kind, difference.Field)) + 1;
        }
    }
}
