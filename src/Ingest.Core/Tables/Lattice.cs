using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>A cell of a ruled table.</summary>
/// <param name="Row">First row, counted from 0.</param>
/// <param name="Column">First column, counted from 0.</param>
/// <param name="Box">Between its rulings, in points.</param>
public sealed record Cell(int Row, int Column, int RowSpan, int ColumnSpan, Box Box, IReadOnlyList<TextLine> Lines)
{
    public int RowEnd => Row + RowSpan;

    public int ColumnEnd => Column + ColumnSpan;

    public bool IsBlank => Lines.Count == 0;

    public IEnumerable<Snippet> Snippets => Lines.Select(line => line.Whole);

    /// <summary>The text of all lines, without anything between them.</summary>
    public string Text => Lines.Count == 1 ? Lines[0].Text : string.Concat(Lines.Select(line => line.Text));

    /// <summary>Cells of a grid differ in their place; the rest need not be hashed.</summary>
    public override int GetHashCode() => HashCode.Combine(Row, Column);
}

/// <summary>A ruled table: cells with their spans, in reading order.</summary>
/// <param name="Box">Its outer edges, in points.</param>
public sealed record Grid(int Page, Box Box, int Rows, int Columns, IReadOnlyList<Cell> Cells)
{
    /// <summary>The cell that covers a place of the grid, spans included.</summary>
    public Cell At(int row, int column) => Cells.First(cell =>
        cell.Row <= row && row < cell.RowEnd && cell.Column <= column && column < cell.ColumnEnd);
}

/// <summary>
/// Finds ruled tables: rulings that meet make a table; the places where rulings run make its rows and columns; and two
/// neighbouring places without a ruling between them are one cell. (The "lattice" method of Tabula and Camelot, with
/// spans taken from the missing rulings.)
/// </summary>
public static class Lattice
{
    /// <summary>Points within which two rulings count as meeting, or as the same edge.</summary>
    internal const double Tolerance = 3;

    /// <summary>The tables of a page, top to bottom, and the words that stand in none.</summary>
    public static (IReadOnlyList<Grid> Grids, IReadOnlyList<Word> Free) Find(Page page)
    {
        if (page.Rulings.Count < 4)
        {
            return ([], page.Words);
        }

        var frames = RulingGroups.Of(page.Rulings)
            .Select(Frame.Of)
            .OfType<Frame>()
            .OrderBy(frame => frame.Box.Width * frame.Box.Height)
            .ToList();
        var words = frames.ToDictionary(frame => frame, _ => new List<Word>());
        var free = new List<Word>();
        foreach (var word in page.Words)
        {
            // The smallest frame wins: a border drawn around a page may hold a table of its own.
            // A text taller than its cell, cut by a page break, may hang over the last ruling.
            var home = frames.FirstOrDefault(frame => frame.Box.ContainsCentreOf(word.Box))
                ?? frames.FirstOrDefault(frame => frame.Box.OverlapY(word.Box) > 0.2 * word.Box.Height
                    && frame.Box.OverlapX(word.Box) > 0.9 * word.Box.Width);
            (home is null ? free : words[home]).Add(word);
        }

        foreach (var frame in frames)
        {
            frame.TakeHanging(words[frame], free);
        }

        var grids = frames
            .Select(frame => frame.Fill(page.Number, words[frame]))
            .OrderBy(grid => grid.Box.Y)
            .ThenBy(grid => grid.Box.X)
            .ToList();
        return (grids, free);
    }

    /// <summary>The edges of one table, and which of them are drawn where.</summary>
    private sealed record Frame(Box Box, double[] Xs, double[] Ys, IReadOnlyList<Ruling> Rulings, HashSet<double> RowEnds)
    {
        public static Frame? Of(IReadOnlyList<Ruling> rulings)
        {
            var horizontal = rulings.Where(ruling => ruling.IsHorizontal).ToList();
            var vertical = rulings.Where(ruling => !ruling.IsHorizontal).ToList();
            if (horizontal.Count == 0 || vertical.Count == 0)
            {
                return null;
            }

            // A table may be open at its sides, or cut open by a page break: what the other rulings reach is an edge too.
            var xs = Cluster([.. vertical.Select(v => v.Position), horizontal.Min(h => h.From), horizontal.Max(h => h.To)]);
            var ys = Cluster([.. horizontal.Select(h => h.Position), vertical.Min(v => v.From), vertical.Max(v => v.To)]);
            if (xs.Length < 2 || ys.Length < 2 || (xs.Length == 2 && ys.Length == 2))
            {
                return null;
            }

            var ends = EndsInside(vertical, ys);
            return new Frame(
                Box.FromEdges(xs[0], ys[0], xs[^1], ys[^1]), xs, ends.Count == 0 ? ys : [.. ys.Concat(ends).Order()], rulings, ends);
        }

        /// <summary>
        /// Heights at which column rulings end although no row ruling stands there: columns merge below, as beside the word in
        /// front of the total, so a row ends.
        /// </summary>
        private static HashSet<double> EndsInside(List<Ruling> vertical, double[] ys)
        {
            const double LeastRow = 3 * Tolerance;
            var ends = new HashSet<double>();
            foreach (var ruling in vertical)
            {
                foreach (var y in (ReadOnlySpan<double>)[ruling.From, ruling.To])
                {
                    var isApart = ys.All(edge => Math.Abs(edge - y) > LeastRow) && ends.All(edge => Math.Abs(edge - y) > LeastRow);
                    var goesOn = vertical.Exists(other => other != ruling && Math.Abs(other.Position - ruling.Position) <= Tolerance
                        && other.From <= y + LeastRow && other.To >= y - LeastRow);
                    if (isApart && !goesOn)
                    {
                        ends.Add(y);
                    }
                }
            }

            return ends;
        }

