using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Reads figures with Tesseract's English model and an alphabet of figures. One a thread.</summary>
internal sealed class FigureReader : IDisposable
{
    private const string Alphabet = "0123456789.,%-/";

    // A margin of the page's own and a little white: without, this model takes a single 6 for a 5, with more a 5 for a 3,
    // and is sure of it. Measured, see docs/decisions.
    private const int Margin = 2;
    private const int Border = 2;

    private readonly TesseractEngine _english = new("eng", ("tessedit_do_invert", "0"), ("tessedit_char_whitelist", Alphabet));

    /// <param name="page">8 bits grey, paper white.</param>
    /// <param name="ink">The box of the figure's ink, pixels of the page.</param>
    public IReadOnlyList<ReadCharacter> Read(Mat page, Rect ink)
    {
        var crop = Rect.Inflate(ink, Margin, Margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        using var view = new Mat(page, crop);
        using var image = new Mat();
        Cv2.CopyMakeBorder(view, image, Border, Border, Border, Border, BorderTypes.Constant, Scalar.White);
        return [.. _english.ReadLine(image).Select(symbol => new ReadCharacter(
            symbol.Text, crop.X + symbol.Left - Border, crop.X + symbol.Right - Border, symbol.Confidence / 100))];
    }

    public void Dispose() => _english.Dispose();
}
