using Ingest.Core.Documents;

namespace Ingest.Core.Tables;

/// <summary>How far a label stands from the middle of rows, by what of them stands on its page.</summary>
public sealed class RowHeights
{
    private readonly IReadOnlyList<CategoryMark> marks;
    private readonly List<List<Snippet>> rows;
    private readonly double pitch;

    public RowHeights(IReadOnlyList<RowFragment> rows, IReadOnlyList<CategoryMark> marks)
    {
        this.marks = marks;
        this.rows = [.. rows.Select(row => row.Cells.Values.SelectMany(cell => cell).ToList())];
        pitch = Math.Max(1, this.rows.Where(lines => lines.TrueForAll(line => line.Page == lines[0].Page))
            .Select(lines => lines.Max(line => line.Box.Bottom) - lines.Min(line => line.Box.Y)).DefaultIfEmpty(1).Average());
    }

    /// <summary>How far a label stands from the top of a row, or its middle, in rows of usual height; 0 where they stand on different pages.</summary>
    public double OffTop(int mark, int row)
    {
        var label = Box.Around(marks[mark].Lines.Select(line => line.Box));
        var own = rows[row].Where(line => line.Page == marks[mark].Lines[0].Page).Select(line => line.Box).ToList();
        if (own.Count == 0)
        {
            return 0;
        }

        var beside = Box.Around(own);
        return Math.Min(Math.Abs(label.Y - beside.Y), Math.Abs(label.CentreY - beside.CentreY)) / pitch;
    }

    /// <summary>In rows of usual height; null when none of the rows stands on the label's page.</summary>
    /// <param name="mark">Index of the label.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    public double? OffCentre(int mark, int from, int to)
    {
        var label = Box.Around(marks[mark].Lines.Select(line => line.Box));
        var page = marks[mark].Lines[0].Page;
        double top = double.MaxValue, bottom = double.MinValue;
        var isCut = false;
        for (var row = from; row < to; row++)
        {
            foreach (var line in rows[row])
            {
                isCut |= line.Page != page;
                if (line.Page == page)
                {
                    top = Math.Min(top, line.Box.Y);
                    bottom = Math.Max(bottom, line.Box.Bottom);
                }
            }
        }

        if (top > bottom)
        {
            return null;
        }

        // Beside rows that a page break parts, a label stands in the middle or, with some writers, at the top of what is left.
        var off = Math.Abs(((top + bottom) / 2) - label.CentreY);
        return (isCut ? Math.Min(off, Math.Abs(label.Y - top)) : off) / pitch;
    }
}
