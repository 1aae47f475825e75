using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Validation;

namespace Ingest.Core.Sums;

/// <summary>
/// Lets the form's own sums speak where a recognised figure is in doubt. A figure whose reading breaks sums, while exactly one
/// of the readers' other readings mends some and breaks none, is taken as that. One that sums confirm, because every other
/// reading would break one, is doubtful no more. All else stays as it was read; text layers are never touched.
/// </summary>
public static class SumEvidence
{
    /// <summary>What a figure is worth that would break a sum if it were anything else.</summary>
    private const double Confirmed = 0.97;

    /// <summary>Each choice may make another possible; more rounds than this no report has needed.</summary>
    private const int MostRounds = 12;

    /// <summary>The report with what its sums decide, and a finding for each figure that was read otherwise or that they cannot decide.</summary>
    public static (Report Report, IReadOnlyList<Finding> Findings) Weigh(Report report, FormPack pack)
    {
        if (Doubtful.In(report).Count == 0)
        {
            return (report, []);
        }

        var findings = new List<Finding>();
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds && Next(report, pack) is { } choice; round++)
        {
            findings.Add(SumFindings.Chosen(choice));
            chosen.UnionWith(choice.Figure.Paths);
            report = choice.Mended;
        }

        findings.AddRange(Undecided(report, pack));
        return (Confirm(report, pack, chosen), findings);
    }

    /// <summary>The one change that explains most of what does not add up; null where there is none, or more than one as good.</summary>
    private static Choice? Next(Report report, FormPack pack)
    {
        var broken = SumCheck.Broken(report, pack);
        if (broken.Count == 0)
        {
            return null;
        }

        // A change that mends more than another explains more: the other is then no rival of it.
        var choices = Choices(report, pack, broken);
        return choices
            .Where(choice => choices.TrueForAll(other => ReferenceEquals(other, choice) || !other.Mends.Overlaps(choice.Mends) || other.Mends.IsProperSubsetOf(choice.Mends)))
            .MaxBy(choice => choice.Mends.Count);
    }

    /// <summary>Every other reading of a doubtful figure that mends something and breaks nothing.</summary>
    private static List<Choice> Choices(Report report, FormPack pack, SumCheck broken) =>
    [
        .. from figure in Doubtful.In(report)
           from other in figure.Others
           let mended = figure.Read(report, other.Value)
           let left = SumCheck.Broken(mended, pack)
           where left.IsSubsetOf(broken) && left.Count < broken.Count
           select new Choice(figure, other, mended, broken.Without(left)),
    ];

    /// <summary>Sums that several readings would mend, and none better than the others.</summary>
    private static IEnumerable<Finding> Undecided(Report report, FormPack pack)
    {
        var broken = SumCheck.Broken(report, pack);
        return broken.Count == 0 ? [] : Choices(report, pack, broken).GroupBy(choice => choice.Figure.Path).Select(SumFindings.Undecided);
    }

    private static Report Confirm(Report report, FormPack pack, HashSet<string> chosen)
    {
        var broken = SumCheck.Broken(report, pack);
        var confirmed = Doubtful.In(report).Where(figure => !figure.Paths.Any(chosen.Contains) && IsConfirmed(figure, report, pack, broken)).ToList();
        return confirmed.Aggregate(report, (before, figure) => figure.Trust(before, Confirmed));
    }

    /// <summary>Whether sums that hold would be broken by any other reading, or, where the readers know none, by a change of any digit.</summary>
    private static bool IsConfirmed(Doubtful figure, Report report, FormPack pack, SumCheck broken)
    {
        var tried = figure.Others.Select(other => other.Value).Concat(figure.Others.Count == 0 ? figure.Neighbours() : []).ToList();
        return tried.Count > 0 && tried.TrueForAll(value => !SumCheck.Broken(figure.Read(report, value), pack).IsSubsetOf(broken));
    }
}

/// <summary>Another reading of one figure, what becomes of the report with it, and which sums it mends.</summary>
internal sealed record Choice(Doubtful Figure, OtherReading Reading, Report Mended, SumCheck Mends);
