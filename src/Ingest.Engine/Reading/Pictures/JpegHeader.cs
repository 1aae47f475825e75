using System.Buffers.Binary;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>What a JPEG says of itself before it is decoded.</summary>
internal readonly record struct JpegHeader(int Width, int Height, int Components)
{
    /// <summary>Of the first frame; null where there is none.</summary>
    public static JpegHeader? Read(ReadOnlySpan<byte> bytes)
    {
        // ITU-T T.81, annex B: markers are FF and a code; all but a few carry their length.
        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xFF)
            {
                at++;
                continue;
            }

            var code = bytes[at + 1];
            if (code is 0xFF)
            {
                at++;
            }
            else if (code is 0x00 or 0x01 or (>= 0xD0 and <= 0xD9))
            {
                at += 2;
            }
            else if (code is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var frame = bytes[(at + 4)..];
                return new JpegHeader(
                    BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), frame[5]);
            }
            else
            {
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            }
        }

        return null;
    }
}
