using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>From the picture of a page to one that can be read; each line is a step with a class of its own.</summary>
internal static class PagePreparer
{
    /// <param name="turns">Clockwise quarter turns that make the page upright.</param>
    public static PreparedPage Prepare(PageImage image, int turns)
    {
        using var grey = Seals.Remove(image.Pixels);
        using var upright = Turned(grey, turns);
        using var level = Level(upright, image, turns, out var placement);
        using var even = Paper.Even(level);
        Paper.RemoveDirt(even);
        var rulings = RulingFinder.TakeOff(even);
        Paper.RemoveSpecks(even);
        Paper.Whiten(even);

        return new PreparedPage(even.Clone(), rulings, placement);
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

    /// <summary>Level, square and 300 dots an inch, in one warp.</summary>
    private static Mat Level(Mat upright, PageImage image, int turns, out Placement placement)
    {
        var sideways = (turns & 1) == 1;
        var (width, height) = sideways ? (image.Height, image.Width) : (image.Width, image.Height);
        var size = PageScale.Of(upright, width, height);
        var slant = Skew.Find(upright);
        using var forward = Flatten(upright.Size(), size, slant);
        var level = new Mat();
        if (slant.IsNone && size.Width < upright.Width * 0.7)
        {
            Cv2.Resize(upright, level, size, 0, 0, InterpolationFlags.Area);
        }
        else
        {
            Cv2.WarpPerspective(upright, level, forward, size, InterpolationFlags.Cubic, BorderTypes.Constant, Scalar.White);
        }

        placement = PlacementOf(forward, upright.Size(), width, height).Then(Placement.OfQuarterTurns(turns, image.Width, image.Height));
        return level;
    }

    /// <summary>The map of a picture's pixels to those of the level page, by where it takes the four corners.</summary>
    private static Mat Flatten(Size from, Size to, Slant slant)
    {
        double cx = from.Width / 2.0, cy = from.Height / 2.0;
        Point2f[] corners = [new(0, 0), new(from.Width, 0), new(0, from.Height), new(from.Width, from.Height)];
        var levelled = corners.Select(corner =>
        {
            var level = slant.Level + (slant.LevelChange * (corner.Y - cy) / cy);
            var plumb = slant.Plumb + (slant.PlumbChange * (corner.X - cx) / cx);
            var x = corner.X + ((corner.Y - cy) * Math.Tan(plumb * Math.PI / 180));
            var y = corner.Y - ((corner.X - cx) * Math.Tan(level * Math.PI / 180));
            return new Point2f((float)(x * to.Width / from.Width), (float)(y * to.Height / from.Height));
        });
        return Cv2.GetPerspectiveTransform(corners, levelled);
    }

    /// <summary>Back from the level page's points to the upright picture's, and so to the page's.</summary>
    private static Placement PlacementOf(Mat forward, Size pixels, double width, double height)
    {
        double At(int row, int column) => forward.At<double>(row, column) / forward.At<double>(2, 2);
        var toLevel = new Placement(At(0, 0), At(0, 1), At(0, 2), At(1, 0), At(1, 1), At(1, 2), At(2, 0), At(2, 1));
        const double level = 1 / PreparedPage.PointsPerPixel;
        return new Placement(level, 0, 0, 0, level, 0)
            .Then(toLevel.Inverse())
            .Then(new Placement(width / pixels.Width, 0, 0, 0, height / pixels.Height, 0));
    }
}