        public Grid Fill(int page, List<Word> words)
        {
            int rows = Ys.Length - 1, columns = Xs.Length - 1;
            var sets = new DisjointSets(rows * columns);
            var drawnRight = Drawn(vertical: true);
            var drawnBelow = Drawn(vertical: false);
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    if (column + 1 < columns && !drawnRight[column + 1, row])
                    {
                        sets.Join((row * columns) + column, (row * columns) + column + 1);
                    }

                    if (row + 1 < rows && !drawnBelow[row + 1, column] && !RowEnds.Contains(Ys[row + 1]))
                    {
                        sets.Join((row * columns) + column, ((row + 1) * columns) + column);
                    }
                }
            }

            var inside = words.ToLookup(word =>
                sets.Find((Place(Ys, word.Box.CentreY) * columns) + Place(Xs, word.Box.CentreX)));
            var cells = Enumerable.Range(0, rows * columns)
                .GroupBy(sets.Find)
                .Select(group => ToCell(page, group.ToList(), columns, inside[group.Key]))
                .OrderBy(cell => cell.Row)
                .ThenBy(cell => cell.Column)
                .ToList();
            return new Grid(page, Box, rows, columns, cells);
        }

        /// <summary>
        /// A label taller than what a page break leaves of its cell hangs below the table, where no ruling closes the cell:
        /// these words move from <paramref name="free"/> to those inside.
        /// </summary>
        public void TakeHanging(List<Word> inside, List<Word> free)
        {
            var drawn = Drawn(vertical: false);
            var below = TextLine.Build(0, free.Where(word => word.Box.CentreY > Ys[^1]))
                .Where(line => !Furniture.IsPageNumber(line.Text)).SelectMany(line => line.Words).ToList();
            for (var column = 0; column + 1 < Xs.Length; column++)
            {
                if (drawn[Ys.Length - 1, column])
                {
                    continue;
                }

                var reach = Ys[^1];
                foreach (var word in below.Where(word => word.Box.X > Xs[column] - 1 && word.Box.Right < Xs[column + 1] + 1).OrderBy(word => word.Box.Y))
                {
                    if (word.Box.Y - reach > word.Box.Height)
                    {
                        break;
                    }

                    reach = Math.Max(reach, word.Box.Bottom);
                    inside.Add(word);
                    free.Remove(word);
                }
            }
        }

        private Cell ToCell(int page, List<int> places, int columns, IEnumerable<Word> words)
        {
            int top = places.Min(place => place / columns), bottom = places.Max(place => place / columns);
            int left = places.Min(place => place % columns), right = places.Max(place => place % columns);
            var box = Box.FromEdges(Xs[left], Ys[top], Xs[right + 1], Ys[bottom + 1]);
            return new Cell(top, left, bottom - top + 1, right - left + 1, box, TextLine.Build(page, words));
        }

        /// <summary>For each edge and each place along it: is a ruling drawn there, over most of the place?</summary>
        private bool[,] Drawn(bool vertical)
        {
            var (edges, places) = vertical ? (Xs, Ys) : (Ys, Xs);
            var covered = new double[edges.Length, places.Length - 1];
            foreach (var ruling in Rulings.Where(ruling => ruling.IsHorizontal != vertical))
            {
                var edge = Nearest(edges, ruling.Position);
                for (var place = 0; place < places.Length - 1; place++)
                {
                    covered[edge, place] += Math.Max(
                        0, Math.Min(ruling.To, places[place + 1]) - Math.Max(ruling.From, places[place]));
                }
            }

            var drawn = new bool[edges.Length, places.Length - 1];
            for (var edge = 0; edge < edges.Length; edge++)
            {
                for (var place = 0; place < places.Length - 1; place++)
                {
                    drawn[edge, place] = covered[edge, place] > 0.6 * (places[place + 1] - places[place]);
                }
            }

            return drawn;
        }

        private static double[] Cluster(List<double> positions)
        {
            positions.Sort();
            var edges = new List<double>();
            var first = double.MinValue;
            var sum = 0.0;
            var count = 0;
            foreach (var position in positions)
            {
                if (count > 0 && position - first > Tolerance)
                {
                    edges.Add(sum / count);
                    (sum, count) = (0, 0);
                }

                if (count == 0)
                {
                    first = position;
                }

                sum += position;
                count++;
            }

            edges.Add(sum / count);
            return [.. edges];
        }

        private static int Nearest(double[] edges, double position)
        {
            var place = Place(edges, position);
            return place + 1 < edges.Length && edges[place + 1] - position < position - edges[place] ? place + 1 : place;
        }

        /// <summary>The index of the place between two edges in which <paramref name="position"/> lies.</summary>
        private static int Place(double[] edges, double position)
        {
            var index = Array.BinarySearch(edges, position);
            return Math.Clamp(index >= 0 ? index : ~index - 1, 0, edges.Length - 2);
        }
    }
}
