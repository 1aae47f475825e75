using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Takes red seals off a coloured page. In the red channel red ink is as bright as paper and black ink under it stays
/// dark; so around seals the page is read in red alone, and elsewhere in all colours.
/// </summary>
internal static class Seals
{
    /// <summary>How much brighter red must be than green and blue, of 255.</summary>
    private const int Redness = 28;

    /// <summary>In the red channel, of 255.</summary>
    private const int DarkestRed = 135;

    /// <summary>The smallest seal, as a share of the page's long side: 15 mm on A4. Smaller red is writing.</summary>
    private const double Smallest = 0.05;

    /// <summary>The page in grey, its seals gone.</summary>
    public static Mat Remove(Mat pixels)
    {
        if (pixels.Channels() == 1)
        {
            return pixels.Clone();
        }

        var grey = new Mat();
        Cv2.CvtColor(pixels, grey, ColorConversionCodes.BGR2GRAY);
        using var mask = RedMask(pixels);
        var seals = Find(mask, Math.Max(pixels.Width, pixels.Height));
        if (seals.Count > 0)
        {
            using var red = new Mat();
            Cv2.ExtractChannel(pixels, red, 2);
            Whiten(red, mask);
            foreach (var seal in seals)
            {
                using var target = new Mat(grey, seal);
                using var source = new Mat(red, seal);
                source.CopyTo(target);
            }
        }

        return grey;
    }

    /// <summary>Red ink that is no darker than ink on its own can be; under black ink the red channel is dark, and stays.</summary>
    private static void Whiten(Mat red, Mat mask)
    {
        using var bright = new Mat();
        Cv2.Threshold(red, bright, DarkestRed, 255, ThresholdTypes.Binary);
        using var wide = new Mat();
        Cv2.Dilate(mask, wide, null);
        Cv2.BitwiseAnd(bright, wide, bright);
        red.SetTo(Scalar.White, bright);
    }

    private static Mat RedMask(Mat pixels)
    {
        var channels = pixels.Split();
        try
        {
            using var other = new Mat();
            Cv2.Max(channels[0], channels[1], other);
            var mask = new Mat();
            Cv2.Subtract(channels[2], other, mask);
            Cv2.Threshold(mask, mask, Redness, 255, ThresholdTypes.Binary);
            return mask;
        }
        finally
        {
            foreach (var channel in channels)
            {
                channel.Dispose();
            }
        }
    }

    private static List<Rect> Find(Mat mask, int longSide)
    {
        var reach = Math.Max(3, longSide / 150);
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(reach, reach));
        using var joined = new Mat();
        Cv2.MorphologyEx(mask, joined, MorphTypes.Close, kernel);
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(joined, labels, stats, centroids);
        var found = new List<Rect>();
        var page = new Rect(0, 0, mask.Width, mask.Height);
        for (var i = 1; i < count; i++)
        {
            var box = new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3));
            if (Math.Max(box.Width, box.Height) >= Smallest * longSide && Math.Min(box.Width, box.Height) >= Smallest * longSide / 3)
            {
                found.Add(Rect.Inflate(box, reach, reach).Intersect(page));
            }
        }

        return found;
    }
}
