using Ingest.Core.Documents;
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

    private readonly FigureReader _figures = new();
    private readonly TesseractEngine _chinese = new("chi_sim", ("tessedit_do_invert", "0"));

    /// <param name="page">8 bits grey, paper white.</param>
    public IReadOnlyList<ReadCharacter> Read(Mat page, LineInk line)
    {
        var box = line.Line;
        var read = ReadChinese(page, box).Where(c => line.HasInk(c.Left, Math.Max(c.Right, c.Left + 1))).ToList();
        if (box.Width <= WidestFigure * box.Height && Figures.MayBeAllFigures(read))
        {
            var figures = _figures.Read(page, box);
            return figures.Count > 0 ? figures : read;
        }

        return read;
    }

    private IReadOnlyList<ReadCharacter> ReadChinese(Mat page, Rect line)
    {
        var crop = Rect.Inflate(line, Margin, Margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        using var image = Bordered(page, crop, Border);
        return [.. _chinese.ReadLine(image).Select(symbol => new ReadCharacter(
            symbol.Text,
            Math.Clamp(symbol.Left - Border + crop.X, line.X, line.Right),
            Math.Clamp(symbol.Right - Border + crop.X, line.X, line.Right),
            symbol.Confidence / 100))];
    }

    public void Dispose()
    {
        _chinese.Dispose();
        _figures.Dispose();
    }

    private static Mat Bordered(Mat page, Rect crop, int border)
    {
        using var view = new Mat(page, crop);
        var image = new Mat();
        Cv2.CopyMakeBorder(view, image, border, border, border, border, BorderTypes.Constant, Scalar.White);
        return image;
    }
}
