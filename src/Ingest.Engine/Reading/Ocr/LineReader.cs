using Ingest.Core.Documents;
using Ingest.Engine.Learning;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Reads one line of a prepared page into characters. Holds warm engines: one a thread.</summary>
internal sealed class LineReader : IDisposable
{
    // The white around a line decides as much as the picture does: measured, see docs/decisions.
    private const int Border = 6;
    private const int Margin = 4;

    /// <summary>Of its height: longer lines are text.</summary>
    private const double WidestFigure = 14;

    /// <summary>The shapes alone are taken for a figure from here on; below, the Chinese model is asked what else it may be.</summary>
    private const double SureFigure = 0.8;

    // Of its height: an ideograph is about as wide as high, but for a few that the model reads well.
    private const double WidestDigit = 0.8;
    private const double ShortFigure = 4;
    private const double SureIdeograph = 0.93;

    /// <summary>Below the threshold of review.</summary>
    private const double UnsureDigit = 0.7;

    /// <summary>A sign less likely is dirt in front of a figure.</summary>
    private const double LeastSign = 0.5;

    private const string HalfZeros = "C（(cGO";
    private const int FewestBeforeCut = 5;

    /// <summary>Of the figure's height.</summary>
    private const double LeastMinus = 0.22;

    private readonly FigureReader _figures = new();
    private readonly TesseractEngine _chinese = new("chi_sim", ("tessedit_do_invert", "0"));

    /// <param name="page">8 bits grey, paper white.</param>
    public IReadOnlyList<ReadCharacter> Read(Mat page, LineInk line)
    {
        var box = line.Line;
        var glyphs = box.Width <= WidestFigure * box.Height ? _figures.Glyphs(page, box) : null;
        var network = LineNetwork.Shared.Read(page, box);
        if (glyphs is { Text.Length: > 0, Confidence: >= SureFigure } && FigureSigns.IsFigure(glyphs.Text) && !Figures.HoldsWriting(network))
        {
            return WholeFigure(page, box, glyphs, Said(network));
        }

        var read = WithCutDigit(ReadText(page, line, network)).Where(c => line.HasInk(c.Left, Math.Max(c.Right, c.Left + 1))).ToList();
        if (glyphs is { Text: null } && Mended(page, line, read) is { } mended)
        {
            return WholeFigure(page, box, mended, Said(read));
        }

        if (Digit(page, line, read, glyphs) is { } digit)
        {
            return [digit];
        }

        return glyphs is { Text.Length: > 0 } && FigureSigns.IsFigure(glyphs.Text) && Figures.MayBeAllFigures(read) && !Figures.HoldsWriting(read)
            ? WholeFigure(page, box, glyphs, Said(read))
            : WithoutSpeck(FiguresInText.Read(page, line, read, _figures));
    }

    public void Dispose()
    {
        _chinese.Dispose();
        _figures.Dispose();
    }

    /// <summary>What was read as one word about a figure; null where nothing was.</summary>
    private static FigureReading? Said(IReadOnlyList<ReadCharacter> read) => read.Count == 0 ? null : new(string.Concat(read.Select(c => c.Text)), read.Min(c => c.Confidence));

    /// <summary>A short figure with strokes so thin that they fell apart: its shapes with thicker ones; null where it is none, or is surely something else.</summary>
    private GlyphReading? Mended(Mat page, LineInk line, List<ReadCharacter> read) =>
        line.Line.Width <= ShortFigure * line.Line.Height && read.TrueForAll(c => Figures.MayBeFigure(c.Char) || c.Confidence < SureIdeograph)
            && _figures.Glyphs(page, line.Line, isThin: true) is { Text.Length: > 0, Confidence: >= SureFigure } glyphs && FigureSigns.IsFigure(glyphs.Text) ? glyphs : null;

    /// <summary>
    /// One character alone that is narrower than ideographs are, and that nobody could read well: a digit with a broken stroke,
    /// if the English model sees one. It stays doubtful.
    /// </summary>
    private ReadCharacter? Digit(Mat page, LineInk line, List<ReadCharacter> read, GlyphReading? glyphs)
    {
        var box = line.Line;
        if (read.Count is 0 or > 2 || box.Width > WidestDigit * box.Height || read.Exists(c => c.Confidence >= SureIdeograph || char.IsAsciiDigit(c.Char))
            || glyphs is null || glyphs.Glyphs.Count is 0 or > 4)
        {
            return null;
        }

        return _figures.English(page, box) is { Text: [>= '0' and <= '9' and var seen] } english
            ? new ReadCharacter(seen.ToString(), box.Left, box.Right, Math.Min(UnsureDigit, english.Confidence)) { IsByShape = true }
            : null;
    }

