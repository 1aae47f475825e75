using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>The pages of a PDF, drawn by poppler.</summary>
internal sealed class PdfPictures(string path, PdfSource source, IReadOnlyList<Page> pages) : IPagePictures
{
    private const int Dpi = 300;

    public PageImage? Take(int number, CancellationToken cancellationToken)
    {
        var page = pages[number - 1];
        try
        {
            var password = source.Passwords.FirstOrDefault(password => password.Length > 0);
            var ppm = Poppler.Rasterise(new RasterRequest(path, number, Dpi, password) { AsPng = false }, cancellationToken);
            var pixels = Cv2.ImDecode(ppm, ImreadModes.Color);
            return new PageImage(pixels, page.Width, page.Height);
        }
        catch (PopplerException)
        {
            return null;
        }
    }
}
