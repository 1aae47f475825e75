using Ingest.Core.Documents;
using Ingest.Core.Tables;

namespace Ingest.Core.Segmentation;

/// <summary>A page taken apart: its ruled tables, and the lines that stand outside of them, top to bottom.</summary>
public sealed record PageLayout(Page Page, IReadOnlyList<Grid> Grids, IReadOnlyList<TextLine> Lines)
{
    public static PageLayout Of(Page page)
    {
        var (grids, free) = Lattice.Find(page with { Words = Watermark.Remove(page.Words) });
        return new PageLayout(page, grids, TextLine.Build(page.Number, free));
    }

    /// <summary>What lies between two heights, in points from the top; a ruled table goes where it begins.</summary>
    public PageLayout Between(double top, double bottom) => this with
    {
        Grids = [.. Grids.Where(grid => grid.Box.Y >= top - 1 && grid.Box.Y < bottom - 1)],
        Lines = [.. Lines.Where(line => line.Box.CentreY >= top && line.Box.CentreY < bottom)],
    };
}
