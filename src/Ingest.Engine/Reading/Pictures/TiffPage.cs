namespace Ingest.Engine.Reading.Pictures;

/// <summary>A page of a TIFF, told by its directory.</summary>
/// <param name="Offset">Of the directory in the file.</param>
/// <param name="Width">Pixels, as stored.</param>
/// <param name="Height">Pixels, as stored.</param>
internal sealed record TiffPage(long Offset, long Width, long Height)
{
    /// <summary>1 to 8, TIFF 6.0 section 8: which way up it is to be shown; 1 is as stored.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Where the orientation's value stands in the file; null where it is not said.</summary>
    public long? OrientationAt { get; init; }

    /// <summary>Dots an inch, across and down as stored; null where the file does not say.</summary>
    public (double X, double Y)? Dpi { get; init; }

    /// <summary>A small copy of another page.</summary>
    public bool IsThumbnail { get; init; }
}
