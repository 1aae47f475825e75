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
/// (the project's name) stands once in each report; a report begins at the title above it. Below the title of another paper
/// it names that, and the report before ends there.
/// </summary>
public static class ReportSplitter
{
    /// <summary>Fewer required labels stand on other papers too.</summary>
    private const int LeastRequired = 6;

    /// <summary>Below a title, of a form that has been told by title and labels already.</summary>
    private const int LeastBelowTitle = 2;

    public static IReadOnlyList<ReportPart> Split(IReadOnlyList<PageLayout> pages, PackIndex index)
    {
        var anchor = index.Pack.Fields.First(candidate => candidate.Required).Key;
        var starts = new List<(int Page, double Y)>();
        var ends = new List<(int Page, double Y)>();
        var titles = new List<(int Page, double Y)>();
        (int Page, double Y, bool IsOther)? title = null;
        for (var p = 0; p < pages.Count; p++)
        {
            foreach (var (y, kind) in Marks(pages[p], index, anchor))
            {
                if (kind == MarkKind.Anchor)
                {
                    (title is { IsOther: true } ? ends : starts).Add(title is { } above ? (above.Page, above.Y) : (p, y));
                    title = null;
                    continue;
                }

                // The nearest title above: those that no project name follows are running heads.
                title = (p, y, kind == MarkKind.Other);
                if (kind == MarkKind.Title)
                {
                    titles.Add((p, y));
                }
            }
        }

        if (starts.Count == 0)
        {
            // The one label was misread, or is worded as nobody knows it: the reports are not lost for it.
            starts.AddRange(ByTitles(pages, index, titles));
        }

        return [.. starts.Select((start, i) => Part(pages, index, i, start, EndOf(start)))];

        (int Page, double Y)? EndOf((int Page, double Y) start) =>
            starts.Concat(ends).Where(place => IsBefore(start, place) && place != start).Order().Cast<(int Page, double Y)?>().FirstOrDefault();
    }

    /// <summary>
    /// A report begins at a title with labels of fields below it, and those stood below a title before: a title repeated over
    /// the rest of a table has none. Without any title, most of the form's required labels make one report.
    /// </summary>
    private static IEnumerable<(int Page, double Y)> ByTitles(IReadOnlyList<PageLayout> pages, PackIndex index, List<(int Page, double Y)> titles)
    {
        var labels = pages.SelectMany((page, p) => FieldsOf(page, index).Select(label => (Page: p, label.Y, label.Key))).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = false;
        for (var i = 0; i < titles.Count; i++)
        {
            var below = labels.Where(label => IsBefore(titles[i], (label.Page, label.Y)) && (i + 1 == titles.Count || IsBefore((label.Page, label.Y), titles[i + 1])))
                .Select(label => label.Key).ToHashSet(StringComparer.Ordinal);
            if (below.Count >= LeastBelowTitle && (!found || below.Count(seen.Contains) >= LeastBelowTitle))
            {
                yield return titles[i];
                found = true;
            }

            seen.UnionWith(below);
        }

        var required = index.Pack.Fields.Where(field => field.Required).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        if (!found && required.Count >= LeastRequired && labels.Select(label => label.Key).Where(required.Contains).Distinct().Count() * 4 >= required.Count * 3)
        {
            yield return (0, 0);
        }
    }

    private static bool IsBefore((int Page, double Y) one, (int Page, double Y) other) => one.Page < other.Page || (one.Page == other.Page && one.Y <= other.Y);

    private enum MarkKind
    {
        Anchor,
        Title,
        Other,
    }

    /// <summary>The labels of fields that stand on a page.</summary>
    private static IEnumerable<(double Y, string Key)> FieldsOf(PageLayout page, PackIndex index) =>
        page.Lines.SelectMany(line => LabelHit.In(line, index).Select(hit => (line.Box.Y, hit.Field.Key)))
            .Concat(page.Grids.SelectMany(grid => grid.Cells).Where(cell => !cell.IsBlank)
                .Select(cell => (cell.Box.Y, Key: index.WholeField(cell.Text)?.Item.Key ?? ""))
                .Where(label => label.Key.Length > 0));

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
    private static IEnumerable<(double Y, MarkKind Kind)> Marks(PageLayout page, PackIndex index, string anchor)
    {
        var free = page.Page.Source == TextSource.Dump ? page.Lines : LabelStacks.Join(page.Lines, index);
        return free.SelectMany(line => Of([line], line.Text, line.Box.Y))
            .Concat(page.Grids.SelectMany(grid => grid.Cells
                .SelectMany(cell => Of(LabelStacks.Join(cell.Lines, index), cell.Text, cell.Box.Y))
                .Select(mark => mark with { Y = grid.Box.Y })))
            .OrderBy(mark => mark.Y);

        IEnumerable<(double Y, MarkKind Kind)> Of(IReadOnlyList<TextLine> lines, string text, double y)
        {
            if (lines.Count > 0 && TitleKind(text) is { } title)
            {
                return [(y, title)];
            }

            if (lines.Count > 0 && index.WholeField(text)?.Item.Key == anchor)
            {
                return [(y, MarkKind.Anchor)];
            }

            return lines
                .Select(line => (Line: line, Title: TitleKind(line.Text)))
                .Where(pair => pair.Title is not null || LabelHit.In(pair.Line, index).Any(hit => hit.Field.Key == anchor))
                .Select(pair => (pair.Line.Box.Y, pair.Title ?? MarkKind.Anchor));
        }

        MarkKind? TitleKind(string text) => index.IsTitle(text) ? MarkKind.Title : index.IsOther(text) ? MarkKind.Other : null;
    }
}
