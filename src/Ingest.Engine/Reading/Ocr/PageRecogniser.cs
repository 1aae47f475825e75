using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>From the picture of a page to its words and rulings. Warm engines inside: one a thread.</summary>
internal sealed class PageRecogniser : IDisposable
{
    private readonly LineReader _lines = new();
    private TesseractEngine? _orientation;

    /// <summary>Clockwise quarter turns that make the page upright; null where its writing does not tell.</summary>
    public (int Turns, float Confidence)? DetectTurns(PageImage image)
    {
        using var grey = Seals.Remove(image.Pixels, out _);
        return (_orientation ??= new TesseractEngine("osd")).DetectOrientation(grey);
    }

    /// <param name="number">Counted from 1.</param>
    /// <param name="turns">Clockwise quarter turns that make the page upright.</param>
    public Page Recognise(PageImage image, int number, int turns, CancellationToken cancellationToken)
    {
        using var prepared = PagePreparer.Prepare(image, turns);
        return Read(prepared, number, cancellationToken);
    }

    private Page Read(PreparedPage prepared, int number, CancellationToken cancellationToken)
    {
        using var ink = new Mat();
        Cv2.Threshold(prepared.Ink, ink, 160, 255, ThresholdTypes.BinaryInv);
        var em = LineFinder.UsualHeight(ink);
        var maker = new WordMaker(em);
        var words = new List<Word>();
        foreach (var parts in Regions.Of(prepared, LineFinder.Components(ink), em))
        {
            foreach (var box in LineFinder.Find(parts, em))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = new LineInk(ink, box);
                words.AddRange(maker.Words(TickBoxes.Repair(TextRepair.Repair(_lines.Read(prepared.Ink, line)), ink, box), line));
            }
        }

        return new Page(number, prepared.Width, prepared.Height, words, prepared.Rulings, TextSource.Ocr)
        {
            Placement = prepared.Placement,
        };
    }

    public void Dispose()
    {
        _lines.Dispose();
        _orientation?.Dispose();
    }
}
