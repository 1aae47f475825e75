using Ingest.Core.Documents;

namespace Ingest.Core.Tables;

/// <summary>How far a label stands from the middle of rows, where all of them stand on its page.</summary>
internal sealed class RowHeights
{
    private readonly IReadOnlyList<CategoryMark> marks;
    private readonly List<(int Page, double Top, double Bottom)> rows;
    private readonly double pitch;

    public RowHeights(IReadOnlyList<RowFragment> rows, IReadOnlyList<CategoryMark> marks)
    {
        this.marks = marks;
        this.rows = [.. rows.Select(row => row.Cells.Values.SelectMany(cell => cell).ToList()).Select(lines =>
            (lines.TrueForAll(line => line.Page == lines[0].Page) ? lines[0].Page : 0, lines.Min(line => line.Box.Y), lines.Max(line => line.Box.Bottom)))];
        pitch = this.rows.Count == 0 ? 1 : Math.Max(1, this.rows.Average(row => row.Bottom - row.Top));
    }

    /// <summary>In rows of usual height; null when a page break lies between.</summary>
    /// <param name="mark">Index of the label.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    public double? OffCentre(int mark, int from, int to)
    {
        var lines = marks[mark].Lines;
        if (rows[from].Page != lines[0].Page || rows[to - 1].Page != lines[0].Page)
        {
            return null;
        }

        var middle = Box.Around(lines.Select(line => line.Box)).CentreY;
        return Math.Abs(((rows[from].Top + rows[to - 1].Bottom) / 2) - middle) / pitch;
    }
}
