using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>A printed page on its way into the scanner.</summary>
/// <param name="Print">Grey, at <see cref="PageDrawing.Oversampling"/> times the scan's resolution.</param>
/// <param name="Random">All chance on this page.</param>
internal sealed record PaperPage(Mat Print, ScanLook Look, Random Random)
{
    public required int Number { get; init; }
    public required bool IsLast { get; init; }
    public required IReadOnlyList<ValuePlace> Places { get; init; }

    /// <summary>What is printed on the other side, if anything.</summary>
    public Mat? Back { get; init; }

    /// <summary>What a red seal says.</summary>
    public required string Organisation { get; init; }

    /// <summary>Pixels of <see cref="Print"/> for a millimetre.</summary>
    public double Millimetre => Look.Dpi * PageDrawing.Oversampling / 25.4;

    /// <summary>Pixels of <see cref="Print"/> for a point.</summary>
    public double Point => Look.Dpi * PageDrawing.Oversampling / 72.0;
}

/// <summary>From the printed page to the scanner's picture: ink, paper, seals, optics, in the order in which they happen.</summary>
internal static class PageDamage
{
    /// <param name="turn">Degrees clockwise that the page lies on the glass.</param>
    public static ScannedPage Scan(PaperPage page, int turn)
    {
        using var ink = page.Print.Clone();
        InkDamage.Thin(ink, page);
        InkDamage.BreakRulings(ink, page);
        SheetDamage.BleedThrough(ink, page);
        using var sheet = SheetDamage.OnPaper(ink, page);
        var covered = SealPlacement.Put(sheet, page);
        SheetDamage.Holes(sheet, page);
        SheetDamage.Fold(sheet, page);

        using var projected = Projection.OntoGlass(sheet, page);
        Optics.Blur(projected, page);
        Optics.Shade(projected, page);
        Optics.Specks(projected, page);
        Optics.Noise(projected, page);
        using var finished = Optics.InColourOf(projected, page);
        Optics.SaltAndPepper(finished, page);

        var pixels = Turned(finished, turn);
        double width = finished.Width * 72.0 / page.Look.Dpi, height = finished.Height * 72.0 / (page.Look.DpiDown ?? page.Look.Dpi);
        return turn % 180 == 0 ? new ScannedPage(pixels, width, height, covered) : new ScannedPage(pixels, height, width, covered);
    }

    private static Mat Turned(Mat upright, int degrees)
    {
        var turned = new Mat();
        switch (degrees)
        {
            case 0: upright.CopyTo(turned); break;
            case 90: Cv2.Rotate(upright, turned, RotateFlags.Rotate90Clockwise); break;
            case 180: Cv2.Rotate(upright, turned, RotateFlags.Rotate180); break;
            case 270: Cv2.Rotate(upright, turned, RotateFlags.Rotate90Counterclockwise); break;
            default: throw new InvalidDataException($"pages turn by quarters, not by {degrees} degrees");
        }

        return turned;
    }
}
