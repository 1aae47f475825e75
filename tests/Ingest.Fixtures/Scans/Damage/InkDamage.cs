using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>What happens to the ink: strokes grow thin, rulings break.</summary>
internal static class InkDamage
{
    public static void Thin(Mat ink, PaperPage page)
    {
        var pixels = page.Look.Thinning.Draw(page.Random) * PageDrawing.Oversampling;
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Cross, new Size(3, 3));
        for (; pixels > 0; pixels--)
        {
            using var thinner = new Mat();
            Cv2.Dilate(ink, thinner, kernel);
            var share = Math.Min(1, pixels);
            Cv2.AddWeighted(thinner, share, ink, 1 - share, 0, ink);
        }
    }

    /// <summary>Rulings are the runs of ink that are longer than any stroke: 8 mm and more.</summary>
    public static void BreakRulings(Mat ink, PaperPage page)
    {
        var share = page.Look.BrokenRulings.Draw(page.Random);
        if (share <= 0)
            return;

        var run = (int)(8 * page.Millimetre);
        using var rulings = new Mat(ink.Size(), MatType.CV_8UC1, Scalar.Black);
        using (var dark = new Mat())
        {
            Cv2.Threshold(ink, dark, 170, 255, ThresholdTypes.BinaryInv);
            foreach (var size in new[] { new Size(run, 1), new Size(1, run) })
            {
                using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, size);
                using var found = new Mat();
                Cv2.MorphologyEx(dark, found, MorphTypes.Open, kernel);
                Cv2.BitwiseOr(rulings, found, rulings);
            }

            using var wider = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(5, 5));
            Cv2.Dilate(rulings, rulings, wider);
        }

        // Gaps of 0.3 to 2 mm wherever slow noise is low, so that they come in flocks, as on a worn drum.
        using var worn = SlowNoise.Of(ink.Size(), page.Random, 1.2 * page.Millimetre);
        using var missing = new Mat();
        Cv2.Threshold(worn, missing, SlowNoise.Quantile(share), 255, ThresholdTypes.BinaryInv);
        missing.ConvertTo(missing, MatType.CV_8UC1);
        Cv2.BitwiseAnd(missing, rulings, missing);
        using var faint = new Mat();
        ink.ConvertTo(faint, MatType.CV_8UC1, 0.15, 255 * 0.85);
        faint.CopyTo(ink, missing);
    }
}

/// <summary>Noise that changes over a given distance; values are about normal with mean 0 and deviation 1.</summary>
internal static class SlowNoise
{
    public static Mat Of(Size size, Random random, double distance)
    {
        var coarse = new Size(Math.Max(2, size.Width / distance), Math.Max(2, size.Height / distance));
        using var seedlings = new Mat<float>(coarse.Height, coarse.Width);
        var indexer = seedlings.GetIndexer();
        for (var y = 0; y < coarse.Height; y++)
        {
            for (var x = 0; x < coarse.Width; x++)
                indexer[y, x] = (float)Normal(random);
        }

        var noise = new Mat();
        Cv2.Resize(seedlings, noise, size, 0, 0, InterpolationFlags.Cubic);
        return noise;
    }

    /// <summary>The value below which a share of the noise lies (Abramowitz and Stegun 26.2.23; cubic interpolation keeps about 0.8 of the deviation).</summary>
    public static double Quantile(double share)
    {
        var p = Math.Clamp(Math.Min(share, 1 - share), 1e-6, 0.5);
        var t = Math.Sqrt(-2 * Math.Log(p));
        var z = t - ((2.515517 + (0.802853 * t) + (0.010328 * t * t)) / (1 + (1.432788 * t) + (0.189269 * t * t) + (0.001308 * t * t * t)));
        return 0.8 * (share < 0.5 ? -z : z);
    }

    /// <summary>By Box and Muller 1958.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
