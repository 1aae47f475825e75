using System.Globalization;
using Ingest.Core.Reports;

namespace Ingest.Core.Corrections;

/// <summary>A row while corrections are applied: where it came from, and its cells as they are by now.</summary>
public sealed record WorkingRow(RowAnchor Anchor, IReadOnlyList<Field> Cells);

/// <summary>The rows of one table, in their order; finds a row again by its stable keys.</summary>
internal sealed class WorkingRows(RowList list, string nameKey)
{
    /// <summary>Of the longer name's characters: beyond, two names are two indicators.</summary>
    private const double MostDifference = 0.34;

    private readonly List<WorkingRow> rows = [];

    public IReadOnlyList<WorkingRow> Rows => rows;

    public void Load(IEnumerable<(int Ordinal, IReadOnlyList<Field> Cells)> read) =>
        rows.AddRange(read.Select(row => new WorkingRow(new RowAnchor(list, row.Ordinal, Text(row.Cells, "category"), Text(row.Cells, nameKey)), row.Cells)));

    /// <summary>-1 where it is gone.</summary>
    public int Find(RowAnchor anchor)
    {
        if (anchor.AddedBy is { } added)
        {
            return rows.FindIndex(row => row.Anchor.AddedBy == added);
        }

        var same = Nearest(anchor, row => row.Category == anchor.Category && row.Name == anchor.Name);
        if (same < 0 && anchor.Name is not null)
        {
            same = Nearest(anchor, row => row.Name == anchor.Name);
        }

        // The name may be read better by now: then it stands in the same place, under the same category, and looks alike.
        return same >= 0 ? same : rows.FindIndex(row =>
            row.Anchor is { AddedBy: null } found && found.Ordinal == anchor.Ordinal && found.Category == anchor.Category && AreAlike(found.Name, anchor.Name));
    }

    public string PathOf(int at) => string.Create(CultureInfo.InvariantCulture, $"{(list == RowList.Indicators ? "indicators" : "funds")}[{at}]");

    public void Set(int at, IReadOnlyList<Field> cells) => rows[at] = rows[at] with { Cells = cells };

    public void RemoveAt(int at) => rows.RemoveAt(at);

    public void InsertAfter(RowAnchor? anchor, WorkingRow row)
    {
        var after = anchor is null or { Ordinal: 0, AddedBy: null } ? -1 : Find(anchor);
        // Where the row before it is gone, the end of the table loses nothing.
        rows.Insert(after < 0 && anchor is not (null or { Ordinal: 0, AddedBy: null }) ? rows.Count : after + 1, row);
    }

    private int Nearest(RowAnchor anchor, Func<RowAnchor, bool> isLike)
    {
        var best = -1;
        for (var at = 0; at < rows.Count; at++)
        {
            if (rows[at].Anchor is { AddedBy: null } row && isLike(row) &&
                (best < 0 || Math.Abs(row.Ordinal - anchor.Ordinal) < Math.Abs(rows[best].Anchor.Ordinal - anchor.Ordinal)))
            {
                best = at;
            }
        }

        return best;
    }

    public static bool AreAlike(string? one, string? other) => one is null || other is null
        ? one == other
        : EditDistance.Between(one, other) <= MostDifference * Math.Max(one.Length, other.Length);

    private static string? Text(IReadOnlyList<Field> cells, string key) => (cells.FirstOrDefault(cell => cell.Key == key)?.Value as TextValue)?.Text;
}
