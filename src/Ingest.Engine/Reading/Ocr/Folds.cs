using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Takes folds, shadows of a sheet's edge and streaks of the scanner off a page and leaves the writing across them: what is
/// as dark over a long way is theirs (a top-hat with a long bar, Meyer 1979), what is darker for a short one is a stroke.
/// </summary>
internal static class Folds
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>Longer than a stroke of any character, shorter than folds bend.</summary>
    private const int Bar = Dpi / 2;

    /// <summary>How far a fold's soft rim goes beyond what was found of it.</summary>
    private const int Rim = Dpi / 20;

    /// <summary>Thicker is a picture.</summary>
    private const int Thickest = Dpi / 3;

    /// <summary>Under what is as dark as this nothing can be told from its noise; of 255.</summary>
    private const int LeastRoom = 60;

    // Along and across the fold: noise is evened out along it, a slight slant across.
    private const int Smooth = 7;
    private const int Slant = 5;

    /// <param name="lines">What is long and straight on the page, rulings among it.</param>
    public static void Fade(Mat even, IEnumerable<RulingLine> lines)
    {
        using var ink = new Mat();
        Cv2.BitwiseNot(even, ink);
        using var folds = new Mat(even.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var line in lines.Where(line => (line.IsHorizontal ? line.Box.Height : line.Box.Width) <= Thickest))
        {
            // Each for itself, and only then off the page: one that is taken off cuts gaps into those that cross it.
            var around = (line.IsHorizontal ? Rect.Inflate(line.Box, Bar, Rim) : Rect.Inflate(line.Box, Rim, Bar)).Intersect(new Rect(0, 0, even.Width, even.Height));
            using var view = new Mat(ink, around);
            using var fold = Longest(view, line.IsHorizontal);
            using var target = new Mat(folds, around);
            Cv2.Max(target, fold, target);
        }

        // What is black under the fold is black without it.
        Cv2.Subtract(ink, folds, ink);
        Cv2.BitwiseNot(folds, folds);
        Cv2.Max(folds, new Scalar(LeastRoom), folds);
        Cv2.Divide(ink, folds, ink, 255);
        Cv2.BitwiseNot(ink, even);
    }

    /// <summary>How dark a stretch of page is, for each of its pixels, over a way as long as the bar.</summary>
    private static Mat Longest(Mat ink, bool isHorizontal)
    {
        var fold = new Mat();
        Cv2.Blur(ink, fold, Along(isHorizontal, Smooth, 1));
        using var across = Cv2.GetStructuringElement(MorphShapes.Rect, Along(isHorizontal, 1, Slant));
        using var bar = Cv2.GetStructuringElement(MorphShapes.Rect, Along(isHorizontal, Bar, 1));
        Cv2.Dilate(fold, fold, across);
        Cv2.MorphologyEx(fold, fold, MorphTypes.Open, bar);
        return fold;
    }

    private static Size Along(bool isHorizontal, int along, int across) => isHorizontal ? new Size(along, across) : new Size(across, along);
}
