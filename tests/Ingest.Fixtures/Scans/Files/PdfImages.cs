using System.Globalization;
using System.Text;

namespace Ingest.Fixtures.Scans.Files;

/// <summary>A picture as a PDF holds it: the keys of its dictionary, exactly as they are to be, and its bytes.</summary>
/// <param name="Parameters">The DecodeParms, or null.</param>
internal sealed record PdfImage(int Width, int Height, string ColourSpace, int Bits, string Filter, string? Parameters, byte[] Data);

/// <summary>A picture in its place on a page, points from the bottom left.</summary>
internal sealed record PlacedImage(PdfImage Image, double X, double Y, double Width, double Height);

/// <param name="Text">Further content, drawn with Helvetica as /F0; may be empty.</param>
internal sealed record ImagePage(double Width, double Height, IReadOnlyList<PlacedImage> Images, string Text = "");

/// <summary>Writes PDFs of nothing but pictures, by hand, so that every key is what a fixture wants it to be.</summary>
internal sealed class PdfImages : IDisposable
{
    private readonly MemoryStream _file = new();
    private readonly List<long> _offsets = [];

    public static byte[] Write(IReadOnlyList<ImagePage> pages)
    {
        using var file = new PdfImages();
        return file.Document(pages);
    }

    public void Dispose() => _file.Dispose();

    private byte[] Document(IReadOnlyList<ImagePage> pages)
    {
        Put("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");

        // 1 catalog, 2 pages, 3 font; then for each page itself, its content, its images.
        var numbers = new List<int>();
        var next = 4;
        foreach (var page in pages)
        {
            numbers.Add(next);
            next += 2 + page.Images.Count;
        }

        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        for (var index = 0; index < pages.Count; index++)
            Page(pages[index], numbers[index]);

        var start = _file.Position;
        Put($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            Put($"{offset:0000000000} 00000 n \n");
        Put($"trailer\n<< /Size {_offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return _file.ToArray();
    }

    private void Page(ImagePage page, int number)
    {
        var names = string.Join(' ', page.Images.Select((_, index) => $"/I{index} {number + 2 + index} 0 R"));
        Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Number(page.Width)} {Number(page.Height)}] /Contents {number + 1} 0 R "
            + $"/Resources << /XObject << {names} >> /Font << /F0 3 0 R >> >> >>");
        var content = new StringBuilder();
        for (var index = 0; index < page.Images.Count; index++)
        {
            var image = page.Images[index];
            content.Append(CultureInfo.InvariantCulture, $"q {Number(image.Width)} 0 0 {Number(image.Height)} {Number(image.X)} {Number(image.Y)} cm /I{index} Do Q\n");
        }

        content.Append(page.Text);
        Stream("", Latin1.GetBytes(content.ToString()));
        foreach (var image in page.Images.Select(placed => placed.Image))
        {
            var parameters = image.Parameters is null ? "" : $" /DecodeParms {image.Parameters}";
            var colours = image.Filter == "/JPXDecode" ? "" : $" /ColorSpace {image.ColourSpace} /BitsPerComponent {image.Bits}";
            Stream($"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height}{colours} /Filter {image.Filter}{parameters} ", image.Data);
        }
    }

    private static System.Text.Encoding Latin1 => System.Text.Encoding.Latin1;

    private void Stream(string keys, byte[] data)
    {
        Begin();
        Put($"<< {keys}/Length {data.Length} >>\nstream\n");
        _file.Write(data);
        Put("\nendstream\nendobj\n");
    }

    private void Object(string body)
    {
        Begin();
        Put(body + "\nendobj\n");
    }

    private void Begin()
    {
        _offsets.Add(_file.Position);
        Put($"{_offsets.Count} 0 obj\n");
    }

    private void Put(string text) => _file.Write(Latin1.GetBytes(text));

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
