using System.Text;

namespace Ingest.Engine.Reading;

internal enum ContentKind
{
    Pdf,
    Text,
    Image,
    Empty,
    Other,
    Unknown,
}

/// <summary>What a file is, told by its bytes alone.</summary>
/// <param name="Text">The decoded text when it is one.</param>
/// <param name="TypeName">The name of a type that we know and do not read, with its article.</param>
internal sealed record FileContent(ContentKind Kind, string? Text = null, string? TypeName = null)
{
    // ISO 32000-1, implementation note 13: readers accept the header anywhere in the first 1024 bytes.
    private const int HeaderWindow = 1024;

    public static FileContent Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new FileContent(ContentKind.Empty);
        }

        if (bytes[..Math.Min(bytes.Length, HeaderWindow)].IndexOf("%PDF-"u8) >= 0)
        {
            return new FileContent(ContentKind.Pdf);
        }

        if (IsImage(bytes))
        {
            return new FileContent(ContentKind.Image);
        }

        if (KnownType(bytes) is { } type)
        {
            return new FileContent(ContentKind.Other, TypeName: type);
        }

        // What is left of a PDF that lost its head: to be called damaged, not a text.
        if (bytes.IndexOf("startxref"u8) >= 0 || bytes.IndexOf("endobj"u8) >= 0)
        {
            return new FileContent(ContentKind.Pdf);
        }

        return TextDecoder.TryDecode(bytes) is { } text
            ? new FileContent(ContentKind.Text, text)
            : new FileContent(ContentKind.Unknown);
    }

    /// <summary>PNG, JPEG, TIFF and BigTIFF, BMP, GIF: what scanners make, and what becomes of it.</summary>
    private static bool IsImage(ReadOnlySpan<byte> bytes) => bytes is
        [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..]
        or [0x49, 0x49, 0x2A or 0x2B, 0x00, ..] or [0x4D, 0x4D, 0x00, 0x2A or 0x2B, ..]
        or [0x47, 0x49, 0x46, 0x38, ..] or [0x42, 0x4D, _, _, _, _, 0x00, 0x00, 0x00, 0x00, ..];

    private static string? KnownType(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x50, 0x4B, 0x03 or 0x05, ..] => Zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Ole(bytes),
        [0x52, 0x61, 0x72, 0x21, ..] => "a RAR archive",
        [0x37, 0x7A, 0xBC, 0xAF, ..] => "a 7z archive",
        [0x1F, 0x8B, ..] => "a gzip archive",
        [0x7B, 0x5C, 0x72, 0x74, 0x66, ..] => "an RTF document",
        [0x25, 0x21, 0x50, 0x53, ..] => "a PostScript file",
        _ => Html(bytes),
    };

    private static string Zip(ReadOnlySpan<byte> bytes)
    {
        // Names stand uncompressed in the local headers and again in the directory at the end.
        if (bytes.IndexOf("word/"u8) >= 0)
        {
            return "a Word document (.docx)";
        }

        if (bytes.IndexOf("xl/"u8) >= 0)
        {
            return "an Excel workbook (.xlsx)";
        }

        return bytes.IndexOf("OFD.xml"u8) >= 0 ? "an OFD document" : "a ZIP archive";
    }

    private static string Ole(ReadOnlySpan<byte> bytes)
    {
        // Stream names stand in the directory as UTF-16.
        if (bytes.IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0)
        {
            return "an old Word document (.doc)";
        }

        return bytes.IndexOf(Encoding.Unicode.GetBytes("Workbook")) >= 0 ? "an old Excel workbook (.xls)" : "an old Office file (.doc or .xls)";
    }

    private static string? Html(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 256)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return head.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? "an HTML page"
            : null;
    }
}
