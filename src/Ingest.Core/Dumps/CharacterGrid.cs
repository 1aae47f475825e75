using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Dumps;

/// <summary>
/// The other typewriter: pdftotext -layout counts characters, a Han character as one column like any other, so that columns
/// that look ragged on a screen, where Han characters are twice as wide, stand straight when characters are counted.
/// </summary>
internal static class CharacterGrid
{
    /// <summary>The points of one character: about square, as Han characters are.</summary>
    private const double Pitch = DumpGrid.LineHeight;

    public static ReportPart Of(ReportPart part) => part with { Pages = [.. part.Pages.Select(Of)] };

    private static PageLayout Of(PageLayout page) => page with { Lines = [.. page.Lines.Select(Of)] };

    private static TextLine Of(TextLine line)
    {
        var words = new List<Word>(line.Words.Count);
        int column = 0;
        double reach = 0;
        foreach (var word in line.Words)
        {
            column += (int)Math.Round((word.Box.X - reach) / DumpGrid.ColumnWidth);
            var box = word.Box with { X = column * Pitch, Width = word.Text.Length * Pitch };
            words.Add(word with { Box = box, Edges = null });
            column += word.Text.Length;
            reach = word.Box.Right;
        }

        return new TextLine(line.Page, words);
    }
}
