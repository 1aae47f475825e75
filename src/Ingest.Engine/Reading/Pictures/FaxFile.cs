using System.Buffers.Binary;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>CCITT data as the one-strip TIFF that a decoder for files wants (TIFF 6.0, sections 10 and 11).</summary>
internal static class FaxFile
{
    private const int Header = 8;
    private const int Entries = 10;
    private const ushort Short = 3;
    private const ushort Long = 4;

    public static byte[] Of(ReadOnlySpan<byte> data, FaxCoding coding, int height)
    {
        var file = new byte[Header + 2 + (Entries * 12) + 4 + data.Length];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), Header);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Header), Entries);
        var isGroup4 = coding.K < 0;
        var at = Header + 2;
        Write(256, Long, (uint)coding.Columns);
        Write(257, Long, (uint)height);
        Write(258, Short, 1);
        Write(259, Short, isGroup4 ? 4u : 3u);
        Write(262, Short, 0); // White is zero: what fax machines call white is shown white.
        Write(273, Long, (uint)(file.Length - data.Length));
        Write(277, Short, 1);
        Write(278, Long, (uint)height);
        Write(279, Long, (uint)data.Length);
        Write(isGroup4 ? 293 : 292, Long, isGroup4 ? 0 : (coding.K > 0 ? 1u : 0) | (coding.IsByteAligned ? 4u : 0));
        data.CopyTo(file.AsSpan(file.Length - data.Length));
        return file;

        void Write(int tag, ushort type, uint value)
        {
            var entry = file.AsSpan(at, 12);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], type);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], value);
            at += 12;
        }
    }
}
