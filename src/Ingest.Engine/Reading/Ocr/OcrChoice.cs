using Ingest.Core.Documents;
using Ingest.Core.Validation;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Which pages of a PDF are to be recognised.</summary>
internal sealed class OcrChoice(OcrMode mode, Func<IReadOnlyList<Word>, bool>? knowsLabels)
{
    /// <summary>Fewer words do not tell if a text layer makes sense.</summary>
    private const int FewWords = 15;

    /// <summary>Page numbers, counted from 1, in order.</summary>
    public IReadOnlyList<int> Pages(PdfReading reading) => mode switch
    {
        OcrMode.Never => [],
        OcrMode.Always => [.. Numbers(reading, (page, sight) => sight.Look != PageLook.Blank)],
        _ => [.. Numbers(reading, (page, sight) => sight.Look is PageLook.Picture or PageLook.Unknown || IsPoor(page, sight) || IsTypedOver(page, sight))],
    };

    /// <summary>
    /// The page whose picture shall tell if the document's text layer makes sense: where no page of it says anything that
    /// is known. Null where there is nothing to ask.
    /// </summary>
    public int? Doubtful(PdfReading reading, IReadOnlyList<int> wanted)
    {
        if (mode != OcrMode.Auto || knowsLabels is null)
        {
            return null;
        }

        var texts = reading.Document.Pages.Where((page, i) => reading.Sights[i].Look == PageLook.Text && !wanted.Contains(page.Number)).ToList();
        return texts.MaxBy(page => page.Words.Count) is { Words.Count: >= FewWords } fullest && !texts.Any(page => knowsLabels(page.Words))
            ? fullest.Number
            : null;
    }

    /// <summary>The picture says what the text layer did not.</summary>
    public bool IsRight(Page recognised) => knowsLabels?.Invoke(recognised.Words) == true;

    /// <summary>What was recognised in place of a text layer, with a remark where that layer was found wanting.</summary>
    public static Page Replace(Page text, Page recognised, bool isSenseless) => recognised.Remark is not null ? recognised
        : text.Health is { Characters: > 0, Score: < PageChecks.PoorHealth } poor ? recognised with { Health = poor, Remark = new PageRemark(PageRemarkKind.PoorTextReplaced) }
        : isSenseless && text.Words.Count > 0 ? recognised with { Remark = new PageRemark(PageRemarkKind.SenselessTextReplaced) }
        : recognised;

    private static bool IsPoor(Page page, PageSight sight) => sight.Look == PageLook.Text && page.Health is { Score: < PageChecks.PoorHealth };

    /// <summary>Values typed on a scanned form: the labels are in the picture. A page of text on a background has its own.</summary>
    private bool IsTypedOver(Page page, PageSight sight) => sight.IsTextOverPicture && knowsLabels?.Invoke(page.Words) == false;

    private static IEnumerable<int> Numbers(PdfReading reading, Func<Page, PageSight, bool> isWanted) =>
        reading.Document.Pages.Zip(reading.Sights).Where(pair => isWanted(pair.First, pair.Second)).Select(pair => pair.First.Number);
}
