using System.Security.Cryptography;
using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;
using Ingest.Engine.Reading.Pictures;

namespace Ingest.Engine.Reading;

/// <summary>What stands in a box of a page.</summary>
/// <param name="Text">A line of the page each; "" where nothing can be read.</param>
/// <param name="Box">Tight around the words, points of the page as displayed; what was asked for where there are none.</param>
/// <param name="Confidence">Of the least sure word, 0 to 1.</param>
public sealed record BoxReading(string Text, Box Box, TextSource Source, double Confidence);

/// <summary>
/// Reads a box that somebody drew on a page: the words of the text layer, where the page has one that can be believed and words
/// in the box; else what is recognised there, of what lies in the box alone: what stands beside it takes no part in its lines.
/// </summary>
public sealed class BoxReader(ReadOptions options) : IDisposable
{
    /// <summary>Read around the box, points: a hand that draws is not exact.</summary>
    private const double Slack = 2;

    /// <summary>Mean confidence below which the page may lie turned.</summary>
    private const double Senseless = 0.7;

    private readonly PageRecogniserOnDemand _recogniser = new();

    /// <param name="page">Counted from 1.</param>
    /// <param name="box">Points of the page as displayed, origin top left.</param>
    /// <exception cref="UnreadableDocumentException">The file cannot be read, or has no such page.</exception>
    /// <exception cref="OcrUnavailableException">The page is a scan, and this machine cannot read scans.</exception>
    public BoxReading Read(string path, int page, Box box, CancellationToken cancellationToken = default)
    {
        var bytes = File.ReadAllBytes(path);
        var fileName = Path.GetFileName(path);
        switch (FileContent.Of(bytes).Kind)
        {
            case ContentKind.Pdf:
                var source = new PdfSource(fileName, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes, ["", .. options.Passwords], options.MaxPages) { OnPages = options.OnPages };
                var reading = DocumentReader.Open(path, source, cancellationToken);
                Require(page, reading.Document.Pages.Count, fileName);
                return InTextLayer(reading, page, box) ?? InPicture(new PdfPictures(path, source, reading.Sights), page, box, cancellationToken);
            case ContentKind.Image:
                NativeLibraries.Load(); // Before OpenCV looks at the picture.
                var pictures = ImagePictures.Open(bytes, fileName, options.MaxPages);
                Require(page, pictures.Count, fileName);
                return InPicture(pictures, page, box, cancellationToken);
            default:
                throw Unreadable.NotAPdf(fileName);
        }
    }

    public void Dispose() => _recogniser.Dispose();

    private static void Require(int page, int count, string fileName)
    {
        if (page < 1 || page > count)
        {
            throw new UnreadableDocumentException(
                UnreadableReason.NoPages, FormattableString.Invariant($"{fileName} has no page {page}"), FormattableString.Invariant($"{fileName} 没有第 {page} 页"));
        }
    }

    private BoxReading? InTextLayer(PdfReading reading, int page, Box box)
    {
        var read = reading.Document.Pages[page - 1];
        if (reading.Sights[page - 1].Look != PageLook.Text || new OcrChoice(OcrMode.Auto, options.KnowsLabels).Pages(reading).Contains(page))
        {
            return null;
        }

        var words = read.Words.Select(word => Inside(word, box)).OfType<Word>().ToList();
        return words.Count == 0 ? null : Of(page, words, Placement.Identity, TextSource.Text);
    }

    /// <summary>The part of a word whose characters' middles lie in the box: in Chinese a word may be a whole line.</summary>
    private static Word? Inside(Word word, Box box)
    {
        if (word.Box.CentreY < box.Y || word.Box.CentreY > box.Bottom)
        {
            return null;
        }

        var inside = Enumerable.Range(0, word.Text.Length).Where(at => word.BoxOf(at, 1).CentreX is var x && x >= box.X && x <= box.Right).ToList();
        return inside.Count == 0 ? null : new Word(
            word.Text.Substring(inside[0], inside[^1] - inside[0] + 1), word.BoxOf(inside[0], inside[^1] - inside[0] + 1), word.ConfidenceOf(inside[0], inside[^1] - inside[0] + 1));
    }

    private BoxReading InPicture(IPagePictures pictures, int page, Box box, CancellationToken cancellationToken)
    {
        try
        {
            using var whole = pictures.Take(page, cancellationToken);
            var read = Enumerable.Range(0, 4).Select(turns => _recogniser.Value.Recognise(whole, page, turns, cancellationToken, box.Inflate(Slack)));
            // As it lies, unless that makes no sense: then as whatever turn makes most.
            var first = read.First();
            var best = first.Words.Count == 0 || MeanConfidence(first) >= Senseless ? first : read.MaxBy(MeanConfidence)!;
            return best.Words.Count == 0
                ? new BoxReading("", box, TextSource.Ocr, 0)
                : Of(page, best.Words, best.Placement ?? Placement.Identity, TextSource.Ocr);
        }
        catch (PictureException lost)
        {
            throw Unreadable.PictureLost("", lost.Message);
        }
    }

    private static double MeanConfidence(Page page) => page.Words.Count == 0 ? 0
        : page.Words.Sum(word => word.Confidence * word.Text.Length) / page.Words.Sum(word => word.Text.Length);

    private static BoxReading Of(int page, IReadOnlyList<Word> words, Placement placement, TextSource source) => new(
        string.Join('\n', TextLine.Build(page, words).Select(line => line.Text)),
        placement.Apply(Box.Around(words.Select(word => word.Box))), source, words.Min(word => word.Confidence));

    /// <summary>Engines are heavy: made when the first scan is read, kept for the next.</summary>
    private sealed class PageRecogniserOnDemand : IDisposable
    {
        private PageRecogniser? _made;

        public PageRecogniser Value
        {
            get
            {
                NativeLibraries.Load();
                return _made ??= new PageRecogniser();
            }
        }

        public void Dispose() => _made?.Dispose();
    }
}
