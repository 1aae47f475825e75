using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Ingest.Core.Documents;
using Ingest.Engine.Reading.Pictures;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Recognises the pages of a document, several at a time, with engines that stay warm for the next document.</summary>
internal sealed class ScanReader(int threads, ScanSketch? sketch = null) : IDisposable
{
    private const double A4Width = 595;
    private const double A4Height = 842;

    /// <summary>What the orientation engine says with less is no reason to turn a page.</summary>
    private const float SureOfTurn = 2;

    /// <summary>Mean confidence: a page that is read as badly may stand on its head.</summary>
    private const double Doubtful = 0.88;

    /// <summary>Mean confidence of writing on its head: only then is the orientation engine doubted.</summary>
    private const double Senseless = 0.75;

    /// <summary>Fewer characters do not tell how a page stands.</summary>
    private const int FewCharacters = 20;

    /// <summary>Pixels; nobody writes on less.</summary>
    private const int LeastSide = 24;

    private readonly ConcurrentBag<PageRecogniser> _recognisers = [];

    /// <summary>The pages of these numbers, counted from 1; one whose picture cannot be had stays, without words.</summary>
    /// <exception cref="OcrUnavailableException">Scans cannot be read on this machine.</exception>
    public IReadOnlyList<Page> Read(IReadOnlyList<int> numbers, IPagePictures pictures, CancellationToken cancellationToken)
    {
        NativeLibraries.Load();
        var turns = new DocumentTurns();
        var pages = new Page?[numbers.Count];

        // Pages that do not tell how they stand wait for those that do.
        Each(numbers.Count, cancellationToken, i => pages[i] = ReadPage(numbers[i], pictures, turns, mayWait: true, cancellationToken));
        Each(numbers.Count, cancellationToken, i => pages[i] ??= ReadPage(numbers[i], pictures, turns, mayWait: false, cancellationToken));
        return pages!;
    }

    public void Dispose()
    {
        while (_recognisers.TryTake(out var recogniser))
        {
            recogniser.Dispose();
        }
    }

    private void Each(int count, CancellationToken cancellationToken, Action<int> read)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, read);
        }
        catch (AggregateException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
        }
    }

    /// <summary>Null for a page that waits.</summary>
    private Page? ReadPage(int number, IPagePictures pictures, DocumentTurns turns, bool mayWait, CancellationToken cancellationToken)
    {
        try
        {
            using var image = pictures.Take(number, cancellationToken);
            if (Math.Min(image.Pixels.Width, image.Pixels.Height) < LeastSide)
            {
                return new Page(number, Math.Max(1, image.Width), Math.Max(1, image.Height), [], [], TextSource.Ocr);
            }

            var direction = LineDirection.Of(image.Pixels);
            return mayWait && direction == Direction.Unclear && turns.Likeliest(direction) is null
                ? null
                : Upright(new Sheet(image, number, direction), turns, cancellationToken);
        }
        catch (PictureException failure)
        {
            return new Page(number, A4Width, A4Height, [], [], TextSource.Ocr) { Remark = new PageRemark(PageRemarkKind.PictureLost, failure.Message) };
        }
    }

    private sealed record Sheet(PageImage Image, int Number, Direction Direction);

    /// <summary>As the page's lines and the document's other pages say; what cannot be read so is asked how it stands.</summary>
    private Page Upright(Sheet sheet, DocumentTurns document, CancellationToken cancellationToken)
    {
        var known = document.Likeliest(sheet.Direction);
        var asked = false;
        if (known is null)
        {
            (known, asked) = (Ask(sheet), true);
        }

        var turns = known ?? (sheet.Direction == Direction.Down ? 3 : 0);
        var page = Recognise(sheet, turns, cancellationToken);
        var tried = new HashSet<int> { turns };
        var (count, confidence) = QualityOf(page);
        if (count >= FewCharacters && confidence < (asked && known is not null ? Senseless : Doubtful))
        {
            var other = (asked ? null : Ask(sheet)) is { } told && told != turns ? told : asked ? turns ^ 2 : turns;
            if (tried.Add(other) && Recognise(sheet, other, cancellationToken) is var turned && QualityOf(turned) is var quality && quality.Confidence > confidence)
            {
                (page, turns, (count, confidence)) = (turned, other, quality);
            }
        }

        // Writing that makes no sense either way stands a way that nobody thought of.
        for (var other = 0; other < 4 && count >= FewCharacters && confidence < Senseless; other++)
        {
            if (tried.Add(other) && Recognise(sheet, other, cancellationToken) is var turned && QualityOf(turned) is var quality && quality.Confidence > confidence)
            {
                (page, turns, (count, confidence)) = (turned, other, quality);
            }
        }

        if (count >= FewCharacters && confidence >= Doubtful)
        {
            document.Vote(turns, count * confidence);
        }

        return page;
    }

    private Page Recognise(Sheet sheet, int turns, CancellationToken cancellationToken) =>
        With(recogniser => recogniser.Recognise(sheet.Image, sheet.Number, turns, cancellationToken));

    private int? Ask(Sheet sheet) =>
        With(recogniser => recogniser.DetectTurns(sheet.Image)) is { Confidence: >= SureOfTurn } found ? found.Turns : null;

    private static (int Count, double Confidence) QualityOf(Page page)
    {
        var count = page.Words.Sum(word => word.Text.Length);
        return (count, count == 0 ? 0 : page.Words.Sum(word => word.UnitConfidences?.Sum() ?? word.Confidence * word.Text.Length) / count);
    }

    private T With<T>(Func<PageRecogniser, T> work)
    {
        if (!_recognisers.TryTake(out var recogniser))
        {
            recogniser = new PageRecogniser(sketch);
        }

        try
        {
            return work(recogniser);
        }
        finally
        {
            _recognisers.Add(recogniser);
        }
    }
}
