using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>The pages of an image file.</summary>
internal sealed class ImagePictures : IPagePictures, IDisposable
{
    private readonly Mat[] _pages;

    private ImagePictures(Mat[] pages) => _pages = pages;

    public int Count => _pages.Length;

    public static ImagePictures Open(string path, string fileName, int maxPages)
    {
        NativeLibraries.Load();
        if (!Cv2.ImReadMulti(path, out var pages, ImreadModes.Color) || pages.Length == 0)
        {
            throw Unreadable.Damaged(fileName, null);
        }

        return pages.Length > maxPages ? throw Unreadable.TooManyPages(fileName, pages.Length, maxPages) : new ImagePictures(pages);
    }

    public PageImage? Take(int number, CancellationToken cancellationToken)
    {
        var pixels = _pages[number - 1];
        var scale = 842.0 / Math.Max(pixels.Width, pixels.Height);
        return new PageImage(pixels.Clone(), pixels.Width * scale, pixels.Height * scale);
    }

    public void Dispose()
    {
        foreach (var page in _pages)
        {
            page.Dispose();
        }
    }
}
