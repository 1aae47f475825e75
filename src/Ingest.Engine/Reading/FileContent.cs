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
/// <param name="Type">The type when it is one that we know and do not read.</param>
internal sealed record FileContent(ContentKind Kind, string? Text = null, FileType? Type = null)
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

        if (FileType.Of(bytes) is { } type)
        {
            return new FileContent(ContentKind.Other, Type: type);
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
}
