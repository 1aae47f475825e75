using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Bits of a broken ruling that were not taken away with it: thin, and on its way. A recogniser reads dashes there.</summary>
internal static class RulingRemains
{
    // Of a character's height.
    private const double Thin = 0.4;
    private const double Aside = 0.3;

    /// <summary>How far beyond its ends a ruling may have gone on; points.</summary>
    private const double Beyond = 72;

    public static bool IsOne(Rect line, IReadOnlyList<Ruling> rulings, double em)
    {
        var box = WordMaker.InPoints(line);
        var size = em * PreparedPage.PointsPerPixel;
        return (box.Height < Thin * size && rulings.Any(ruling => ruling.IsHorizontal && IsNear(ruling, box.CentreY, box.CentreX)))
            || (box.Width < Thin * size && box.Height > size && rulings.Any(ruling => !ruling.IsHorizontal && IsNear(ruling, box.CentreX, box.CentreY)));

        bool IsNear(Ruling ruling, double across, double along) => Math.Abs(ruling.Position - across) < Aside * size
            && along > ruling.From - Beyond && along < ruling.To + Beyond;
    }
}
