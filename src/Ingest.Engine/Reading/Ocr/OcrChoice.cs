using Ingest.Core.Documents;
using Ingest.Core.Validation;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Which pages of a PDF are to be recognised.</summary>
internal static class OcrChoice
{
    /// <summary>Page numbers, counted from 1, in order.</summary>
    public static IReadOnlyList<int> Pages(PdfReading reading, OcrMode mode) => mode switch
    {
        OcrMode.Never => [],
        OcrMode.Always => [.. Numbers(reading, (page, sight) => sight.Look != PageLook.Blank)],
        _ => [.. Numbers(reading, (page, sight) => sight.Look is PageLook.Picture or PageLook.Unknown || IsPoor(page, sight))],
    };

    /// <summary>What was recognised in place of a text layer, with a remark where that layer was found wanting.</summary>
    public static Page Replace(Page text, Page recognised) => text.Health is { Characters: > 0, Score: < PageChecks.PoorHealth } poor
        ? recognised with { Health = poor, Remark = recognised.Remark ?? new PageRemark(PageRemarkKind.PoorTextReplaced) }
        : recognised;

    private static bool IsPoor(Page page, PageSight sight) => sight.Look == PageLook.Text && page.Health is { Score: < PageChecks.PoorHealth };

    private static IEnumerable<int> Numbers(PdfReading reading, Func<Page, PageSight, bool> isWanted) =>
        reading.Document.Pages.Zip(reading.Sights).Where(pair => isWanted(pair.First, pair.Second)).Select(pair => pair.First.Number);
}
