using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Validation;

namespace Ingest.Core.Sums;

/// <summary>The sums of a report that do not hold, by rule and path.</summary>
internal sealed class SumCheck
{
    private readonly HashSet<(string Rule, string Path)> _sums;
    private readonly HashSet<(string Rule, string Path)> _others;

    private SumCheck(IEnumerable<(string, string)> sums, IEnumerable<(string, string)> others) => (_sums, _others) = ([.. sums], [.. others]);

    public int Count => _sums.Count;

    /// <summary>The rules' own verdict: what is a doubt for a reviewer is the evidence here, too.</summary>
    public static SumCheck Broken(Report report, FormPack pack)
    {
        var (sums, others) = Validator.Arithmetic(report, pack);
        return new SumCheck(sums.Select(Key), others.Select(Key));
    }

    public bool HasAny(IReadOnlyCollection<string> rules) => _sums.Concat(_others).Any(broken => rules.Contains(broken.Rule));

    /// <summary>Nothing is broken here that is not broken there; a score above its weight counts too.</summary>
    public bool IsSubsetOf(SumCheck other) => _sums.IsSubsetOf(other._sums) && _others.IsSubsetOf(other._others);

    public bool IsProperSubsetOf(SumCheck other) => _sums.IsProperSubsetOf(other._sums);

    public bool Overlaps(SumCheck other) => _sums.Overlaps(other._sums);

    public SumCheck Without(SumCheck other) => new(_sums.Except(other._sums), []);

    private static (string, string) Key(Finding finding) => (finding.Rule, finding.Path);
}
