using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>Lays the sheet on the glass: crooked, moved, on a dark lid, at the scanner's resolution.</summary>
internal static class Projection
{
    public static Mat OntoGlass(Mat sheet, PaperPage page)
    {
        var look = page.Look;
        var hasBorder = page.Random.NextDouble() < look.Border;
        var skew = look.Skew.DrawSigned(page.Random);
        double right = look.Shift.DrawSigned(page.Random), down = look.Shift.DrawSigned(page.Random);
        var lid = page.Random.Next(15, 70);
        var ink = InkBox(page.Print);
        var scale = new Size(sheet.Width / PageDrawing.Oversampling, sheet.Height / PageDrawing.Oversampling * (look.DpiDown ?? look.Dpi) / look.Dpi);

        Mat<double> map;
        while (!KeepsAllInk(map = Map(sheet.Size(), scale, skew, (right * look.Dpi / 25.4, down * look.Dpi / 25.4)), ink, scale, margin: look.Dpi / 25))
        {
            map.Dispose();
            (skew, right, down) = (skew * 0.8, right * 0.8, down * 0.8);
        }

        using (map)
        {
            // The lens sees less than the paper shows; without it the grid of pixels would beat with thin rulings.
            using var seen = new Mat();
            Cv2.GaussianBlur(sheet, seen, default, 0.3 * PageDrawing.Oversampling);
            var glass = new Mat();
            using var blank = new Mat();
            Cv2.WarpAffine(seen, glass, map, scale, InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(hasBorder ? lid : 253));
            return glass;
        }
    }

    private static Mat<double> Map(Size sheet, Size glass, double skew, (double X, double Y) shift)
    {
        var (sin, cos) = Math.SinCos(skew * Math.PI / 180);
        double sx = glass.Width / (double)sheet.Width, sy = glass.Height / (double)sheet.Height;
        var map = new Mat<double>(2, 3);
        var at = map.GetIndexer();
        at[0, 0] = cos * sx;
        at[0, 1] = -sin * sx;
        at[0, 2] = (glass.Width / 2.0) - (sx * ((cos * sheet.Width / 2) - (sin * sheet.Height / 2))) + shift.X;
        at[1, 0] = sin * sy;
        at[1, 1] = cos * sy;
        at[1, 2] = (glass.Height / 2.0) - (sy * ((sin * sheet.Width / 2) + (cos * sheet.Height / 2))) + shift.Y;
        return map;
    }

    private static Rect InkBox(Mat print)
    {
        using var dark = new Mat();
        Cv2.Threshold(print, dark, 160, 255, ThresholdTypes.BinaryInv);
        return Cv2.BoundingRect(dark);
    }

    private static bool KeepsAllInk(Mat map, Rect ink, Size glass, int margin)
    {
        Point[] corners = [ink.TopLeft, new(ink.Right, ink.Top), new(ink.Left, ink.Bottom), ink.BottomRight];
        return corners.All(corner =>
        {
            var x = (map.At<double>(0, 0) * corner.X) + (map.At<double>(0, 1) * corner.Y) + map.At<double>(0, 2);
            var y = (map.At<double>(1, 0) * corner.X) + (map.At<double>(1, 1) * corner.Y) + map.At<double>(1, 2);
            return x >= margin && y >= margin && x < glass.Width - margin && y < glass.Height - margin;
        });
    }
}
