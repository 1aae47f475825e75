using System.Globalization;
using System.Xml.Linq;

namespace Ingest.Fixtures.Printing;

/// <summary>
/// What a printed PDF holds, by poppler: enough to count pages, find titles and see that nothing was cut off.
/// Goldens take no value from it.
/// </summary>
internal sealed class PrintedText
{
    private PrintedText(IReadOnlyList<PrintedPage> pages) => Pages = pages;

    public IReadOnlyList<PrintedPage> Pages { get; }

    public static PrintedText Of(string pdfPath)
    {
        var document = XDocument.Parse(OutsideProgram.Run("pdftotext", "-bbox", pdfPath, "-"));
        var pages = document.Descendants().Where(element => element.Name.LocalName == "page").Select(page => new PrintedPage(
            Number(page, "height"),
            [.. page.Elements().Select(word => new PrintedWord(Radicals.Undo(word.Value), Number(word, "yMin"), Number(word, "yMax")))]));
        return new PrintedText([.. pages]);
    }

    public string AllText => string.Concat(Pages.SelectMany(page => page.Words).Select(word => word.Text));

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
}

/// <summary>Height in points.</summary>
internal sealed record PrintedPage(double Height, IReadOnlyList<PrintedWord> Words)
{
    /// <summary>The lines that say exactly this, however their characters are parted.</summary>
    public IEnumerable<PrintedWord> LinesSaying(string text) => Words
        .GroupBy(word => Math.Round(word.Top))
        .Where(line => string.Concat(line.Select(word => word.Text)) == text.Replace(" ", "", StringComparison.Ordinal))
        .Select(line => line.First());
}

/// <summary>Top and bottom in points from the head of the page.</summary>
internal sealed record PrintedWord(string Text, double Top, double Bottom);
