using Ingest.Core.Documents;
using Ingest.Engine.Learning;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Reads one line of a prepared page into characters. Holds warm engines: one a thread.</summary>
internal sealed class LineReader : IDisposable
{
    // The white around a line decides as much as the picture does: measured, see docs/decisions.
    private const int Border = 6;
    private const int WideBorder = 10;
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

    private readonly FigureReader _figures = new();
    private readonly TesseractEngine _chinese = new("chi_sim", ("tessedit_do_invert", "0"));

    /// <param name="page">8 bits grey, paper white.</param>
    public IReadOnlyList<ReadCharacter> Read(Mat page, LineInk line)
    {
        var box = line.Line;
        var glyphs = box.Width <= WidestFigure * box.Height ? _figures.Glyphs(page, box) : null;
        if (glyphs is { Text.Length: > 0, Confidence: >= SureFigure } && FigureSigns.IsFigure(glyphs.Text))
        {
            return WholeFigure(page, box, glyphs, null);
        }

        var read = ReadTwice(page, line).Where(c => line.HasInk(c.Left, Math.Max(c.Right, c.Left + 1))).ToList();
        if (glyphs is { Text: null } && Mended(page, line, read) is { } mended)
        {
            return WholeFigure(page, box, mended, Said(read));
        }

        if (Digit(page, line, read, glyphs) is { } digit)
        {
            return [digit];
        }

        return glyphs is { Text.Length: > 0 } && FigureSigns.IsFigure(glyphs.Text) && Figures.MayBeAllFigures(read)
            ? WholeFigure(page, box, glyphs, Said(read))
            : FiguresInText.Read(page, line, read, _figures);
    }

    public void Dispose()
    {
        _chinese.Dispose();
        _figures.Dispose();
    }

    private static FigureReading Said(List<ReadCharacter> read) => new(string.Concat(read.Select(c => c.Text)), read.Select(c => c.Confidence).DefaultIfEmpty().Min());

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

    private IReadOnlyList<ReadCharacter> WholeFigure(Mat page, Rect box, GlyphReading glyphs, FigureReading? chinese)
    {
        if (!GlyphAlphabet.IsSign(glyphs.Text![0]))
        {
            return Figure(page, box, glyphs, chinese);
        }

        // No other reader knows the signs: their word counts for the figure behind it alone.
        var figure = glyphs with { Text = glyphs.Text[1..], Glyphs = [.. glyphs.Glyphs.Skip(1)] };
        if (figure.Text.Length > 0 && glyphs.Glyphs[0].Candidates[0].Probability < LeastSign)
        {
            return [.. Figure(page, figure.Glyphs.Select(glyph => glyph.Box).Aggregate((a, b) => a.Union(b)), figure, null).Select(c => c with { Confidence = Math.Min(c.Confidence, UnsureDigit) })];
        }

        var ink = figure.Glyphs.Select(glyph => glyph.Box).DefaultIfEmpty(box).Aggregate((a, b) => a.Union(b));
        var behind = chinese is null ? null : chinese with { Text = chinese.Text.TrimStart('>', '<', '=', '一', '二', '三', '之', '《', '》') };
        return [FigureSigns.Character(glyphs.Glyphs[0]), .. figure.Text.Length == 0 ? [] : Figure(page, ink, figure, behind)];
    }

    private IReadOnlyList<ReadCharacter> Figure(Mat page, Rect ink, GlyphReading glyphs, FigureReading? chinese) =>
        FiguresInText.Characters(
            FigureVote.Alone(FigureReading.Of(glyphs.Text!, glyphs.Confidence, glyphs.Glyphs), _figures.English(page, ink), chinese), glyphs.Glyphs, ink);

    private IReadOnlyList<ReadCharacter> ReadTwice(Mat page, LineInk line)
    {
        var first = ReadChinese(page, line.Line, Border);
        if (!SecondLook.LeavesOneOut(first, line))
        {
            return SecondLook.IsWanted(first, line.Line) ? SecondLook.Choose(first, ReadChinese(page, line.Line, WideBorder), line.Line) : first;
        }

        var second = ReadChinese(page, line.Line, WideBorder);
        return second.Count > first.Count && !SecondLook.LeavesOneOut(second, line) ? second : SecondLook.Doubted(first);
    }

    private List<ReadCharacter> ReadChinese(Mat page, Rect line, int border)
    {
        var crop = Rect.Inflate(line, Margin, Margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        using var view = new Mat(page, crop);
        using var image = new Mat();
        Cv2.CopyMakeBorder(view, image, border, border, border, border, BorderTypes.Constant, Scalar.White);
        return [.. _chinese.ReadLine(image).Select(symbol => new ReadCharacter(
            symbol.Text,
            Math.Clamp(symbol.Left - border + crop.X, line.X, line.Right),
            Math.Clamp(symbol.Right - border + crop.X, line.X, line.Right),
            symbol.Confidence / 100))];
    }
}
