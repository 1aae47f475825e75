using UglyToad.PdfPig;

namespace Ingest.Benchmarks;

/// <summary>The peer: PdfPig reading the letters and paths of every page, and nothing done with them.</summary>
internal static class Bare
{
    /// <summary>The number of pages read.</summary>
    public static int Read(string path)
    {
        using var document = PdfDocument.Open(File.ReadAllBytes(path), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        foreach (var page in document.GetPages())
        {
            _ = page.Letters.Count;
            _ = page.Paths.Count;
        }

        return document.NumberOfPages;
    }
}
