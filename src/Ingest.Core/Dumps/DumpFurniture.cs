using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Dumps;

/// <summary>Running heads and lone page numbers of a dump with form feeds: the first and last lines of its pages.</summary>
internal static class DumpFurniture
{
    public static List<TextLine> Remove(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        var pages = lines.GroupBy(line => line.Page).Select(page => page.ToList()).ToList();
        var repeated = pages.Skip(1).Select(page => page[0].Text).Intersect(pages.SkipLast(1).Select(page => page[0].Text)
            .Concat(pages.Skip(2).Select(page => page[0].Text)), StringComparer.Ordinal)
            .Where(text => index.ColumnAt(text, 0) is null && index.FieldAt(text, 0) is null && text.Any(char.IsLetter)
                && pages.Count(page => page[0].Text == text) > 1)
            .ToHashSet(StringComparer.Ordinal);
        return [.. pages.SelectMany(page => page.Where(line =>
            !(ReferenceEquals(line, page[0]) && repeated.Contains(line.Text))
            && !(ReferenceEquals(line, page[^1]) && line.Text == PageNumber(line.Page))))];
    }

    private static string PageNumber(int page) => page.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
