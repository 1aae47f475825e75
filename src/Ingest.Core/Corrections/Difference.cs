using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Corrections;

/// <summary>What kind of change it is: kinds are decided together.</summary>
public enum DifferenceKind
{
    WhiteSpace,
    Punctuation,
    Number,
    Text,

    /// <summary>There was nothing, now there is something.</summary>
    Appeared,

    /// <summary>There was something, now there is nothing.</summary>
    Vanished,
    RowAdded,
    RowRemoved,
}

/// <summary>Where two readings of a report say different things.</summary>
/// <param name="Row">
/// The row in the later reading; of <see cref="DifferenceKind.RowRemoved"/> in the earlier one; null for a field of the report.
/// </param>
/// <param name="Field">The JSON key; "" for a whole row.</param>
/// <param name="RowName">What the row is called, for people.</param>
public sealed record Difference(RowAnchor? Row, string Field, DifferenceKind Kind, FieldValue? Before, FieldValue? After, string? RowName)
{
    /// <summary>Names it within its report, the same each time the two are compared.</summary>
    public string Id => Row is null ? Field : FormattableString.Invariant(
        $"{(Row.List == RowList.Indicators ? 'i' : 'f')}{(Kind == DifferenceKind.RowRemoved ? "-" : "")}{(Row.AddedBy is { } added ? $"+{added}" : Row.Ordinal)}.{Field}");
}

/// <summary>What two readings of a document say otherwise of one of its reports.</summary>
/// <param name="Before">Null where the earlier reading does not have the report; so is <paramref name="After"/> of the later one.</param>
public sealed record ReportDifference(int Ordinal, CorrectedReport? Before, CorrectedReport? After, IReadOnlyList<Difference> Differences)
{
    public string? ProjectName => (After ?? Before)?.Report.Text("projectName");

    public string Form => (After ?? Before)?.Report.Form ?? "";
}

/// <summary>Compares two readings of one report: only what changed.</summary>
public static class ReportDifferences
{
    /// <summary>The field of a difference that is a whole report.</summary>
    public const string WholeReport = "report";

    /// <summary>Of two readings of a document, the reports that differ, paired by their ordinals.</summary>
    public static IReadOnlyList<ReportDifference> Between(IReadOnlyList<CorrectedReport> before, IReadOnlyList<CorrectedReport> after)
    {
        var ordinals = before.Concat(after).Select(report => report.Report.Key.Ordinal).Distinct().Order();
        return
        [
            .. from ordinal in ordinals
               let was = before.FirstOrDefault(report => report.Report.Key.Ordinal == ordinal)
               let now = after.FirstOrDefault(report => report.Report.Key.Ordinal == ordinal)
               let differences = was is not null && now is not null ? Between(was, now)
                   : [new Difference(null, WholeReport, was is null ? DifferenceKind.Appeared : DifferenceKind.Vanished, null, null, null)]
               where differences.Count > 0
               select new ReportDifference(ordinal, was, now, differences),
        ];
    }

    public static IReadOnlyList<Difference> Between(CorrectedReport before, CorrectedReport after) =>
    [
        .. OfFields(before.Report, after.Report),
        .. OfRows(Rows(RowList.Indicators, before), Rows(RowList.Indicators, after)),
        .. OfRows(Rows(RowList.Funds, before), Rows(RowList.Funds, after)),
    ];

    /// <summary>The kind of a changed value; null where both say the same.</summary>
    public static DifferenceKind? KindOf(FieldValue? before, FieldValue? after)
    {
        if (Equals(before, after))
        {
            return null;
        }

        if (before is null || after is null)
        {
            return before is null ? DifferenceKind.Appeared : DifferenceKind.Vanished;
        }

        if (before is NumberValue || after is NumberValue)
        {
            return DifferenceKind.Number;
        }

        string one = CorrectionValues.Show(before), other = CorrectionValues.Show(after);
        return Only(one, character => !char.IsWhiteSpace(character)) == Only(other, character => !char.IsWhiteSpace(character)) ? DifferenceKind.WhiteSpace
            : Only(one, char.IsLetterOrDigit) == Only(other, char.IsLetterOrDigit) ? DifferenceKind.Punctuation
            : DifferenceKind.Text;
    }

