using System.Text.Json;
using Ingest.Core.Corrections;
using Ingest.Core.Reports;

namespace Ingest.Store.Reviewing;

/// <summary>From what a reviewer does to a row to the correction that says so.</summary>
internal static class RowChanges
{
    /// <summary>What a new row has in common with the row above it.</summary>
    private static readonly string[] Inherited = ["category", "categoryPoints", "subcategory"];

    public static bool IsInherited(string field) => Inherited.Contains(field, StringComparer.Ordinal);

    /// <summary>Empty where there is no such row, or where it cannot go any further.</summary>
    public static IReadOnlyList<Correction> Plan(ReviewReport report, RowChange change)
    {
        var anchors = FieldPlace.AnchorsOf(report, change.Row.List);
        var at = FieldPlace.IndexOf(report, change.Row);
        var isHead = change.Row is { Ordinal: 0, AddedBy: null };
        if (at < 0 && !(isHead && change.Kind == RowChangeKind.AddBelow))
        {
            return [];
        }

        var head = new RowAnchor(change.Row.List, 0, null, null);
        return change.Kind switch
        {
            RowChangeKind.AddBelow => [Of(CorrectionKind.RowAdded, at < 0 ? head : anchors[at], null, NewCells(report, change.Row.List, at))],
            RowChangeKind.Remove => [Of(CorrectionKind.RowRemoved, anchors[at], Cells(FieldPlace.CellsOf(report, change.Row.List, at)), null)],
            RowChangeKind.MoveUp when at > 0 => IntoCategory(at - 1) is { Count: > 0 } up
                ? up : [Of(CorrectionKind.RowMoved, anchors[at], null, AnchorJson.Write(at == 1 ? head : anchors[at - 2]))],
            RowChangeKind.MoveDown when at < anchors.Count - 1 => IntoCategory(at + 1) is { Count: > 0 } down
                ? down : [Of(CorrectionKind.RowMoved, anchors[at], null, AnchorJson.Write(anchors[at + 1]))],
            _ => [],
        };

        Correction Of(CorrectionKind kind, RowAnchor row, JsonElement? before, JsonElement? after) =>
            new(0, kind, report.Read.Key.Ordinal, row, "", before, after, "", default, null);

        // At the edge of its category a row goes into the next one first, and stands still.
        IReadOnlyList<Correction> IntoCategory(int neighbour)
        {
            var (own, other) = (FieldPlace.CellsOf(report, change.Row.List, at), FieldPlace.CellsOf(report, change.Row.List, neighbour));
            return
            [
                .. Inherited.Select(key => (Key: key, Before: ValueOf(own, key), After: ValueOf(other, key))).Where(cell => !Equals(cell.Before, cell.After)).Select(cell =>
                    Of(CorrectionKind.Value, anchors[at], CorrectionValues.Write(cell.Before), CorrectionValues.Write(cell.After)) with { Field = cell.Key }),
            ];
        }
    }

    private static FieldValue? ValueOf(IReadOnlyList<Field> cells, string key) => cells.FirstOrDefault(cell => cell.Key == key)?.Value;

    private static JsonElement NewCells(ReviewReport report, RowList list, int above)
    {
        IEnumerable<Field> cells = above < 0 ? [] : FieldPlace.CellsOf(report, list, above).Where(cell => Inherited.Contains(cell.Key, StringComparer.Ordinal));
        return Cells(cells);
    }

    public static JsonElement Cells(IEnumerable<Field> cells) => JsonSerializer.SerializeToElement(
        cells.Where(cell => cell.Value is not (null or MeasureValue)).ToDictionary(cell => cell.Key, cell => CorrectionValues.Write(cell.Value), StringComparer.Ordinal));
}