    /// <summary>A figure without a point that ends it or a minus no longer than a point, which are specks; null where it has none.</summary>
    private static GlyphReading? WithoutSpecks(GlyphReading reading)
    {
        if (reading.Text is not { Length: > 1 } text || reading.Glyphs.Count == 0)
        {
            return null;
        }

        var (minus, isWhole) = (reading.Glyphs[0].Box, reading.Glyphs.Count == text.Length);
        return text[^1] is '.' or ',' ? reading with { Text = text[..^1], Glyphs = isWhole ? [.. reading.Glyphs.SkipLast(1)] : reading.Glyphs }
            : isWhole && text[0] == '-' && minus.Width < LeastMinus * reading.Glyphs.Max(glyph => glyph.Box.Height) ? reading with { Text = text[1..], Glyphs = [.. reading.Glyphs.Skip(1)] }
            : null;
    }

    /// <summary>A ruling that a figure touches takes half of its last 0 along: what is left looks like a bracket or a letter, and stays doubtful.</summary>
    private static IReadOnlyList<ReadCharacter> WithCutDigit(IReadOnlyList<ReadCharacter> read) =>
        read.Count >= FewestBeforeCut && HalfZeros.Contains(read[^1].Char, StringComparison.Ordinal) && read.SkipLast(1).All(c => char.IsAsciiDigit(c.Char) || c.Char is '.' or ',')
            ? [.. read.SkipLast(1), read[^1] with { Text = "0", Confidence = Math.Min(read[^1].Confidence, UnsureDigit) }] : read;

    /// <summary>No figure ends with a point.</summary>
    private static IReadOnlyList<ReadCharacter> WithoutSpeck(IReadOnlyList<ReadCharacter> read) =>
        read.Count > 1 && (read[^1].Char is '.' or ',' or '。' or '·') && read.SkipLast(1).All(c => Figures.IsFigure(c.Char)) ? [.. read.SkipLast(1)] : read;

    private IReadOnlyList<ReadCharacter> WholeFigure(Mat page, Rect box, GlyphReading glyphs, FigureReading? chinese)
    {
        if (WithoutSpecks(glyphs) is { } clean)
        {
            return WholeFigure(page, FiguresInText.Around(clean.Glyphs), clean,
                chinese is null ? null : chinese with { Text = chinese.Text.TrimStart('-', '.', '·').TrimEnd('.', ',', '。') });
        }

        if (!GlyphAlphabet.IsSign(glyphs.Text![0]))
        {
            return Figure(page, box, glyphs, chinese);
        }

        // English knows no signs: the readers' word counts for the figure behind it alone.
        var figure = glyphs with { Text = glyphs.Text[1..], Glyphs = [.. glyphs.Glyphs.Skip(1)] };
        if (figure.Text.Length > 0 && (glyphs.Glyphs[0].Candidates[0].Probability < LeastSign || chinese?.Text == figure.Text))
        {
            return [.. Figure(page, FiguresInText.Around(figure.Glyphs), figure, chinese).Select(c => c with { Confidence = Math.Min(c.Confidence, UnsureDigit) })];
        }

        var ink = figure.Glyphs.Count == 0 ? box : FiguresInText.Around(figure.Glyphs);
        var behind = chinese is null ? null : chinese with { Text = chinese.Text.TrimStart('>', '<', '=', '≥', '≤', '×', '一', '二', '三', '之', '《', '》') };
        return [FigureSigns.Character(glyphs.Glyphs[0]), .. figure.Text.Length == 0 ? [] : Figure(page, ink, figure, behind)];
    }

    /// <summary>The shapes and the reader of lines share nothing: where they agree nobody else is asked.</summary>
    private IReadOnlyList<ReadCharacter> Figure(Mat page, Rect ink, GlyphReading glyphs, FigureReading? chinese) =>
        FiguresInText.Characters(
            FigureVote.Alone(FigureReading.Of(glyphs.Text!, glyphs.Confidence, glyphs.Glyphs), chinese?.Text == glyphs.Text ? null : _figures.English(page, ink), chinese),
            glyphs.Glyphs, ink);

    /// <summary>As the network read it, and where that leaves a doubt as Tesseract does too.</summary>
    private IReadOnlyList<ReadCharacter> ReadText(Mat page, LineInk line, IReadOnlyList<ReadCharacter> network) =>
        TwoReaders.IsWanted(network, line) ? TwoReaders.Merge(network, ReadChinese(page, line.Line), line) : network;

    private List<ReadCharacter> ReadChinese(Mat page, Rect line)
    {
        var crop = Rect.Inflate(line, Margin, Margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        using var view = new Mat(page, crop);
        using var image = new Mat();
        Cv2.CopyMakeBorder(view, image, Border, Border, Border, Border, BorderTypes.Constant, Scalar.White);
        return [.. _chinese.ReadLine(image).Select(symbol => new ReadCharacter(
            symbol.Text,
            Math.Clamp(symbol.Left - Border + crop.X, line.X, line.Right),
            Math.Clamp(symbol.Right - Border + crop.X, line.X, line.Right),
            symbol.Confidence / 100))];
    }
}
