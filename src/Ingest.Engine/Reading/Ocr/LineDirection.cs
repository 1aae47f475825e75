using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

internal enum Direction
{
    /// <summary>A blank page, a few words, a photograph.</summary>
    Unclear,
    Across,
    Down,
}

/// <summary>
/// Whether a page's lines run across or down it, told from a small copy in some milliseconds: between lines there is more
/// white than between the characters of one, so the profile along the lines is the smoother one. Looked at in squares,
/// so that columns, cells and a slight skew do not blur it.
/// </summary>
internal static class LineDirection
{
    private const int LongSide = 1400;
    private const int Square = 140;

    /// <summary>Pixels of ink in a square that holds some text.</summary>
    private const int LeastInk = 400;
    private const int LeastSquares = 6;
    private const double Clear = 1.25;

    public static Direction Of(Mat pixels)
    {
        using var ink = InkOf(pixels);
        double across = 0, down = 0;
        var squares = 0;
        int height = ink.Height, width = ink.Width;
        for (var y = 0; y + Square <= height; y += Square)
        {
            for (var x = 0; x + Square <= width; x += Square)
            {
                using var view = new Mat(ink, new Rect(x, y, Square, Square));
                if (Cv2.CountNonZero(view) is var count && (count < LeastInk || count > Square * Square / 2))
                {
                    continue;
                }

                squares++;
                across += Math.Sqrt(Sharpness(view, ReduceDimension.Column));
                down += Math.Sqrt(Sharpness(view, ReduceDimension.Row));
            }
        }

        return squares < LeastSquares ? Direction.Unclear
            : across > down * Clear ? Direction.Across
            : down > across * Clear ? Direction.Down
            : Direction.Unclear;
    }

    /// <summary>White on black, rulings left out.</summary>
    private static Mat InkOf(Mat pixels)
    {
        var scale = Math.Min(1, (double)LongSide / Math.Max(pixels.Width, pixels.Height));
        using var small = new Mat();
        Cv2.Resize(pixels, small, new Size(Math.Max(1, pixels.Width * scale), Math.Max(1, pixels.Height * scale)), 0, 0, InterpolationFlags.Area);
        if (small.Channels() == 3)
        {
            Cv2.CvtColor(small, small, ColorConversionCodes.BGR2GRAY);
        }

        var ink = new Mat();
        Cv2.AdaptiveThreshold(small, ink, 255, AdaptiveThresholdTypes.MeanC, ThresholdTypes.BinaryInv, 31, 15);
        using var across = Rulings(ink, new Size(60, 1));
        using var down = Rulings(ink, new Size(1, 60));

        // Both before either is taken off: row rulings cut those of the columns into pieces that might be strokes.
        Cv2.Subtract(ink, across, ink);
        Cv2.Subtract(ink, down, ink);
        return ink;
    }

    /// <summary>With their rims, for a ruling a little aslant is a stair.</summary>
    private static Mat Rulings(Mat ink, Size bar)
    {
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, bar);
        var rulings = new Mat();
        Cv2.MorphologyEx(ink, rulings, MorphTypes.Open, kernel);
        Cv2.Dilate(rulings, rulings, null);
        return rulings;
    }

    private static double Sharpness(Mat square, ReduceDimension dimension)
    {
        using var profile = new Mat();
        Cv2.Reduce(square, profile, dimension, ReduceTypes.Sum, MatType.CV_32S);
        profile.GetArray(out int[] sums);
        double total = 0;
        for (var i = 1; i < sums.Length; i++)
        {
            var step = (sums[i] - sums[i - 1]) / 255.0;
            total += step * step;
        }

        return total;
    }
}
