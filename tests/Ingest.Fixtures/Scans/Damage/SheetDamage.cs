using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>What happens to the sheet: its own tone, the back shining through, holes, a fold.</summary>
internal static class SheetDamage
{
    public static void BleedThrough(Mat ink, PaperPage page)
    {
        if (page.Back is not { } back || page.Random.NextDouble() >= page.Look.BleedThrough)
            return;

        using var mirrored = new Mat();
        Cv2.Flip(back, mirrored, FlipMode.Y);
        Cv2.Resize(mirrored, mirrored, ink.Size());
        Cv2.GaussianBlur(mirrored, mirrored, default, 0.35 * page.Millimetre);
        var strength = 0.07 + (0.06 * page.Random.NextDouble());
        mirrored.ConvertTo(mirrored, MatType.CV_8UC1, strength, 255 * (1 - strength));
        Cv2.Multiply(ink, mirrored, ink, 1 / 255.0);
    }

    /// <summary>Black and white become ink and paper; three channels where there is colour.</summary>
    public static Mat OnPaper(Mat ink, PaperPage page)
    {
        double dark = page.Look.Ink.Draw(page.Random), light = page.Look.Paper.Draw(page.Random), tint = page.Look.Tint.Draw(page.Random);
        var toned = new Mat();
        ink.ConvertTo(toned, MatType.CV_8UC1, (light - dark) / 255, dark);
        if (page.Look is { Colour: not Colour.Colour, Seals: 0, Stamps: 0 })
            return toned;

        using (toned)
        {
            using Mat blue = new(), green = new();
            toned.ConvertTo(blue, MatType.CV_8UC1, 1 - (tint / 255));
            toned.ConvertTo(green, MatType.CV_8UC1, 1 - (tint / 3 / 255));
            var sheet = new Mat();
            Cv2.Merge([blue, green, toned], sheet);
            return sheet;
        }
    }

    /// <summary>Two holes of a ring binder, 80 mm apart, 12 mm from the left edge, where they hurt no text.</summary>
    public static void Holes(Mat sheet, PaperPage page)
    {
        if (page.Random.NextDouble() >= page.Look.Holes)
            return;

        var depth = page.Random.Next(30, 90);
        var radius = (int)(3 * page.Millimetre);
        foreach (var offset in new[] { -40, 40 })
        {
            var centre = new Point((int)((11 + page.Random.NextDouble()) * page.Millimetre), (int)((sheet.Height / 2.0) + (offset * page.Millimetre)));
            var around = new Rect(centre.X - radius, centre.Y - radius, 2 * radius, 2 * radius) & new Rect(0, 0, sheet.Width, sheet.Height);
            using var print = page.Print[around];
            print.MinMaxLoc(out double darkest, out double _);
            if (darkest < 128)
                continue;
            Cv2.Circle(sheet, centre, radius, Scalar.All(depth), -1, LineTypes.AntiAlias);
            Cv2.Ellipse(sheet, centre, new Size(radius, radius), 0, 200, 340, Scalar.All(depth / 2), (int)(0.5 * page.Millimetre), LineTypes.AntiAlias);
        }
    }

    /// <summary>A sheet that was folded for an envelope: a soft line across, and its parts a little different in light.</summary>
    public static void Fold(Mat sheet, PaperPage page)
    {
        if (page.Random.NextDouble() >= page.Look.Fold)
            return;

        var at = sheet.Height * (page.Random.Next(2) == 0 ? 0.5 : 0.33) + (5 * page.Millimetre * SlowNoise.Normal(page.Random));
        var slope = 0.004 * SlowNoise.Normal(page.Random);
        var depth = 0.12 + (0.15 * page.Random.NextDouble());
        var lighter = 0.03 * page.Random.NextDouble();
        var (width, height) = (sheet.Width, sheet.Height);
        using var light = new Mat<float>(height, width);
        var indexer = light.GetIndexer();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var distance = (y - at - (slope * x)) / page.Millimetre;
                indexer[y, x] = (float)(1 - (depth * Math.Exp(-distance * distance / 0.12)) - (distance > 0 ? lighter * Math.Exp(-distance / 40) : 0));
            }
        }

        Optics.Multiply(sheet, light);
    }
}
