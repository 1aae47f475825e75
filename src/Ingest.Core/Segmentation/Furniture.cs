using System.Text.RegularExpressions;
using Ingest.Core.Documents;

namespace Ingest.Core.Segmentation;

/// <summary>Page numbers and running heads: lines at the edge of the page that say where one is, not what is reported.</summary>
public static partial class Furniture
{
    /// <summary>The pages without their furniture.</summary>
    /// <param name="keep">Tells of a line that it belongs to the form although it comes again: a repeated table header.</param>
    public static IReadOnlyList<PageLayout> Remove(IReadOnlyList<PageLayout> pages, Func<string, bool> keep)
    {
        var repeated = pages
            .SelectMany(page => EdgeLines(page).Select(line => (page.Page.Number, Key: KeyOf(line))))
            .Distinct()
            .GroupBy(pair => pair.Key)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet();
        return [.. pages.Select(page =>
        {
            var furniture = EdgeLines(page)
                .Where(line => PageNumber().IsMatch(line.Text) || (repeated.Contains(KeyOf(line)) && !keep(line.Text)))
                .ToHashSet();
            return furniture.Count == 0 ? page : page with { Lines = [.. page.Lines.Where(line => !furniture.Contains(line))] };
        })];
    }

    /// <summary>Nothing but a page number; a lone number of the form looks like one, too.</summary>
    public static bool IsPageNumber(string text) => PageNumber().IsMatch(text);

    /// <summary>A page number that cannot be taken for a number of the form: 第 3 页, - 3 -, 3 / 7.</summary>
    public static bool IsPageMark(string text) => PageNumber().IsMatch(text) && text.AsSpan().IndexOfAny("页/／-—－–") >= 0;

    /// <summary>The two outermost lines at the top and at the foot, when nothing of the page lies beyond them.</summary>
    private static IEnumerable<TextLine> EdgeLines(PageLayout page)
    {
        var top = page.Grids.Count == 0 ? double.MaxValue : page.Grids.Min(grid => grid.Box.Y);
        var bottom = page.Grids.Count == 0 ? double.MinValue : page.Grids.Max(grid => grid.Box.Bottom);
        var head = page.Lines.Take(2).Where(line => line.Box.Bottom <= top + 1 && line.Box.Y < page.Page.Height * 0.14);
        var foot = page.Lines.TakeLast(2).Where(line => line.Box.Y >= bottom - 1 && line.Box.Bottom > page.Page.Height * 0.88);
        return head.Concat(foot).Distinct();
    }

    /// <summary>The same for a line that says the same at the same height, page numbers aside.</summary>
    private static (string Text, int Height) KeyOf(TextLine line) =>
        (Digits().Replace(line.Text, "#"), (int)Math.Round(line.Box.CentreY / 4));

    [GeneratedRegex(@"^[\s\-–—－·•~～|/]*(第?\s*[0-9０-９ⅰ-ⅿⅠ-Ⅿ]{1,4}\s*页?)([\s,，/／\-of]*(共|总)?\s*[0-9０-９]{0,4}\s*页?)[\s\-–—－·•~～|]*$|^Page\s+\d+(\s+of\s+\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PageNumber();

    [GeneratedRegex("[0-9０-９]+")]
    private static partial Regex Digits();
}
