using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Segmentation;

/// <summary>Splits a document as a reviewer divided it, whatever its content says.</summary>
internal static class OutlineSplitter
{
    /// <param name="indexFor">The index of a mark's form; of one that nobody knows any more, that which fits its pages best.</param>
    public static IReadOnlyList<ReportPart> Split(
        IReadOnlyList<PageLayout> pages, Outline outline, Func<string, IReadOnlyList<PageLayout>, PackIndex> indexFor)
    {
        var marks = outline.Marks.Where(mark => mark.Page <= pages.Count).Order().ToList();
        var parts = new List<ReportPart>();
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i].Form is { } form && Slice(pages, marks[i], i + 1 < marks.Count ? marks[i + 1] : null) is { Count: > 0 } slice)
            {
                var index = indexFor(form, slice);
                slice = Furniture.Remove(slice, index.IsLabelled);
                parts.Add(new ReportPart(new ReportKey(parts.Count + 1, slice[0].Page.Number, slice[^1].Page.Number), index, slice));
            }
        }

        return parts;
    }

    /// <summary>Pages from one mark to the next; those in between without anything on them too, but not after the last that has something.</summary>
    private static IReadOnlyList<PageLayout> Slice(IReadOnlyList<PageLayout> pages, OutlineMark from, OutlineMark? to)
    {
        if (from.Line is { } line)
        {
            // A dump's lines are counted over the whole file, and so are their heights.
            var (top, bottom) = (TopOf(line), to?.Line is { } next ? TopOf(next) : double.MaxValue);
            return [.. pages.Select(page => page.Between(top, bottom)).Where(HasContent)];
        }

        var last = to is null ? pages.Count - 1 : to.Page - 1;
        var slice = Enumerable.Range(from.Page - 1, Math.Max(0, last - from.Page + 2)).Select(p => pages[p].Between(
            p == from.Page - 1 && from.Top > 0 ? HeightOf(pages[p].Page, from.Top) : 0,
            p == to?.Page - 1 ? HeightOf(pages[p].Page, to!.Top) : double.MaxValue)).ToList();
        return [.. slice.Take(slice.FindLastIndex(HasContent) + 1)];
    }

    private static bool HasContent(PageLayout page) => page.Lines.Count > 0 || page.Grids.Count > 0;

    private static double TopOf(int line) => (line - 1) * DumpGrid.LineHeight;

    /// <summary>A height on the page as displayed, on the page as it was turned for reading.</summary>
    private static double HeightOf(Page page, double top) =>
        top <= 0 ? 0 : page.Placement is { } placement ? placement.Inverse().Apply(page.Width / 2, top).Y : top;
}
