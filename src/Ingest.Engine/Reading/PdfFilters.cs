using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Ingest.Engine.Reading;

/// <summary>PdfPig's filters, but of the glyph descriptions of Type 3 fonts only the metrics are decoded.</summary>
internal sealed class PdfFilters() : BaseFilterProvider(Filters())
{
    public static readonly PdfFilters Instance = new();

    private static Dictionary<string, IFilter> Filters()
    {
        var flate = new GlyphMetricsFilter(new FlateFilter());
        var (ascii85, hex, ccitt, runs, lzw) = (new Ascii85Filter(), new AsciiHexDecodeFilter(), new CcittFaxDecodeFilter(), new RunLengthFilter(), new LzwFilter());
        var (dct, jbig2, jpx) = (new DctDecodeFilter(), new Jbig2DecodeFilter(), new JpxDecodeFilter());
        return new Dictionary<string, IFilter>(StringComparer.Ordinal)
        {
            ["FlateDecode"] = flate, ["Fl"] = flate,
            ["LZWDecode"] = lzw, ["LZW"] = lzw,
            ["ASCII85Decode"] = ascii85, ["A85"] = ascii85,
            ["ASCIIHexDecode"] = hex, ["AHx"] = hex,
            ["RunLengthDecode"] = runs, ["RL"] = runs,
            ["CCITTFaxDecode"] = ccitt, ["CCF"] = ccitt,
            ["DCTDecode"] = dct, ["DCT"] = dct,
            ["JBIG2Decode"] = jbig2,
            ["JPXDecode"] = jpx,
        };
    }
}

/// <summary>
/// The description of a Type 3 glyph begins with its width and its box, "wx wy llx lly urx ury d1" (PDF 32000-1, 9.6.5),
/// which is all that is wanted of it; PdfPig would parse its outline, too. No other stream begins so: d1 stands nowhere else.
/// </summary>
internal sealed class GlyphMetricsFilter(IFilter whole) : IFilter
{
    private const int LongestMetrics = 128;
    private const int LongestDescription = 16 * 1024;
    private const int ZlibHeader = 2;

    public bool IsSupported => whole.IsSupported;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        if (input.Length is > ZlibHeader and <= LongestDescription && !streamDictionary.ContainsKey(NameToken.DecodeParms))
        {
            var start = new byte[LongestMetrics];
            if (Metrics(start.AsSpan(0, Inflate(input[ZlibHeader..], start))) is var length and > 0)
            {
                return start.AsMemory(0, length);
            }
        }

        return whole.Decode(input, streamDictionary, filterProvider, filterIndex);
    }

    /// <returns>How much was filled; what is damaged is the whole filter's to complain about.</returns>
    private static int Inflate(Memory<byte> input, byte[] start)
    {
        using var packed = new MemoryStream(input.ToArray(), writable: false);
        using var inflating = new DeflateStream(packed, CompressionMode.Decompress);
        try
        {
            return inflating.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    /// <returns>The length up to the operator d1, when six numbers and nothing else stand before it; else 0.</returns>
    private static int Metrics(ReadOnlySpan<byte> start)
    {
        var numbers = 0;
        for (var at = 0; at < start.Length;)
        {
            var rest = start[at..];
            var length = rest.IndexOfAny(" \t\r\n\f\0"u8);
            if (length == 0)
            {
                at++;
                continue;
            }

            if (length < 0)
            {
                return 0;
            }

            var token = rest[..length];
            at += length;
            if (token.SequenceEqual("d1"u8))
            {
                return numbers == 6 ? at : 0;
            }

            if (++numbers > 6 || token.IndexOfAnyExcept("0123456789+-."u8) >= 0)
            {
                return 0;
            }
        }

        return 0;
    }
}
