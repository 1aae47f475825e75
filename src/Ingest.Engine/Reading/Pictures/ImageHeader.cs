using System.Buffers.Binary;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>What an image file of one picture says of itself, read without decoding it.</summary>
/// <param name="Dpi">Dots an inch, across and down; null where it does not say.</param>
internal readonly record struct ImageHeader(long Width, long Height, (double X, double Y)? Dpi, bool HasAlpha = false)
{
    private const double InchesPerMetre = 1 / 0.0254;

    /// <summary>PNG, JPEG, BMP or GIF; null for what is none, or is cut off in its head.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, 0x50, 0x4E, 0x47, ..] when bytes.Length > 33 => Png(bytes),
        [0xFF, 0xD8, ..] => Jpeg(bytes),
        [0x42, 0x4D, ..] when bytes.Length > 46 => Bmp(bytes),
        [0x47, 0x49, 0x46, ..] when bytes.Length > 10 => new ImageHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]), null),
        _ => null,
    };

    private static ImageHeader Png(ReadOnlySpan<byte> bytes)
    {
        // ISO 15948, 11.2.2: width, height, depth, colour type; the chunks before the first data may say more.
        var header = new ImageHeader(
            BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]), null, (bytes[25] & 4) != 0);
        for (long at = 33; at + 12 < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(int)at..]);
            var name = bytes.Slice((int)at + 4, 4);
            var data = bytes[((int)at + 8)..];
            if (name.SequenceEqual("IDAT"u8))
            {
                break;
            }

            if (name.SequenceEqual("tRNS"u8))
            {
                header = header with { HasAlpha = true };
            }
            else if (name.SequenceEqual("pHYs"u8) && data.Length > 9 && data[8] == 1)
            {
                header = header with
                {
                    Dpi = Dots(BinaryPrimitives.ReadUInt32BigEndian(data) / InchesPerMetre, BinaryPrimitives.ReadUInt32BigEndian(data[4..]) / InchesPerMetre),
                };
            }

            at += 12L + length;
        }

        return header;
    }

    private static ImageHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        if (JpegHeader.Read(bytes) is not { } frame)
        {
            return null;
        }

        // JFIF 1.02: the first segment, if any.
        var perUnit = bytes.Length > 20 && bytes[3] == 0xE0 && bytes[6..].StartsWith("JFIF"u8) ? bytes[13] switch { 1 => 1, 2 => 2.54, _ => 0 } : 0;
        return new ImageHeader(frame.Width, frame.Height, perUnit == 0 ? null : Dots(
            BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]) * perUnit, BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]) * perUnit));
    }

    private static ImageHeader Bmp(ReadOnlySpan<byte> bytes) => new(
        Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[18..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..])),
        Dots(BinaryPrimitives.ReadInt32LittleEndian(bytes[38..]) / InchesPerMetre, BinaryPrimitives.ReadInt32LittleEndian(bytes[42..]) / InchesPerMetre));

    private static (double, double)? Dots(double x, double y) => x >= 1 && y >= 1 ? (x, y) : null;
}
