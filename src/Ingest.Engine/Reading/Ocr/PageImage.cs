using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>The picture of one page, as it is displayed: what is to be recognised.</summary>
/// <param name="Pixels">8 bits a channel: grey, or blue-green-red.</param>
/// <param name="Width">Of the page as displayed, points; the picture fills it.</param>
/// <param name="Height">Of the page as displayed, points.</param>
internal sealed record PageImage(Mat Pixels, double Width, double Height) : IDisposable
{
    public void Dispose() => Pixels.Dispose();
}

/// <summary>A page made ready for reading: upright, 300 dots an inch, even background, no seal, no ruling.</summary>
/// <param name="Ink">8 bits grey, paper 255, rulings painted over.</param>
/// <param name="Rulings">Points of the upright page.</param>
/// <param name="Placement">From points of the upright page to those of the page as displayed.</param>
internal sealed record PreparedPage(Mat Ink, IReadOnlyList<Ruling> Rulings, Placement Placement) : IDisposable
{
    public const int Dpi = 300;

    public const double PointsPerPixel = 72.0 / Dpi;

    /// <summary>Points.</summary>
    public double Width => Ink.Width * PointsPerPixel;

    /// <summary>Points.</summary>
    public double Height => Ink.Height * PointsPerPixel;

    public void Dispose() => Ink.Dispose();
}
