using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>
/// The rows of a picture whose samples lie flat in the file or are deflated. Reads as many as the picture has and no byte
/// more, whatever the stream would inflate to; where it ends early, what was read stands.
/// </summary>
internal sealed class SampleRows : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _hasFilters;
    private readonly int _step;
    private byte[] _row;
    private byte[] _above;

    /// <param name="rowBytes">Without the filter's byte.</param>
    /// <param name="sampleBytes">Of one pixel, at least 1: how far the filters look to the left.</param>
    public SampleRows(PdfPicture picture, int rowBytes, int sampleBytes)
    {
        var data = MemoryMarshal.TryGetArray(picture.Data, out var segment) ? segment : new ArraySegment<byte>(picture.Data.ToArray());
        var bytes = new MemoryStream(data.Array!, data.Offset, data.Count, writable: false);
        _stream = picture.Coding.Compression == PictureCompression.Flate ? new ZLibStream(bytes, CompressionMode.Decompress) : bytes;
        _hasFilters = picture.Coding.HasRowFilters;
        _step = sampleBytes;
        _row = new byte[rowBytes];
        _above = new byte[rowBytes];
    }

    /// <summary>The next row; null where the data end or cannot be inflated any further. Valid until the next call.</summary>
    public byte[]? Next()
    {
        (_row, _above) = (_above, _row);
        try
        {
            var filter = _hasFilters ? _stream.ReadByte() : 0;
            if (filter < 0 || _stream.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false) < _row.Length)
            {
                return null;
            }

            Unfilter(filter);
            return _row;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>PNG (ISO 15948), section 9.</summary>
    private void Unfilter(int filter)
    {
        for (var i = 0; filter != 0 && i < _row.Length; i++)
        {
            int left = i >= _step ? _row[i - _step] : 0, up = _above[i], corner = i >= _step ? _above[i - _step] : 0;
            _row[i] += (byte)(filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => 0,
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner, toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
