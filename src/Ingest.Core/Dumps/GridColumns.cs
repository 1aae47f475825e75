using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>
/// The columns of a table that a dump keeps with spaces. They do not stand straight: a cell that is too long pushes its
/// neighbours aside. So each line's pieces are given to columns in order, at the least cost of place and kind, and the columns'
/// places are taken from what was given to them, over and over (k-means in one dimension, with an order to keep).
/// </summary>
internal sealed class GridColumns
{
    private const int Rounds = 4;
    private const double Unlikely = 6;

    private readonly IReadOnlyList<FormColumn> columns;
    private readonly double[] starts;
    private readonly double[] middles;

    private GridColumns(IReadOnlyList<ColumnRange> header)
    {
        columns = [.. header.Select(column => column.Column)];
        starts = [.. header.Select(column => column.Left)];
        middles = [.. header.Select(column => column.Centre)];
    }

    /// <summary>The pieces of each line by the key of their column.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<Snippet>>> Divide(
        IReadOnlyList<ColumnRange> header, IReadOnlyList<IReadOnlyList<Snippet>> lines)
    {
        var grid = new GridColumns([.. header.OrderBy(column => column.Left)]);
        var given = lines.Select(grid.Assign).ToList();
        for (var round = 1; round < Rounds; round++)
        {
            grid.Place(lines, given);
            given = [.. lines.Select(grid.Assign)];
        }

        return [.. lines.Zip(given, (pieces, homes) => (IReadOnlyDictionary<string, IReadOnlyList<Snippet>>)pieces.Zip(homes)
            .GroupBy(pair => grid.columns[pair.Second].Key)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Snippet>)[.. group.Select(pair => pair.First)]))];
    }

    /// <summary>For each piece of a line its column: never to the left of the piece before it.</summary>
    private int[] Assign(IReadOnlyList<Snippet> pieces)
    {
        var best = new double[pieces.Count + 1, columns.Count];
        var from = new int[pieces.Count + 1, columns.Count];
        for (var i = 1; i <= pieces.Count; i++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                best[i, column] = double.PositiveInfinity;
                for (var before = 0; before <= column; before++)
                {
                    // Two pieces of one cell, with a space between them, are the exception.
                    var cost = best[i - 1, before] + (i > 1 && before == column ? 2.5 : 0) + Cost(pieces[i - 1], column);
                    if (cost < best[i, column])
                    {
                        (best[i, column], from[i, column]) = (cost, before);
                    }
                }
            }
        }

        var homes = new int[pieces.Count];
        var at = Enumerable.Range(0, columns.Count).MinBy(column => best[pieces.Count, column]);
        for (var i = pieces.Count; i > 0; i--)
        {
            homes[i - 1] = at;
            at = from[i, at];
        }

        return homes;
    }

    private double Cost(Snippet piece, int column)
    {
        var off = Math.Min(Math.Abs(piece.Box.X - starts[column]), Math.Abs(piece.Box.CentreX - middles[column])) / (4 * DumpGrid.ColumnWidth);
        var isNumber = Numbers.Parse(piece.Text) is not null && piece.Text.All(sign => char.IsDigit(sign) || sign is '.' or '．');
        var isOfKind = columns[column].Kind == FieldKind.Number ? isNumber || Blanks.IsBlank(piece.Text) : !isNumber;
        return Math.Min(off, Unlikely) + (isOfKind ? 0 : Unlikely);
    }

    private void Place(IReadOnlyList<IReadOnlyList<Snippet>> lines, List<int[]> given)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            var own = lines.Zip(given).SelectMany(pair => pair.First.Where((_, i) => pair.Second[i] == column && (i == 0 || pair.Second[i - 1] != column))).ToList();
            if (own.Count > 0)
            {
                starts[column] = Median(own.Select(piece => piece.Box.X));
                middles[column] = Median(own.Select(piece => piece.Box.CentreX));
            }
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
