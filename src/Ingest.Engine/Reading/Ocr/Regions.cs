using Ingest.Core.Documents;
using Ingest.Core.Tables;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>A part of a page whose lines are looked for by themselves: a cell, or all that stands outside of tables.</summary>
/// <param name="Ink">The page's, or of the free region the page's without its tables.</param>
/// <param name="Box">Pixels.</param>
internal sealed record Region(Mat Ink, Rect Box);

internal static class Regions
{
    /// <summary>Each cell of each ruled table, as the parser will see them, and the rest of the page.</summary>
    public static IEnumerable<Region> Of(PreparedPage page, int number, Mat ink)
    {
        var (grids, _) = Lattice.Find(new Page(number, page.Width, page.Height, [], page.Rulings, TextSource.Ocr));
        using var free = ink.Clone();
        var bounds = new Rect(0, 0, ink.Width, ink.Height);
        foreach (var cell in grids.SelectMany(grid => grid.Cells))
        {
            var box = InPixels(cell.Box).Intersect(bounds);
            if (box.Width < 4 || box.Height < 4)
            {
                continue;
            }

            free.Rectangle(box, Scalar.Black, -1);
            yield return new Region(ink, box);
        }

        yield return new Region(free, bounds);
    }

    private static Rect InPixels(Box box)
    {
        static int Pixel(double points) => (int)Math.Round(points / PreparedPage.PointsPerPixel);
        return new Rect(Pixel(box.X), Pixel(box.Y), Pixel(box.Right) - Pixel(box.X), Pixel(box.Bottom) - Pixel(box.Y));
    }
}
