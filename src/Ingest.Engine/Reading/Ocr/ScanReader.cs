using System.Collections.Concurrent;
using Ingest.Core.Documents;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Recognises the pages of a document, several at a time, with engines that stay warm for the next document.</summary>
internal sealed class ScanReader(int threads) : IDisposable
{
    private const double A4Width = 595;
    private const double A4Height = 842;

    /// <summary>What the orientation engine says with less is no reason to turn a page.</summary>
    private const float SureOfTurn = 2;

    private readonly ConcurrentBag<PageRecogniser> _recognisers = [];

    /// <summary>The pages of these numbers, counted from 1; one whose picture cannot be had stays, without words.</summary>
    /// <exception cref="OcrUnavailableException">Scans cannot be read on this machine.</exception>
    public IReadOnlyList<Page> Read(IReadOnlyList<int> numbers, IPagePictures pictures, CancellationToken cancellationToken)
    {
        NativeLibraries.Load();
        var pages = new Page[numbers.Count];
        var turns = TurnsOf(numbers[0], pictures, cancellationToken);
        try
        {
            Parallel.For(
                0, numbers.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                i => pages[i] = ReadPage(numbers[i], turns, pictures, cancellationToken));
        }
        catch (AggregateException failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
        }

        return pages;
    }

    public void Dispose()
    {
        while (_recognisers.TryTake(out var recogniser))
        {
            recogniser.Dispose();
        }
    }

    /// <summary>A scanner turns a whole batch alike; sparse pages do not tell by themselves.</summary>
    private int TurnsOf(int number, IPagePictures pictures, CancellationToken cancellationToken)
    {
        using var image = pictures.Take(number, cancellationToken);
        return image is not null && With(recogniser => recogniser.DetectTurns(image)) is { Confidence: >= SureOfTurn } found ? found.Turns : 0;
    }

    private Page ReadPage(int number, int turns, IPagePictures pictures, CancellationToken cancellationToken)
    {
        using var image = pictures.Take(number, cancellationToken);
        return image is null
            ? new Page(number, A4Width, A4Height, [], [], TextSource.Ocr)
            : With(recogniser => recogniser.Recognise(image, number, turns, cancellationToken));
    }

    private T With<T>(Func<PageRecogniser, T> work)
    {
        if (!_recognisers.TryTake(out var recogniser))
        {
            recogniser = new PageRecogniser();
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
