using System.Buffers.Binary;

namespace Ingest.Fixtures.Scans.Files;

/// <summary>A page of a TIFF: one strip and what it means.</summary>
internal sealed record TiffPage(int Width, int Height, int Bits, int Samples, int Photometric, int Compression, byte[] Strip);

/// <summary>Writes and takes apart little-endian TIFF of one strip a page (TIFF 6.0, 1992).</summary>
internal static class Tiff
{
    public const int Uncompressed = 1;
    public const int Group4 = 4;
    public const int JpegCompression = 7;
    private const int WhiteIsZero = 0;
    private const int BlackIsZero = 1;
    private const int YCbCr = 6;
    private const int StripOffsets = 273;
    private const int StripByteCounts = 279;

    /// <param name="strip">Ones are black.</param>
    public static TiffPage Bilevel(int width, int height, int compression, byte[] strip) => new(width, height, 1, 1, WhiteIsZero, compression, strip);

    /// <param name="jpeg">A whole JPEG file.</param>
    public static TiffPage Jpeg(int width, int height, int samples, byte[] jpeg) =>
        new(width, height, 8, samples, samples == 3 ? YCbCr : BlackIsZero, JpegCompression, jpeg);

    /// <param name="dpi">0 leaves the resolution out.</param>
    public static byte[] Write(IReadOnlyList<TiffPage> pages, int dpi)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(8 + 0);
        for (var index = 0; index < pages.Count; index++)
        {
            var page = pages[index];
            var tags = Tags(page, dpi);
            var start = (int)file.Position;
            var after = start + 2 + (12 * tags.Count) + 4;
            var (bits, resolution, strip) = (after, after + 6, after + 14);
            var end = strip + page.Strip.Length + (page.Strip.Length & 1);
            writer.Write((ushort)tags.Count);
            foreach (var (tag, type, count, value) in tags)
            {
                writer.Write((ushort)tag);
                writer.Write((ushort)type);
                writer.Write(count);
                writer.Write(value switch { BitsPlace => bits, ResolutionPlace => resolution, StripPlace => strip, _ => value });
            }

            writer.Write(index + 1 < pages.Count ? end : 0);
            writer.Write([8, 0, 8, 0, 8, 0]);
            writer.Write(dpi);
            writer.Write(1);
            writer.Write(page.Strip);
            writer.Write(new byte[page.Strip.Length & 1]);
        }

        return file.ToArray();
    }

    /// <summary>The bytes of the first page's only strip.</summary>
    public static byte[] FirstStrip(ReadOnlySpan<byte> tiff)
    {
        var directory = tiff[BinaryPrimitives.ReadInt32LittleEndian(tiff[4..])..];
        int offset = 0, length = 0;
        for (var entry = 0; entry < BinaryPrimitives.ReadUInt16LittleEndian(directory); entry++)
        {
            var field = directory.Slice(2 + (12 * entry), 12);
            var value = BinaryPrimitives.ReadInt32LittleEndian(field[8..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(field))
            {
                case StripOffsets: offset = value; break;
                case StripByteCounts: length = value; break;
            }
        }

        return tiff.Slice(offset, length).ToArray();
    }

    private const int BitsPlace = -1;
    private const int ResolutionPlace = -2;
    private const int StripPlace = -3;

    // In the order of their numbers, as the format wants. Types: 3 short, 4 long, 5 rational.
    private static List<(int Tag, int Type, int Count, int Value)> Tags(TiffPage page, int dpi)
    {
        List<(int, int, int, int)> tags =
        [
            (256, 4, 1, page.Width), (257, 4, 1, page.Height),
            page.Samples == 1 ? (258, 3, 1, page.Bits) : (258, 3, page.Samples, BitsPlace),
            (259, 3, 1, page.Compression), (262, 3, 1, page.Photometric), (StripOffsets, 4, 1, StripPlace), (277, 3, 1, page.Samples),
            (278, 4, 1, page.Height), (StripByteCounts, 4, 1, page.Strip.Length),
        ];
        if (dpi > 0)
            tags.AddRange([(282, 5, 1, ResolutionPlace), (283, 5, 1, ResolutionPlace), (296, 3, 1, 2)]);
        if (page.Photometric == YCbCr)
            tags.Add((530, 3, 2, 2 | (2 << 16)));
        return tags;
    }
}
