using System.Text.Json;
using Ingest.Core.Corrections;
using Ingest.Core.Reports;

namespace Ingest.Store.Reviewing;

/// <summary>From what a reviewer does to a row to the correction that says so.</summary>
internal static class RowChanges
{
    /// <summary>What a new row has in common with the row above it.</summary>
    private static readonly string[] Inherited = ["category", "categoryPoints", "subcategory"];

    /// <summary>Null where there is no such row, or where it cannot go any further.</summary>
    public static Correction? Plan(ReviewReport report, RowChange change)
    {
        var anchors = FieldPlace.AnchorsOf(report, change.Row.List);
        var at = FieldPlace.IndexOf(report, change.Row);
        var isHead = change.Row is { Ordinal: 0, AddedBy: null };
        if (at < 0 && !(isHead && change.Kind == RowChangeKind.AddBelow))
        {
            return null;
        }

        var head = new RowAnchor(change.Row.List, 0, null, null);
        return change.Kind switch
        {
            RowChangeKind.AddBelow => Of(CorrectionKind.RowAdded, at < 0 ? head : anchors[at], null, NewCells(report, change.Row.List, at)),
            RowChangeKind.Remove => Of(CorrectionKind.RowRemoved, anchors[at], Cells(FieldPlace.CellsOf(report, change.Row.List, at)), null),
            RowChangeKind.MoveUp when at > 0 => Of(CorrectionKind.RowMoved, anchors[at], null, AnchorJson.Write(at == 1 ? head : anchors[at - 2])),
            RowChangeKind.MoveDown when at < anchors.Count - 1 => Of(CorrectionKind.RowMoved, anchors[at], null, AnchorJson.Write(anchors[at + 1])),
            _ => null,
        };

        Correction Of(CorrectionKind kind, RowAnchor row, JsonElement? before, JsonElement? after) =>
            new(0, kind, report.Read.Key.Ordinal, row, "", before, after, "", default, null);
    }

    private static JsonElement NewCells(ReviewReport report, RowList list, int above)
    {
        IEnumerable<Field> cells = above < 0 ? [] : FieldPlace.CellsOf(report, list, above).Where(cell => Inherited.Contains(cell.Key, StringComparer.Ordinal));
        return Cells(cells);
    }

    public static JsonElement Cells(IEnumerable<Field> cells) => JsonSerializer.SerializeToElement(
        cells.Where(cell => cell.Value is not (null or MeasureValue)).ToDictionary(cell => cell.Key, cell => CorrectionValues.Write(cell.Value), StringComparer.Ordinal));
}
