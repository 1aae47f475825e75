using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>Puts seals and stamps over text, and tells what they cover.</summary>
internal static class SealPlacement
{
    /// <summary>A value is covered where more of its box than this is under seal ink.</summary>
    private const double CoveredShare = 0.015;

    private static readonly string[] Signatures = ["selfEvaluationDate", "grade", "budgetUnit", "totalScore", "projectName"];

    public static IReadOnlyList<(int Report, string Path)> Put(Mat sheet, PaperPage page)
    {
        if (page.Look is { Seals: 0, Stamps: 0 })
            return [];

        using var covered = new Mat(sheet.Size(), MatType.CV_8UC1, Scalar.Black);
        if (page.IsLast || page.Random.NextDouble() < 0.5)
        {
            for (var left = page.Look.Seals; left > 0; left--)
            {
                using var seal = SealDrawing.Round(page.Organisation, (int)((38 + (4 * page.Random.NextDouble())) * page.Millimetre), page.Random);
                Press(seal, sheet, covered, Over(page));
            }
        }

        for (var left = page.Look.Stamps; left > 0; left--)
        {
            using var stamp = SealDrawing.Rectangular(page.Millimetre, page.Random);
            Press(stamp, sheet, covered, page.Random.NextDouble() < 0.4
                ? Over(page)
                : new Point(sheet.Width * (0.6 + (0.25 * page.Random.NextDouble())), sheet.Height * (0.04 + (0.05 * page.Random.NextDouble()))));
        }

        return [.. page.Places.Where(place => IsCovered(place.Box, covered, page.Point)).Select(place => (place.Report, place.Path))];
    }

    /// <summary>A place that is signed, where the page has one; else any text.</summary>
    private static Point Over(PaperPage page)
    {
        var signed = page.Places.Where(place => Signatures.Contains(place.Path)).ToList();
        var places = signed.Count > 0 && page.Random.NextDouble() < 0.7 ? signed : page.Places;
        if (places.Count == 0)
            return new Point(page.Print.Width / 2, page.Print.Height / 2);
        var box = places[page.Random.Next(places.Count)].Box;
        var aside = 6 * page.Millimetre;
        return new Point(
            (box.CentreX * page.Point) + (aside * SlowNoise.Normal(page.Random)), (box.CentreY * page.Point) + (aside * SlowNoise.Normal(page.Random)));
    }

    /// <summary>Seal ink lets black through and turns white red: multiplied, by as much as there is ink.</summary>
    private static void Press(Mat seal, Mat sheet, Mat covered, Point centre)
    {
        var place = new Rect(
            Math.Clamp(centre.X - (seal.Width / 2), 0, sheet.Width - seal.Width), Math.Clamp(centre.Y - (seal.Height / 2), 0, sheet.Height - seal.Height), seal.Width, seal.Height);
        using Mat under = sheet[place], marked = covered[place];
        var from = seal.GetUnsafeGenericIndexer<Vec4b>();
        var to = under.GetUnsafeGenericIndexer<Vec3b>();
        var mark = marked.GetUnsafeGenericIndexer<byte>();
        for (var y = 0; y < place.Height; y++)
        {
            for (var x = 0; x < place.Width; x++)
            {
                var ink = from[y, x];
                if (ink.Item3 == 0)
                    continue;
                var paper = to[y, x];
                to[y, x] = new Vec3b(Mixed(paper.Item0, ink.Item0, ink.Item3), Mixed(paper.Item1, ink.Item1, ink.Item3), Mixed(paper.Item2, ink.Item2, ink.Item3));
                if (ink.Item3 > 60)
                    mark[y, x] = 255;
            }
        }

        static byte Mixed(byte paper, byte ink, byte alpha) => (byte)((paper * (255 - alpha) / 255) + (paper * ink / 255 * alpha / 255));
    }

    private static bool IsCovered(Box box, Mat covered, double pixels)
    {
        var place = new Rect((int)(box.X * pixels), (int)(box.Y * pixels), (int)Math.Ceiling(box.Width * pixels), (int)Math.Ceiling(box.Height * pixels))
            & new Rect(0, 0, covered.Width, covered.Height);
        using var under = covered[place];
        return place.Width > 0 && place.Height > 0 && Cv2.CountNonZero(under) > CoveredShare * place.Width * place.Height;
    }
}
