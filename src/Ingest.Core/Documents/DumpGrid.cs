namespace Ingest.Core.Documents;

/// <summary>The typewriter geometry of a text dump: one line is 12 points high, a Latin column 9 points wide, so that one space is a gap.</summary>
public static class DumpGrid
{
    public const double LineHeight = 12;
    public const double ColumnWidth = 9;

    /// <summary>The box of <paramref name="columns"/> columns on line <paramref name="line"/> (counted from 1).</summary>
    public static Box BoxAt(int line, int column, int columns) =>
        new(column * ColumnWidth, ((line - 1) * LineHeight) + 1, columns * ColumnWidth, LineHeight - 2);

    /// <summary>The line, counted from 1, in which <paramref name="box"/> begins.</summary>
    public static int FirstLine(Box box) => (int)(box.Y / LineHeight) + 1;

    /// <summary>The line, counted from 1, in which <paramref name="box"/> ends.</summary>
    public static int LastLine(Box box) => (int)((box.Bottom - 0.5) / LineHeight) + 1;
}
