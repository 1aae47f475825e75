using Ingest.Core.Documents;
using Ingest.Core.Normalisation;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>From the picture of a page to its words and rulings. Warm engines inside: one a thread.</summary>
internal sealed class PageRecogniser(ScanSketch? sketch = null) : IDisposable
{
    /// <summary>What lies nearer to the page's edge, pixels, is the scanner's.</summary>
    private const int EdgeWidth = PreparedPage.Dpi / 7;

    private const double DoubtfulMark = 0.7;

    /// <summary>No line begins with these marks: typesetters put them at the end of the one before. What looks like one is a speck.</summary>
    private const string NoneBegins = "，。、；：:.．,;·'`‘’“”\"＇";

    private const string Quotes = "“”‘’\"";

    /// <summary>Nor do lines end with these, if they are as small.</summary>
    private const string LoneQuotes = "“‘'＇`";

    /// <summary>Unless it is as sure, and of its line's height as large: whoever wraps lines by hand begins some so.</summary>
    private const double SureMark = 0.95;
    private const double LeastMark = 0.2;

    private readonly LineReader _lines = new();
    private TesseractEngine? _orientation;

    /// <summary>Clockwise quarter turns that make the page upright; null where its writing does not tell.</summary>
    public (int Turns, float Confidence)? DetectTurns(PageImage image)
    {
        using var grey = Seals.Remove(image.Pixels);
        return (_orientation ??= new TesseractEngine("osd")).DetectOrientation(grey);
    }

    /// <param name="number">Counted from 1.</param>
    /// <param name="turns">Clockwise quarter turns that make the page upright.</param>
    /// <param name="only">What lies in this box of the page as displayed, points, and nothing else of the page; null for all of it.</param>
    public Page Recognise(PageImage image, int number, int turns, CancellationToken cancellationToken, Box? only = null)
    {
        using var prepared = PagePreparer.Prepare(image, turns);
        sketch?.Keep(number, image, prepared);
        return Read(prepared, number, only is { } box ? prepared.Placement.Inverse().Apply(box) : null, cancellationToken);
    }

    private Page Read(PreparedPage prepared, int number, Box? only, CancellationToken cancellationToken)
    {
        using var ink = new Mat();
        Cv2.GaussianBlur(prepared.Ink, ink, new Size(3, 3), 0.8);
        Cv2.Threshold(ink, ink, 165, 255, ThresholdTypes.BinaryInv);
        var em = LineFinder.UsualHeight(ink);
        var maker = new WordMaker(em);
        var words = new List<Word>();
        var inside = Rect.Inflate(new Rect(0, 0, ink.Width, ink.Height), -EdgeWidth, -EdgeWidth);
        var components = LineFinder.Components(ink).Where(part => inside.IntersectsWith(part) && Holds(only, part)).ToList();
        foreach (var (parts, isCell) in Regions.Of(prepared, components, em))
        {
            var lines = new List<ReadLine>();
            foreach (var box in LineFinder.Find(parts, em).Where(box => !RulingRemains.IsOne(box, prepared.Rulings, em)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                lines.Add(new ReadLine(box, ReadLine(prepared.Ink, new LineInk(ink, box))));
            }

            words.AddRange(TickBoxes.Repair(isCell ? WithoutStrayMarks(lines) : lines, prepared.Ink).SelectMany(line => maker.Words(line.Characters, new LineInk(ink, line.Box))));
        }

        return new Page(number, prepared.Width, prepared.Height, words, prepared.Rulings, TextSource.Ocr)
        {
            Placement = prepared.Placement,
        };
    }

    /// <summary>A mark on a line of its own beside others of a cell is dirt: a dash for nothing stands alone.</summary>
    private static List<ReadLine> WithoutStrayMarks(List<ReadLine> lines) => lines.Exists(line => line.Characters.Any(c => char.IsLetterOrDigit(c.Char)))
        ? lines.FindAll(line => line.Characters is not [var only] || char.IsLetterOrDigit(only.Char) || Measures.IsOperator(only.Text) || only.Char is '□' or '■' or '☑' or '√' or '%' or '。')
        : lines;

    private static bool Holds(Box? only, Rect part) =>
        only?.Contains((part.X + (part.Width / 2.0)) * PreparedPage.PointsPerPixel, (part.Y + (part.Height / 2.0)) * PreparedPage.PointsPerPixel) != false;

    private IReadOnlyList<ReadCharacter> ReadLine(Mat page, LineInk line)
    {
        if (Colons.Leading(line) is not { } colon)
        {
            return WithoutDirt(Repaired(_lines.Read(page, line), line), line);
        }

        var rest = line.Behind(colon);
        return [Colons.Character(colon), .. Repaired(_lines.Read(page, rest), rest)];
    }

    private static IReadOnlyList<ReadCharacter> Repaired(IReadOnlyList<ReadCharacter> read, LineInk line) =>
        TextRepair.Repair(MarkShapes.Repair(Colons.Repair(InsertedCharacters.Drop(read, line.Line.Width, line.Line.Height), line), line));

    /// <summary>
    /// A mark alone that the reader could hardly read is no writing; a dash says that there is none, and columns of operators hold one each.
    /// A mark with which no line begins is a speck.
    /// </summary>
    private static IReadOnlyList<ReadCharacter> WithoutDirt(IReadOnlyList<ReadCharacter> read, LineInk line) => read switch
    {
        [{ Confidence: < DoubtfulMark } only] when !only.Text.Any(char.IsLetterOrDigit) && !Blanks.IsBlank(only.Text) && !Measures.IsOperator(only.Text) => [],
        [.., var before, var mark] when LoneQuotes.Contains(mark.Char, StringComparison.Ordinal) && char.IsLetterOrDigit(before.Char) && !IsMark(mark, line) => [.. read.SkipLast(1)],
        [var mark, var next, ..] when NoneBegins.Contains(mark.Char, StringComparison.Ordinal) && !IsMark(mark, line) && (char.IsLetterOrDigit(next.Char) || Measures.IsOperator(next.Text)) => [.. read.Skip(1)],
        _ => read,
    };

    private static bool IsMark(ReadCharacter read, LineInk line) =>
        (read.Confidence >= SureMark || Quotes.Contains(read.Char, StringComparison.Ordinal)) && line.BoxOf(read.Left, read.Right) is var ink && Math.Max(ink.Width, ink.Height) >= LeastMark * line.Line.Height;

    public void Dispose()
    {
        _lines.Dispose();
        _orientation?.Dispose();
    }
}
