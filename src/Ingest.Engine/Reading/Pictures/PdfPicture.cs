using Ingest.Core.Documents;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>A picture that a page of a PDF shows: its samples as they lie in the file, and where they are drawn.</summary>
/// <param name="Data">As in the file, the coding's compression still applied.</param>
/// <param name="Width">Samples.</param>
/// <param name="Height">Samples.</param>
internal sealed record PdfPicture(ReadOnlyMemory<byte> Data, PictureCoding Coding, int Width, int Height, PicturePlace Place);

/// <summary>Where and how a picture lies on its page.</summary>
/// <param name="Box">Points of the page as displayed, origin top left.</param>
/// <param name="IsTransposed">Its rows run down the page; done first.</param>
/// <param name="IsMirroredX">After that, from right to left.</param>
/// <param name="IsMirroredY">After that, from the bottom up.</param>
internal sealed record PicturePlace(Box Box, bool IsTransposed, bool IsMirroredX, bool IsMirroredY);

internal enum PictureCompression
{
    None,
    Flate,
    Jpeg,
    Fax,
}

/// <summary>How the samples of a plain picture are to be understood.</summary>
/// <param name="Components">1 or 3.</param>
/// <param name="Bits">Of each component.</param>
internal sealed record PictureCoding(PictureCompression Compression, int Components, int Bits)
{
    /// <summary>Rows begin with a PNG filter byte.</summary>
    public bool HasRowFilters { get; init; }

    /// <summary>What each value of a one-component sample of at most 8 bits looks like, grey; null for the value itself.</summary>
    public IReadOnlyList<byte>? Greys { get; init; }

    /// <summary>The same in colour: blue, green, red of each.</summary>
    public IReadOnlyList<byte>? Colours { get; init; }

    public FaxCoding? Fax { get; init; }
}

/// <summary>CCITT's parameters, named as in ISO 32000-1, table 11.</summary>
internal sealed record FaxCoding(int K, int Columns, bool IsByteAligned, bool IsBlack1);