    private static IEnumerable<Difference> OfFields(Report before, Report after) =>
        from key in before.Fields.Concat(before.Totals).Concat(after.Fields).Concat(after.Totals).Select(field => field.Key).Distinct(StringComparer.Ordinal)
        let was = before.Find(key)?.Value
        let now = after.Find(key)?.Value
        let kind = KindOf(was, now)
        where kind is not null
        select new Difference(null, key, kind.Value, was, now, null);

    private static IEnumerable<Difference> OfRows(IReadOnlyList<WorkingRow> before, IReadOnlyList<WorkingRow> after)
    {
        var pairs = Match(before, after);
        foreach (var (row, at) in after.Select((row, at) => (row, at)))
        {
            var was = pairs.FirstOrDefault(pair => pair.After == at);
            if (was is null)
            {
                yield return new Difference(row.Anchor, "", DifferenceKind.RowAdded, null, null, NameOf(row));
                continue;
            }

            foreach (var difference in OfCells(before[was.Before], row))
            {
                yield return difference;
            }
        }

        foreach (var row in before.Where((_, at) => !pairs.Exists(pair => pair.Before == at)))
        {
            yield return new Difference(row.Anchor, "", DifferenceKind.RowRemoved, null, null, NameOf(row));
        }
    }

    private static IEnumerable<Difference> OfCells(WorkingRow before, WorkingRow after) =>
        from key in before.Cells.Concat(after.Cells).Where(cell => cell.Value is not MeasureValue).Select(cell => cell.Key).Distinct(StringComparer.Ordinal)
        where !key.EndsWith(FieldBuilder.PartsSuffix, StringComparison.Ordinal)
        let was = before.Cells.FirstOrDefault(cell => cell.Key == key)?.Value
        let now = after.Cells.FirstOrDefault(cell => cell.Key == key)?.Value
        let kind = KindOf(was, now)
        where kind is not null
        select new Difference(after.Anchor, key, kind.Value, was, now, NameOf(after));

    private sealed record Pair(int Before, int After);

    /// <summary>Rows that are the same: added by the same word; else of one name and category; else alike in the same place. Each once.</summary>
    private static List<Pair> Match(IReadOnlyList<WorkingRow> before, IReadOnlyList<WorkingRow> after)
    {
        var pairs = new List<Pair>();
        foreach (var isSame in (Func<WorkingRow, WorkingRow, bool>[])
            [
                (one, other) => one.Anchor.AddedBy is not null && one.Anchor.AddedBy == other.Anchor.AddedBy,
                (one, other) => NameOf(one) is not null && (NameOf(one), CategoryOf(one)) == (NameOf(other), CategoryOf(other)),
                (one, other) => NameOf(one) is not null && NameOf(one) == NameOf(other),
                (one, other) => one.Anchor.AddedBy is null && other.Anchor.AddedBy is null && one.Anchor.Ordinal == other.Anchor.Ordinal
                    && WorkingRows.AreAlike(NameOf(one), NameOf(other)),
            ])
        {
            for (var at = 0; at < before.Count; at++)
            {
                if (pairs.Exists(pair => pair.Before == at))
                {
                    continue;
                }

                var near = Enumerable.Range(0, after.Count).Where(other => !pairs.Exists(pair => pair.After == other) && isSame(before[at], after[other]))
                    .OrderBy(other => Math.Abs(other - at)).Select(other => (int?)other).FirstOrDefault();
                if (near is { } found)
                {
                    pairs.Add(new Pair(at, found));
                }
            }
        }

        return pairs;
    }

    private static IReadOnlyList<WorkingRow> Rows(RowList list, CorrectedReport report) => list == RowList.Indicators
        ? [.. report.Indicators.Zip(report.Report.Indicators, (anchor, row) => new WorkingRow(anchor, row.Cells))]
        : [.. report.Funds.Zip(report.Report.Funds ?? [], (anchor, line) => new WorkingRow(anchor, line.Cells))];

    private static string? NameOf(WorkingRow row) => Text(row, row.Anchor.List == RowList.Indicators ? "name" : FundLine.LineKey);

    private static string? CategoryOf(WorkingRow row) => Text(row, "category");

    private static string? Text(WorkingRow row, string key) => (row.Cells.FirstOrDefault(cell => cell.Key == key)?.Value as TextValue)?.Text;

    private static string Only(string text, Func<char, bool> isWanted) => string.Concat(text.Where(isWanted));
}
