using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>From the picture of a page to one that can be read; each line is a step with a class of its own.</summary>
internal static class PagePreparer
{
    /// <param name="turns">Clockwise quarter turns that make the page upright.</param>
    public static PreparedPage Prepare(PageImage image, int turns)
    {
        using var grey = Seals.Remove(image.Pixels, out var seals);
        using var upright = Turned(grey, turns);
        using var level = Level(upright, image, turns, out var placement);
        using var even = Paper.Even(level);
        Paper.RemoveDirt(even);
        var rulings = RulingFinder.Find(even, out var mask);
        using (mask)
        {
            RulingFinder.Remove(even, mask);
        }

        return new PreparedPage(even.Clone(), rulings, placement, Covered(seals, image, placement));
    }

    public static Mat Turned(Mat image, int turns)
    {
        if ((turns & 3) == 0)
        {
            return image.Clone();
        }

        var turned = new Mat();
        Cv2.Rotate(image, turned, (turns & 3) switch
        {
            1 => RotateFlags.Rotate90Clockwise,
            2 => RotateFlags.Rotate180,
            _ => RotateFlags.Rotate90Counterclockwise,
        });
        return turned;
    }

    /// <summary>Level and 300 dots an inch, in one warp.</summary>
    private static Mat Level(Mat upright, PageImage image, int turns, out Placement placement)
    {
        var sideways = (turns & 1) == 1;
        var (width, height) = sideways ? (image.Height, image.Width) : (image.Width, image.Height);
        var size = PageScale.Of(upright, width, height);
        double scaleX = size.Width / (double)upright.Width, scaleY = size.Height / (double)upright.Height;
        var degrees = Skew.Find(upright);

        // Turning about the centre: level = R · (S · upright − c) + c.
        var (sin, cos) = Math.SinCos(-degrees * Math.PI / 180);
        double cx = size.Width / 2.0, cy = size.Height / 2.0;
        using var forward = new Mat<double>(2, 3);
        forward.At<double>(0, 0) = cos * scaleX;
        forward.At<double>(0, 1) = -sin * scaleY;
        forward.At<double>(0, 2) = cx - (cos * cx) + (sin * cy);
        forward.At<double>(1, 0) = sin * scaleX;
        forward.At<double>(1, 1) = cos * scaleY;
        forward.At<double>(1, 2) = cy - (sin * cx) - (cos * cy);
        var level = new Mat();
        if (scaleX < 0.7 && degrees == 0)
        {
            Cv2.Resize(upright, level, size, 0, 0, InterpolationFlags.Area);
        }
        else
        {
            Cv2.WarpAffine(upright, level, forward, size, InterpolationFlags.Cubic, BorderTypes.Constant, Scalar.White);
        }

        placement = PlacementOf(forward, upright.Size(), width, height).Then(Placement.OfQuarterTurns(turns, image.Width, image.Height));
        return level;
    }

    /// <summary>Back from the level page's points to the upright picture's, and so to the page's.</summary>
    private static Placement PlacementOf(Mat<double> forward, Size pixels, double width, double height)
    {
        using var back = new Mat<double>();
        Cv2.InvertAffineTransform(forward, back);
        double x = width / pixels.Width, y = height / pixels.Height;
        const double level = 1 / PreparedPage.PointsPerPixel;
        return new Placement(
            back.At<double>(0, 0) * level * x, back.At<double>(0, 1) * level * x, back.At<double>(0, 2) * x,
            back.At<double>(1, 0) * level * y, back.At<double>(1, 1) * level * y, back.At<double>(1, 2) * y);
    }

    private static IReadOnlyList<Box> Covered(IReadOnlyList<Rect> seals, PageImage image, Placement placement)
    {
        if (seals.Count == 0)
        {
            return [];
        }

        var back = placement.Inverse();
        double x = image.Width / image.Pixels.Width, y = image.Height / image.Pixels.Height;
        return [.. seals.Select(seal => back.Apply(new Box(seal.X * x, seal.Y * y, seal.Width * x, seal.Height * y)))];
    }
}
