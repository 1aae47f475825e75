using Ingest.Fixtures.Printing;
using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Files;

/// <summary>Writes the pages of a scan into the file that the plan asks for.</summary>
internal static class ContainerWriter
{
    private const int Strips = 12;
    private const int TileColumns = 3;
    private const int TileRows = 4;

    public static string Extension(Container container) => container switch
    {
        Container.Tiff => ".tif",
        Container.Jpeg => ".jpg",
        Container.Png => ".png",
        _ => ".pdf",
    };

    public static void Write(string file, ScanPlan plan, ScanLook look, ScannedDocument document)
    {
        var pages = document.Pages;
        switch (plan.Container)
        {
            case Container.Tiff:
                File.WriteAllBytes(file, Tiff.Write([.. pages.Select(page => TiffPage(page, look))], look.Dpi));
                break;
            case Container.Jpeg:
                File.WriteAllBytes(file, ImageEncoder.Jpeg(pages.Single().Pixels, look.JpegQuality));
                break;
            case Container.Png:
                Cv2.ImWrite(file, pages.Single().Pixels, new ImageEncodingParam(ImwriteFlags.PngCompression, 9));
                break;
            case Container.PdfMixed:
                var scanned = Path.ChangeExtension(file, ".scanned.pdf");
                File.WriteAllBytes(scanned, PdfImages.Write([.. pages.Skip(1).Select(page => WholePage(page, look))]));
                OutsideProgram.Run("qpdf", "--deterministic-id", "--empty", file, "--pages", document.Source, "1", scanned, "1-z", "--");
                File.Delete(scanned);
                break;
            default:
                File.WriteAllBytes(file, PdfImages.Write([.. pages.Select((page, index) => plan.Container switch
                {
                    Container.PdfStrips => Tiled(page, look, 1, Strips),
                    Container.PdfTiles => Tiled(page, look, TileColumns, TileRows),
                    Container.PdfHiddenText => WholePage(page, look) with { Text = HiddenText.Of(page, new Random(plan.Seed + index)) },
                    _ => WholePage(page, look),
                })]));
                break;
        }
    }

    private static ImagePage WholePage(ScannedPage page, ScanLook look) => Tiled(page, look, 1, 1);

    private static ImagePage Tiled(ScannedPage page, ScanLook look, int columns, int rows)
    {
        var images = new List<PlacedImage>();
        double across = page.Width / page.Pixels.Width, down = page.Height / page.Pixels.Height;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                int left = page.Pixels.Width * column / columns, right = page.Pixels.Width * (column + 1) / columns;
                int top = page.Pixels.Height * row / rows, bottom = page.Pixels.Height * (row + 1) / rows;
                using var part = page.Pixels[new Rect(left, top, right - left, bottom - top)].Clone();
                images.Add(new PlacedImage(
                    ImageEncoder.Encode(part, look.Encoding, look.JpegQuality), left * across, page.Height - (bottom * down), (right - left) * across, (bottom - top) * down));
            }
        }

        return new ImagePage(page.Width, page.Height, images);
    }

    private static TiffPage TiffPage(ScannedPage page, ScanLook look) => look.Colour == Colour.Bilevel
        ? Tiff.Bilevel(page.Pixels.Width, page.Pixels.Height, Tiff.Group4, ImageEncoder.CcittG4(page.Pixels))
        : Tiff.Jpeg(page.Pixels.Width, page.Pixels.Height, page.Pixels.Channels(), ImageEncoder.Jpeg(page.Pixels, look.JpegQuality));
}
