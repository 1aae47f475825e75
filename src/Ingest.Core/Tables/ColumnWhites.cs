using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tables;

/// <summary>Finds where the columns of a table without rulings end: in the white between two headers' middles.</summary>
internal static class ColumnWhites
{
    private sealed record White(double Width, double Middle);

    /// <summary>Columns reach as far as the white between them: cells may be wider than their header.</summary>
    public static List<ColumnRange> Widen(IReadOnlyList<ColumnRange> header, IReadOnlyList<TextLine> body)
    {
        var ordered = header.OrderBy(column => column.Left).ToList();
        var words = body.SelectMany(line => line.Words).Select(word => word.Box)
            .Concat(ordered.Select(column => new Box(column.Left, 0, column.Right - column.Left, 0)))
            .OrderBy(box => box.X)
            .ToList();
        var edges = new double[ordered.Count + 1];
        (edges[0], edges[^1]) = (double.MinValue, double.MaxValue);
        for (var i = 1; i < ordered.Count; i++)
        {
            var whites = Between(words, ordered[i - 1].Centre, ordered[i].Centre);
            edges[i] = whites.Count == 0 ? (ordered[i - 1].Centre + ordered[i].Centre) / 2
                : whites.Count == 1 ? whites[0].Middle
                : whites.MaxBy(white => (-Strays(ordered, i, white.Middle, body), Support(ordered, i, white.Middle, body), white.Width))!.Middle;
        }

        return [.. ordered.Select((column, i) => column with { Left = edges[i], Right = edges[i + 1] })];
    }

    /// <summary>The stripes between two x, in points, that no word crosses.</summary>
    private static List<White> Between(List<Box> words, double from, double to)
    {
        var whites = new List<White>();
        var reach = from;
        foreach (var word in words.Where(word => word.Right > from))
        {
            var next = Math.Min(word.X, to);
            if (next > reach)
            {
                whites.Add(new White(next - reach, (next + reach) / 2));
            }

            reach = Math.Max(reach, word.Right);
            if (reach >= to)
            {
                return whites;
            }
        }

        whites.Add(new White(to - reach, (to + reach) / 2));
        return whites;
    }

    /// <summary>How many texts this edge would leave in a column of numbers.</summary>
    private static int Strays(List<ColumnRange> columns, int at, double edge, IReadOnlyList<TextLine> body)
    {
        var (left, right) = (columns[at - 1], columns[at]);
        return body.Sum(line => line.Words.Count(word =>
            ((left.Column.Kind == FieldKind.Number && word.Box.CentreX > left.Centre && word.Box.CentreX < edge)
                || (right.Column.Kind == FieldKind.Number && word.Box.CentreX > edge && word.Box.CentreX < right.Centre))
            && Numbers.Parse(word.Text) is null));
    }

    /// <summary>In how many lines this edge has a text close to either side.</summary>
    private static int Support(List<ColumnRange> columns, int at, double edge, IReadOnlyList<TextLine> body)
    {
        var (left, right) = (columns[at - 1].Centre, columns[at].Centre);
        var from = at > 1 ? (columns[at - 2].Centre + left) / 2 : double.MinValue;
        var to = at + 1 < columns.Count ? (right + columns[at + 1].Centre) / 2 : double.MaxValue;
        return body.Count(line => line.Words.Any(word => word.Box.CentreX < edge && word.Box.Right > from)
            && line.Words.Any(word => word.Box.CentreX > edge && word.Box.X < to));
    }
}
