using Ingest.Engine.Reading.Pictures;
using OpenCvSharp;

namespace Ingest.Engine.Reading;

/// <summary>A document's pages as people see them: for looking at, not for reading.</summary>
public static class OriginalPages
{
    private const double PointsAnInch = 72;

    /// <summary>Whether the file is an image, whose decoding is not to be trusted inside a server.</summary>
    public static bool IsImage(string path) => FileContent.Of(HeadOf(path)).Kind == ContentKind.Image;

    /// <summary>One page as PNG; as many pixels as its size in points, which boxes are measured in, has at <paramref name="dpi"/>.</summary>
    /// <param name="page">Counted from 1.</param>
    /// <param name="passwords">Tried on an encrypted PDF, after none.</param>
    /// <exception cref="PopplerException">It cannot be drawn; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] Draw(string path, int page, int dpi, IReadOnlyList<string> passwords, CancellationToken cancellationToken = default)
    {
        var kind = FileContent.Of(HeadOf(path)).Kind;
        return kind switch
        {
            ContentKind.Image => DrawImage(path, page, dpi, cancellationToken),
            ContentKind.Text => throw new PopplerException("A text dump has no pages to draw."),
            _ => DrawPdf(path, page, dpi, passwords, cancellationToken),
        };
    }

    /// <summary>The lines of a text dump, over the whole file as evidence counts them; null for a file that is no text.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string>? Lines(string path) => FileContent.Of(File.ReadAllBytes(path)) is { Kind: ContentKind.Text, Text: { } text }
        ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\f", "", StringComparison.Ordinal).Split('\n')
        : null;

    private static byte[] DrawPdf(string path, int page, int dpi, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        PopplerException? refused = null;
        foreach (var password in passwords.Prepend(null))
        {
            try
            {
                return Poppler.Rasterise(new RasterRequest(path, page, dpi, password), cancellationToken);
            }
            catch (PopplerException trouble)
            {
                refused ??= trouble;
            }
        }

        throw refused!;
    }

    private static byte[] DrawImage(string path, int page, int dpi, CancellationToken cancellationToken)
    {
        try
        {
            var pictures = ImagePictures.Open(File.ReadAllBytes(path), Path.GetFileName(path), maxPages: int.MaxValue);
            if (page < 1 || page > pictures.Count)
            {
                throw new PopplerException($"{Path.GetFileName(path)} has no such page.");
            }

            using var image = pictures.Take(page, cancellationToken);
            using var drawn = new Mat();
            var size = new Size(Math.Max(1, Math.Round(image.Width * dpi / PointsAnInch)), Math.Max(1, Math.Round(image.Height * dpi / PointsAnInch)));
            Cv2.Resize(image.Pixels, drawn, size, interpolation: InterpolationFlags.Area);
            return drawn.ImEncode(".png");
        }
        catch (Exception trouble) when (trouble is PictureException or Core.Documents.UnreadableDocumentException or OpenCVException)
        {
            throw new PopplerException($"{Path.GetFileName(path)} cannot be drawn: {trouble.Message}", trouble);
        }
    }

    private static byte[] HeadOf(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Math.Min(file.Length, 1 << 16)];
        file.ReadExactly(head);
        return head;
    }
}
