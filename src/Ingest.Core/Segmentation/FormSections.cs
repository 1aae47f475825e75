namespace Ingest.Core.Segmentation;

/// <summary>
/// Divides a document among its forms: an archive binds a department's form and those of its projects into one file. Every title may
/// begin another form; what follows it decides, and only by a clear margin and with a report of its own.
/// </summary>
internal static class FormSections
{
    /// <summary>As much better must a part of the document fit another form than the one before it.</summary>
    private const double Margin = 0.2;

    /// <param name="main">The form of the document as a whole.</param>
    /// <param name="likely">All forms that the document may hold.</param>
    public static IReadOnlyList<(PackIndex Form, IReadOnlyList<PageLayout> Pages)> Find(
        IReadOnlyList<PageLayout> pages, PackIndex main, IReadOnlyList<PackIndex> likely, FormSelector selector)
    {
        var titles = likely.Count < 2 ? [] : Titles(pages, likely).ToList();
        if (titles.Count < 2)
        {
            return [(main, pages)];
        }

        var sections = new List<(PackIndex Form, Place From)>();
        for (var i = 0; i < titles.Count; i++)
        {
            // What stands in front of the first title belongs to it.
            var from = i == 0 ? new Place(0, 0) : titles[i];
            var form = FormOf(Slice(pages, from, i + 1 < titles.Count ? titles[i + 1] : null), i == 0 ? main : sections[^1].Form, selector);
            if (i == 0 || form != sections[^1].Form)
            {
                sections.Add((form, from));
            }
        }

        return sections.Count == 1
            ? [(sections[0].Form, pages)]
            : [.. sections.Select((section, i) => (section.Form, Slice(pages, section.From, i + 1 < sections.Count ? sections[i + 1].From : null)))];
    }

    private sealed record Place(int Page, double Y);

    private static PackIndex FormOf(IReadOnlyList<PageLayout> part, PackIndex before, FormSelector selector)
    {
        var ranked = selector.Rank(part);
        var known = ranked.First(score => score.Form == before);
        return ranked.FirstOrDefault(score => score.IsForm && score.Total >= known.Total + Margin && ReportSplitter.Split(part, score.Form).Count > 0)?.Form ?? before;
    }

    private static IEnumerable<Place> Titles(IReadOnlyList<PageLayout> pages, IReadOnlyList<PackIndex> likely)
    {
        return pages.SelectMany((page, p) => page.Lines.Where(line => IsTitle(line.Text)).Select(line => line.Box.Y)
            .Concat(page.Grids.Where(grid => grid.Cells.Any(cell => cell.Row < 3 && !cell.IsBlank && IsTitle(cell.Text))).Select(grid => grid.Box.Y))
            .Order()
            .Select(y => new Place(p, y)));

        bool IsTitle(string text) => likely.Any(form => form.IsTitle(text));
    }

    private static IReadOnlyList<PageLayout> Slice(IReadOnlyList<PageLayout> pages, Place from, Place? to) =>
        [.. Enumerable.Range(from.Page, (to?.Page ?? pages.Count - 1) - from.Page + 1)
            .Select(p => pages[p].Between(p == from.Page && from.Y > 0 ? from.Y - 1 : 0, p == to?.Page ? to.Y - 1 : double.MaxValue))];
}
