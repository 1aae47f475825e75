using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Makes paper white: shadows, folds and yellowing are divided out, dirt and the scanner's dark edges painted over.</summary>
internal static class Paper
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>The page divided by its own background: the brightest of each neighbourhood, smoothed.</summary>
    public static Mat Even(Mat grey)
    {
        using var small = new Mat();
        Cv2.Resize(grey, small, new Size(), 0.25, 0.25, InterpolationFlags.Area);
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(Dpi / 25, Dpi / 25));
        Cv2.Dilate(small, small, kernel);
        Cv2.MedianBlur(small, small, 21);
        using var background = new Mat();
        Cv2.Resize(small, background, grey.Size(), 0, 0, InterpolationFlags.Linear);
        var even = new Mat();
        Cv2.Divide(grey, background, even, 255);
        return even;
    }

    /// <summary>Paints over what is no writing: blobs at the edges, punched holes, specks.</summary>
    public static void RemoveDirt(Mat even)
    {
        using var ink = new Mat();
        Cv2.Threshold(even, ink, 160, 255, ThresholdTypes.BinaryInv);
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids);
        var dirty = new bool[count];
        var any = false;
        for (var i = 1; i < count; i++)
        {
            dirty[i] = IsDirt(stats, i, even.Size());
            any |= dirty[i];
        }

        if (any)
        {
            Paint(even, labels, dirty);
        }
    }

    private static bool IsDirt(Mat stats, int i, Size page)
    {
        int x = stats.At<int>(i, 0), y = stats.At<int>(i, 1), width = stats.At<int>(i, 2), height = stats.At<int>(i, 3), area = stats.At<int>(i, 4);
        if (area <= 4)
        {
            return true;
        }

        var fill = area / ((double)width * height);

        // A punched hole is solid and 5 mm wide at least; a bold 目 is as solid, but smaller, and so is a ticked ■.
        var isBlob = Math.Min(width, height) > Dpi / 5 && fill > 0.72;
        var touches = x <= 2 || y <= 2 || x + width >= page.Width - 2 || y + height >= page.Height - 2;
        return isBlob || (touches && (width > Dpi / 5 || height > Dpi / 5) && (fill > 0.4 || Math.Min(width, height) < Dpi / 10));
    }

    private static void Paint(Mat even, Mat labels, bool[] dirty)
    {
        // A pixel more all round: the soft rim of what is taken away.
        using var mask = MaskOf(labels, dirty);
        Cv2.Dilate(mask, mask, null);
        even.SetTo(Scalar.White, mask);
    }

    /// <summary>255 where a pixel belongs to one of the chosen components.</summary>
    /// <param name="labels">As OpenCV numbers components, 32 bits.</param>
    public static unsafe Mat MaskOf(Mat labels, bool[] chosen)
    {
        var mask = new Mat(labels.Size(), MatType.CV_8UC1, Scalar.Black);
        int height = labels.Height, width = labels.Width;
        for (var row = 0; row < height; row++)
        {
            var label = (int*)labels.Ptr(row);
            var target = (byte*)mask.Ptr(row);
            for (var column = 0; column < width; column++)
            {
                if (chosen[label[column]])
                {
                    target[column] = 255;
                }
            }
        }

        return mask;
    }
}
