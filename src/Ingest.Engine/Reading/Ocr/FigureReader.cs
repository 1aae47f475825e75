using Ingest.Core.Documents;
using Ingest.Engine.Learning;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Reads figures twice: by the shapes of their glyphs, and with Tesseract's English model and an alphabet of figures.
/// One a thread.
/// </summary>
internal sealed class FigureReader : IDisposable
{
    private const string Alphabet = "0123456789.,%-/";

    // A margin of the page's own and a little white: without, the English model takes a single 6 for a 5, with more a 5 for
    // a 3, and is sure of it. Measured, see docs/decisions.
    private const int Margin = 2;
    private const int Border = 2;

    private readonly GlyphReader _glyphs = new();
    private readonly TesseractEngine _english = new("eng", ("tessedit_do_invert", "0"), ("tessedit_char_whitelist", Alphabet));

    /// <summary>The glyphs of an area, their boxes in pixels of the page. Text is null where it is no figure.</summary>
    /// <param name="isThin">Whether its strokes are to be made thicker by a pixel all round.</param>
    public GlyphReading Glyphs(Mat page, Rect area, bool isThin = false)
    {
        var crop = Rect.Inflate(area, Margin, Margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        using var view = new Mat(page, crop);
        using var copy = view.Clone();
        if (isThin)
        {
            Cv2.Erode(copy, copy, null);
        }

        var read = _glyphs.Read(copy);
        return read with
        {
            Text = read.Text?.Replace(" ", "", StringComparison.Ordinal),
            Glyphs = [.. read.Glyphs.Select(glyph => glyph with { Box = new Rect(glyph.Box.X + crop.X, glyph.Box.Y + crop.Y, glyph.Box.Width, glyph.Box.Height) })],
        };
    }

    /// <summary>The same figure by the other reader; null where it sees none.</summary>
    /// <param name="ink">The box of the figure's ink, pixels of the page.</param>
    public FigureReading? English(Mat page, Rect ink)
    {
        var crop = Rect.Inflate(ink, Margin, Margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        using var view = new Mat(page, crop);
        using var image = new Mat();
        Cv2.CopyMakeBorder(view, image, Border, Border, Border, Border, BorderTypes.Constant, Scalar.White);
        var symbols = _english.ReadLine(image);
        return symbols.Count == 0 ? null : FigureReading.Of(symbols);
    }

    public void Dispose()
    {
        _english.Dispose();
        _glyphs.Dispose();
    }
}
