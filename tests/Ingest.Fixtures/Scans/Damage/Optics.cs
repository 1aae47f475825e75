using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>What the scanner adds: focus, uneven light, dirt on the glass, noise, its palette.</summary>
internal static class Optics
{
    /// <summary>Grey below which the eye sees ink.</summary>
    private const int LooksInked = 190;

    public static void Blur(Mat picture, PaperPage page)
    {
        if (page.Look.Blur.Draw(page.Random) is > 0.05 and var deviation)
            Cv2.GaussianBlur(picture, picture, default, deviation);
    }

    /// <summary>A slope of light over the page, and a dark side as from a thick spine; slow clouds over both.</summary>
    public static void Shade(Mat picture, PaperPage page)
    {
        var depth = page.Look.Shadow.Draw(page.Random);
        if (depth <= 0)
            return;

        const int side = 96;
        var (sin, cos) = Math.SinCos(2 * Math.PI * page.Random.NextDouble());
        var spine = page.Random.Next(2) == 0;
        using var clouds = SlowNoise.Of(new Size(side, side), page.Random, side / 4.0);
        using var light = new Mat<float>(side, side);
        var at = light.GetIndexer();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                double u = (x / (side - 1.0)) - 0.5, v = (y / (side - 1.0)) - 0.5;
                var slope = 0.5 + (((cos * u) + (sin * v)) / 1.5);
                var edge = spine ? Math.Exp(-(u + 0.5) / 0.06) : 0;
                at[y, x] = (float)(1 - (depth * Math.Clamp((0.7 * slope) + (0.6 * edge) + (0.08 * clouds.At<float>(y, x)), 0, 1)));
            }
        }

        using var full = new Mat();
        Cv2.Resize(light, full, picture.Size(), 0, 0, InterpolationFlags.Cubic);
        Multiply(picture, full);
    }

    public static void Specks(Mat picture, PaperPage page)
    {
        var millimetre = page.Look.Dpi / 25.4;
        for (var left = (int)page.Look.Specks.Draw(page.Random); left > 0; left--)
        {
            var centre = new Point(page.Random.Next(picture.Width), page.Random.Next(picture.Height));
            var size = new Size((0.05 + (0.18 * page.Random.NextDouble())) * millimetre, (0.05 + (0.12 * page.Random.NextDouble())) * millimetre);
            Cv2.Ellipse(picture, centre, size, page.Random.Next(180), 0, 360, Scalar.All(page.Random.Next(50, 170)), -1, LineTypes.AntiAlias);
        }
    }

    public static void Noise(Mat picture, PaperPage page)
    {
        var deviation = page.Look.Noise.Draw(page.Random);
        if (deviation <= 0)
            return;

        Cv2.SetTheRNG((ulong)page.Random.NextInt64(1, long.MaxValue));
        using var noise = new Mat(picture.Size(), MatType.MakeType(MatType.CV_16S, picture.Channels()));
        using Mat mean = Mat.Zeros(picture.Channels(), 1, MatType.CV_64FC1), spread = new(picture.Channels(), 1, MatType.CV_64FC1, Scalar.All(deviation));
        Cv2.Randn(noise, mean, spread);
        Cv2.Add(picture, noise, picture, null, picture.Type().Value);
    }

    /// <summary>Grey, colour, or black and white by one threshold.</summary>
    public static Mat InColourOf(Mat picture, PaperPage page)
    {
        if (page.Look.Colour == Colour.Colour)
            return picture.Clone();

        var grey = new Mat();
        if (picture.Channels() == 3)
            Cv2.CvtColor(picture, grey, ColorConversionCodes.BGR2GRAY);
        else
            picture.CopyTo(grey);
        if (page.Look.Colour == Colour.Bilevel)
            Cv2.Threshold(grey, grey, ThresholdFor(grey, page.Look.InkKept.Draw(page.Random)), 255, ThresholdTypes.Binary);
        return grey;
    }

    /// <summary>By share and not by grey: a threshold that thins a bold font wipes out a thin one.</summary>
    private static int ThresholdFor(Mat grey, double kept)
    {
        using var histogram = new Mat();
        Cv2.CalcHist([grey], [0], null, histogram, 1, [256], [new Rangef(0, 256)]);
        var dark = Enumerable.Range(0, 256).Select(level => histogram.At<float>(level)).ToList();
        var wanted = kept * dark.Take(LooksInked).Sum();
        var threshold = 0;
        for (double black = 0; threshold < LooksInked && black + dark[threshold] <= wanted; threshold++)
            black += dark[threshold];
        return threshold;
    }

    public static void SaltAndPepper(Mat picture, PaperPage page)
    {
        var count = (int)(page.Look.SaltAndPepper.Draw(page.Random) * picture.Width * picture.Height);
        for (; count > 0; count--)
        {
            var dot = new Rect(page.Random.Next(picture.Width), page.Random.Next(picture.Height), 1, 1);
            Cv2.Rectangle(picture, dot, Scalar.All(page.Random.Next(2) * 255), -1);
        }
    }

    /// <param name="light">One channel of floats; 1 leaves the pixel as it is.</param>
    public static void Multiply(Mat picture, Mat light)
    {
        using Mat floats = new(), channels = new();
        picture.ConvertTo(floats, MatType.MakeType(MatType.CV_32F, picture.Channels()));
        if (picture.Channels() == 1)
            light.CopyTo(channels);
        else
            Cv2.Merge([light, light, light], channels);
        Cv2.Multiply(floats, channels, floats);
        floats.ConvertTo(picture, picture.Type());
    }
}
