using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Segmentation;

/// <summary>The pages, or parts of pages, that one report takes up.</summary>
public sealed record ReportPart(ReportKey Key, PackIndex Index, IReadOnlyList<PageLayout> Pages)
{
    public FormPack Pack => Index.Pack;

    public TextSource Source => Pages[0].Page.Source;
}

/// <summary>
/// Splits a document into reports by its content. The field that a form's pack names first among the required ones
/// (the project's name) stands once in each report; a report begins at the title above it.
/// </summary>
public static class ReportSplitter
{
    /// <summary>Fewer required labels stand on other papers too.</summary>
    private const int LeastRequired = 6;

    public static IReadOnlyList<ReportPart> Split(IReadOnlyList<PageLayout> pages, PackIndex index)
    {
        var anchor = index.Pack.Fields.First(candidate => candidate.Required).Key;
        var starts = new List<(int Page, double Y)>();
        (int Page, double Y)? title = null, firstTitle = null;
        for (var p = 0; p < pages.Count; p++)
        {
            foreach (var (y, isTitle) in Marks(pages[p], index, anchor))
            {
                if (isTitle)
                {
                    // The nearest title above: those that no project name follows are running heads.
                    title = (p, y);
                    firstTitle ??= title;
                }
                else
                {
                    starts.Add(title ?? (p, y));
                    title = null;
                }
            }
        }

        if (starts.Count == 0 && IsCertain(pages, index))
        {
            // The one label was misread, or is worded as nobody knows it: the rest of the report is not lost for it.
            starts.Add(firstTitle ?? (0, 0));
        }

        return [.. starts.Select((start, i) => Part(pages, index, i, start, i + 1 < starts.Count ? starts[i + 1] : null))];
    }

    /// <summary>Most of the form's required labels stand there.</summary>
    private static bool IsCertain(IReadOnlyList<PageLayout> pages, PackIndex index)
    {
        var required = index.Pack.Fields.Where(field => field.Required).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        var found = pages.SelectMany(page => page.Lines.SelectMany(line => LabelHit.In(line, index)).Select(hit => hit.Field.Key)
            .Concat(page.Grids.SelectMany(grid => grid.Cells).Where(cell => !cell.IsBlank).Select(cell => index.WholeField(cell.Text)?.Item.Key ?? "")));
        return required.Count >= LeastRequired && found.Where(required.Contains).Distinct().Count() * 4 >= required.Count * 3;
    }

    private static ReportPart Part(
        IReadOnlyList<PageLayout> pages, PackIndex index, int ordinal, (int Page, double Y) start, (int Page, double Y)? end)
    {
        var last = end?.Page ?? pages.Count - 1;
        var parts = Enumerable.Range(start.Page, last - start.Page + 1)
            .Select(p => pages[p].Between(
                p == start.Page ? start.Y - 1 : 0,
                p == end?.Page ? end.Value.Y - 1 : double.MaxValue))
            .ToList();
        var filled = parts.Where(page => page.Grids.Count > 0 || page.Lines.Any(line => !index.IsTitle(line.Text))).ToList();
        parts = filled.Count > 0 ? filled : parts;
        return new ReportPart(new ReportKey(ordinal + 1, parts[0].Page.Number, parts[^1].Page.Number), index, parts);
    }

    /// <summary>The titles and the anchor's labels of a page, top to bottom; a narrow column may break a label over lines.</summary>
    private static IEnumerable<(double Y, bool IsTitle)> Marks(PageLayout page, PackIndex index, string anchor)
    {
        var free = page.Page.Source == TextSource.Dump ? page.Lines : LabelStacks.Join(page.Lines, index);
        return free.SelectMany(line => Of([line], line.Text, line.Box.Y))
            .Concat(page.Grids.SelectMany(grid => grid.Cells
                .SelectMany(cell => Of(LabelStacks.Join(cell.Lines, index), cell.Text, cell.Box.Y))
                .Select(mark => mark with { Y = grid.Box.Y })))
            .OrderBy(mark => mark.Y);

        IEnumerable<(double Y, bool IsTitle)> Of(IReadOnlyList<TextLine> lines, string text, double y)
        {
            if (lines.Count > 0 && index.IsTitle(text))
            {
                return [(y, true)];
            }

            if (lines.Count > 0 && index.WholeField(text)?.Item.Key == anchor)
            {
                return [(y, false)];
            }

            return lines
                .Select(line => (Line: line, IsTitle: index.IsTitle(line.Text)))
                .Where(pair => pair.IsTitle || LabelHit.In(pair.Line, index).Any(hit => hit.Field.Key == anchor))
                .Select(pair => (pair.Line.Box.Y, pair.IsTitle));
        }
    }
}
