using System.Buffers.Binary;

namespace Ingest.Engine.Isolation;

/// <summary>What a frame says; the byte is the first on the wire.</summary>
internal enum FrameKind : byte
{
    /// <summary>Child to parent, once: I am up.</summary>
    Hello = (byte)'H',

    /// <summary>Parent to child: extract the file of this path.</summary>
    Path = (byte)'P',

    /// <summary>Child to parent, at most once a file: so many pages (decimal text).</summary>
    Pages = (byte)'N',

    /// <summary>Child to parent: the extraction as JSON. Ends a file.</summary>
    Extraction = (byte)'E',

    /// <summary>Child to parent: the reason's name, the message in English, and in Chinese, a line each. Ends a file.</summary>
    Failure = (byte)'F',

    /// <summary>Child to parent: the file could not be opened (gone, no right), which says nothing about it: in English and in Chinese, a line each. Ends a file.</summary>
    Outage = (byte)'O',

    /// <summary>Child to parent: the file is a scan, and what reads scans is not installed: in English and in Chinese, a line each. Ends a file.</summary>
    Unequipped = (byte)'U',
}

internal readonly record struct Frame(FrameKind Kind, byte[] Payload);

/// <summary>
/// The protocol between parent and child: one byte of kind, four of length (little endian), the payload, UTF-8.
/// </summary>
internal static class Frames
{
    private const int HeaderLength = 5;
    private const int LongestPayload = 1 << 30;

    public static void Write(Stream stream, FrameKind kind, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        FillHeader(header, kind, payload.Length);
        stream.Write(header);
        stream.Write(payload);
        stream.Flush();
    }

    public static async Task WriteAsync(Stream stream, FrameKind kind, byte[] payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        FillHeader(frame, kind, payload.Length);
        payload.CopyTo(frame, HeaderLength);
        await stream.WriteAsync(frame);
        await stream.FlushAsync();
    }

    /// <summary>The next frame, or null when the other side is gone, in the middle of a frame included.</summary>
    public static Frame? Read(Stream stream)
    {
        var header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        var payload = new byte[PayloadLength(header)];
        return stream.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) < payload.Length
            ? null
            : new Frame((FrameKind)header[0], payload);
    }

    /// <inheritdoc cref="Read"/>
    public static async Task<Frame?> ReadAsync(Stream stream)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        var payload = new byte[PayloadLength(header)];
        return await stream.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false) < payload.Length
            ? null
            : new Frame((FrameKind)header[0], payload);
    }

    private static void FillHeader(Span<byte> header, FrameKind kind, int length)
    {
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], length);
    }

    private static int PayloadLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[1..]);
        return length is >= 0 and <= LongestPayload
            ? length
            : throw new InvalidDataException("a frame of impossible length came from the extractor");
    }
}
