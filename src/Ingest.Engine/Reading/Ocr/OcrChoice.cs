using Ingest.Core.Validation;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Which pages of a PDF are to be recognised.</summary>
internal static class OcrChoice
{
    /// <summary>Page numbers, counted from 1, in order.</summary>
    public static IReadOnlyList<int> Pages(PdfReading reading, OcrMode mode) => mode switch
    {
        OcrMode.Never => [],
        OcrMode.Always => [.. reading.Document.Pages.Where((_, i) => reading.Looks[i] != PageLook.Blank).Select(page => page.Number)],
        _ =>
        [
            .. reading.Document.Pages
                .Where((page, i) => reading.Looks[i] == PageLook.Picture
                    || (reading.Looks[i] == PageLook.Text && page.Health is { Score: < PageChecks.PoorHealth }))
                .Select(page => page.Number),
        ],
    };
}
