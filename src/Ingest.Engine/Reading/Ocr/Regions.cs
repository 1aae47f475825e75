using Ingest.Core.Documents;
using Ingest.Core.Tables;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Parts the ink of a page by the cells that its rulings make, so that no line of text runs through two of them.</summary>
internal static class Regions
{
    /// <summary>A cell that a page break left open reaches so far, of a character's height: what stood in it hangs out.</summary>
    private const double Overhang = 2.5;

    /// <summary>The components of each cell, and last those that stand outside of tables.</summary>
    public static IEnumerable<(List<Rect> Parts, bool IsCell)> Of(PreparedPage page, IReadOnlyList<Rect> components, double em)
    {
        var (grids, _) = Lattice.Find(new Page(1, page.Width, page.Height, [], page.Rulings, TextSource.Ocr));
        var cells = grids.SelectMany(grid => grid.Cells).Select(cell => Reach(cell.Box, page.Rulings, em * PreparedPage.PointsPerPixel)).ToList();
        var inside = cells.ConvertAll(_ => new List<Rect>());
        var free = new List<Rect>();
        foreach (var component in components)
        {
            var middle = WordMaker.InPoints(component);
            var home = Smallest(cells, middle.CentreX, middle.CentreY);
            (home < 0 ? free : inside[home]).Add(component);
        }

        return inside.ConvertAll(parts => (parts, true)).Append((free, false)).Where(region => region.Item1.Count > 0);
    }

    private static int Smallest(List<Box> cells, double x, double y)
    {
        var best = -1;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Contains(x, y) && (best < 0 || cells[i].Width * cells[i].Height < cells[best].Width * cells[best].Height))
            {
                best = i;
            }
        }

        return best;
    }

    private static Box Reach(Box cell, IReadOnlyList<Ruling> rulings, double em)
    {
        bool IsDrawn(double y) => rulings.Any(ruling =>
            ruling.IsHorizontal && Math.Abs(ruling.Position - y) < 4 && ruling.From <= cell.CentreX && cell.CentreX <= ruling.To);
        return Box.FromEdges(
            cell.X, IsDrawn(cell.Y) ? cell.Y : cell.Y - (Overhang * em),
            cell.Right, IsDrawn(cell.Bottom) ? cell.Bottom : cell.Bottom + (Overhang * em));
    }
}
