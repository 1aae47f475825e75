using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Makes paper white: shadows, folds and yellowing are divided out, dirt and the scanner's dark edges painted over.</summary>
internal static class Paper
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>As dark is printed ink on a good scan, its soft rims counted in; of 255.</summary>
    private const double DarkInk = 90;

    /// <summary>From the median distance to the standard deviation of a normal distribution.</summary>
    private const double GaussianShare = 1.48;

    /// <summary>Standard deviations of the paper's grain that are still paper; darker is ink, or its soft rim.</summary>
    private const double MostGrain = 3;
    private const double LeastWhite = 190;

    /// <summary>Of 255: what is darker is a stroke, and no rim of one.</summary>
    private const double Rim = 160;

    /// <summary>Pixels: smaller than the dot of an i.</summary>
    private const int LargestSpeck = 6;

    /// <summary>Pixels: a speck that has ink as near is a part of something.</summary>
    private const int SpeckDistance = 7;

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
        Darken(even);
        return even;
    }

    /// <summary>Faint writing is stretched until its usual ink is dark; dark writing is left as it is.</summary>
    private static void Darken(Mat even)
    {
        using var ink = new Mat();
        var threshold = Cv2.Threshold(even, ink, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        var usual = Cv2.Mean(even, ink).Val0;
        if (usual > DarkInk && threshold < 250)
        {
            var stretch = (255 - DarkInk) / (255 - usual);
            even.ConvertTo(even, -1, stretch, 255 * (1 - stretch));
        }
    }

    /// <summary>Paints over blobs at the edges and punched holes.</summary>
    public static void RemoveDirt(Mat even)
    {
        using var ink = new Mat();
        Cv2.Threshold(even, ink, 160, 255, ThresholdTypes.BinaryInv);
        Remove(even, ink, (stats, i) => IsDirt(stats, i, even.Size()), ClearEdges);
    }

    /// <summary>
    /// Paints over what is too small for writing and stands alone: a thin stroke on a noisy page is a row of specks. After the
    /// rulings, for dotted ones are made of them too.
    /// </summary>
    public static void RemoveSpecks(Mat even)
    {
        using var ink = new Mat();
        Cv2.Threshold(even, ink, 160, 255, ThresholdTypes.BinaryInv);
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(SpeckDistance, SpeckDistance));
        Cv2.MorphologyEx(ink, ink, MorphTypes.Close, kernel);
        Remove(even, ink, (stats, i) => stats.At<int>(i, 4) <= LargestSpeck);
    }

    /// <summary>
    /// Stretches the page until the grain of its paper is white. A recogniser sees characters in it: 合计 in the middle of a wide
    /// empty cell is read as two others. Last, for rulings may be paler than the grain and are told by their length.
    /// </summary>
    public static void Whiten(Mat even)
    {
        using var histogram = new Mat();
        Cv2.CalcHist([even], [0], null, histogram, 1, [256], [[0, 256]]);
        histogram.GetArray(out float[] counts);
        var paper = Median(counts, 0, 255);

        // Of the darker half of the paper: ink is far below it, and the brighter half is cut off at white.
        var grain = GaussianShare * (paper - Median(counts, (int)DarkInk, paper));
        var white = Math.Max(LeastWhite, paper - (MostGrain * grain));
        if (white < 255)
        {
            // Ink stays as dark as it is: the strokes of thin type would break.
            using var table = new Mat(1, 256, MatType.CV_8UC1);
            for (var value = 0; value < 256; value++)
            {
                table.Set(0, value, (byte)Math.Clamp(value <= Rim ? value : Rim + ((value - Rim) * (255 - Rim) / (white - Rim)), 0, 255));
            }

            Cv2.LUT(even, table, even);
        }
    }

    /// <summary>The value that parts the pixels between two values into halves.</summary>
    private static int Median(float[] counts, int from, int to)
    {
        var sum = 0.0;
        var half = counts[from..(to + 1)].Sum(count => (double)count) / 2;
        for (var value = from; value <= to; value++)
        {
            sum += counts[value];
            if (sum >= half)
            {
                return value;
            }
        }

        return to;
    }

    private static void Remove(Mat even, Mat ink, Func<Mat, int, bool> isDirt, Action<Mat, Mat, Mat>? last = null)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids);
        var dirty = new bool[count];
        var any = false;
        for (var i = 1; i < count; i++)
        {
            dirty[i] = isDirt(stats, i);
            any |= dirty[i];
        }

        if (any)
        {
            Paint(even, labels, dirty);
        }

        last?.Invoke(even, labels, stats);
    }

    /// <summary>Of a dark edge that hangs together with the form only the edge is painted over.</summary>
    private static void ClearEdges(Mat even, Mat labels, Mat stats)
    {
        const int band = Dpi / 4;
        int width = even.Width, height = even.Height;
        var edges = new bool[stats.Rows];
        for (var i = 1; i < edges.Length; i++)
        {
            int x = stats.At<int>(i, 0), y = stats.At<int>(i, 1), right = x + stats.At<int>(i, 2), bottom = y + stats.At<int>(i, 3);
            edges[i] = (x <= 2 || y <= 2 || right >= width - 2 || bottom >= height - 2) && (right - x > Dpi || bottom - y > Dpi);
        }

        if (!edges.Contains(true))
        {
            return;
        }

        using var mask = MaskOf(labels, edges);
        mask.Rectangle(Rect.FromLTRB(band, band, width - band, height - band), Scalar.Black, -1);
        Cv2.Dilate(mask, mask, null);
        even.SetTo(Scalar.White, mask);
    }

    private static bool IsDirt(Mat stats, int i, Size page)
    {
        int x = stats.At<int>(i, 0), y = stats.At<int>(i, 1), width = stats.At<int>(i, 2), height = stats.At<int>(i, 3), area = stats.At<int>(i, 4);
        var fill = area / ((double)width * height);

        // A punched hole is round and 5 mm wide at least; a blot is solid. A bold character is neither.
        var isBlob = Math.Min(width, height) > Dpi / 5
            && (fill > 0.9 || (Math.Abs(fill - (Math.PI / 4)) < 0.05 && width < 1.15 * height && height < 1.15 * width));

        // The scanner's dark edge lies along the page's own, or a little inside where the page was turned.
        const int near = Dpi / 8;
        var isEdge = (height > Dpi && (x + width <= near || x >= page.Width - near)) || (width > Dpi && (y + height <= near || y >= page.Height - near))
            || x <= 2 || y <= 2 || x + width >= page.Width - 2 || y + height >= page.Height - 2;
        return isBlob || (isEdge && (width > Dpi / 5 || height > Dpi / 5) && (fill > 0.4 || Math.Min(width, height) < Dpi / 10));
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
