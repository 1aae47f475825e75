using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ingest.Engine.Tests.Reading.Pictures;

/// <summary>An image of a PDF: what stands in its dictionary beside its type, and its data.</summary>
internal sealed record PdfImage(string Entries, byte[] Data)
{
    public static PdfImage Of(int width, int height, string entries, byte[] data) => new($"/Width {width}/Height {height}{entries}", data);

    public static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(data);
        }

        return packed.ToArray();
    }
}

/// <summary>Writes PDFs whose pages show pictures, by hand: images are named /I0, /I1 … in the content, the font /F1.</summary>
internal sealed class PicturePdf
{
    private readonly List<string> _objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"];
    private readonly List<int> _pages = [];

    public static byte[] Of(string content, string pageEntries, params PdfImage[] images) => new PicturePdf().Page(content, pageEntries, images).ToBytes();

    public PicturePdf Page(string content, string pageEntries, params PdfImage[] images)
    {
        var names = new StringBuilder();
        for (var i = 0; i < images.Length; i++)
        {
            names.Append(CultureInfo.InvariantCulture, $"/I{i} {Add(Stream("/Type/XObject/Subtype/Image" + images[i].Entries, images[i].Data))} 0 R");
        }

        var stream = Add(Stream("", Encoding.Latin1.GetBytes(content)));
        _pages.Add(Add($"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>/XObject<<{names}>>>>/Contents {stream} 0 R{pageEntries}>>"));
        return this;
    }

    public byte[] ToBytes()
    {
        _objects[1] = $"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', _pages.Select(page => $"{page} 0 R"))}]>>";
        var text = new StringBuilder("%PDF-1.5\n");
        var offsets = new List<int>();
        for (var i = 0; i < _objects.Count; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{_objects[i]}\nendobj\n");
        }

        var xref = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Root 1 0 R/Size {_objects.Count + 1}>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static string Stream(string entries, byte[] data) => $"<<{entries}/Length {data.Length}>>stream\n{Encoding.Latin1.GetString(data)}\nendstream";

    private int Add(string entry)
    {
        _objects.Add(entry);
        return _objects.Count;
    }
}
