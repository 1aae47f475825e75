using System.IO.Compression;
using System.Text;
using Ingest.Engine.Reading;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Ingest.Engine.Tests.Reading;

public sealed class GlyphMetricsFilterTests
{
    private static readonly DictionaryToken Plain = new(new Dictionary<NameToken, IToken> { [NameToken.Filter] = NameToken.FlateDecode });
    private static readonly DictionaryToken Predicted = new(new Dictionary<NameToken, IToken>
    {
        [NameToken.Filter] = NameToken.FlateDecode, [NameToken.DecodeParms] = new DictionaryToken(new Dictionary<NameToken, IToken>()),
    });

    [Theory]
    [InlineData("1000 0 45 -86 960 820 d1\n12 34 m 56 78 l f\n", "1000 0 45 -86 960 820 d1")]
    [InlineData(" \r\n.5 0 -1.25 +3 4 5 d1 q Q", " \r\n.5 0 -1.25 +3 4 5 d1")]
    public void Of_a_glyph_s_description_only_its_metrics_are_decoded(string description, string decoded) =>
        Assert.Equal(decoded, Decode(Packed(description), Plain));

    [Theory]
    [InlineData("1000 0 d0\n12 34 m 56 78 l f\n")]
    [InlineData("1000 0 45 -86 960 d1 12 34 m")]
    [InlineData("q 1 0 0 1 0 0 cm /F1 12 Tf (1 2 3 4 5 6 d1) Tj Q")]
    [InlineData("1 2 3 4 5 6 7 d1 8")]
    [InlineData("1 2 3 4 5 6 d1")]
    [InlineData("")]
    public void What_is_no_such_description_is_decoded_whole(string content) => Assert.Equal(content, Decode(Packed(content), Plain));

    [Fact]
    public void What_has_a_predictor_or_is_long_or_is_damaged_is_left_to_the_whole_filter()
    {
        const string description = "1000 0 45 -86 960 820 d1\n12 34 m";
        var noise = new Random(5);
        var large = description + " % " + string.Concat(Enumerable.Range(0, 40_000).Select(_ => (char)noise.Next('a', 'z')));

        Assert.Equal(description, Decode(Packed(description), Predicted));
        Assert.Equal(large, Decode(Packed(large), Plain));
        byte[] damaged = [0x78, 0x9c, 0xff, 0xff, 0xff, 0xff, 0xff];
        Assert.Equal(Encoding.Latin1.GetString(Whole(damaged)), Decode(damaged, Plain));
    }

    [Fact]
    public void Every_filter_that_PdfPig_has_is_there_under_the_same_names()
    {
        foreach (var name in new[] { "FlateDecode", "Fl", "LZWDecode", "LZW", "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx", "RunLengthDecode", "RL", "CCITTFaxDecode", "CCF", "DCTDecode", "DCT", "JBIG2Decode", "JPXDecode" })
        {
            var ours = PdfFilters.Instance.GetNamedFilters([NameToken.Create(name)])[0];
            var theirs = DefaultFilterProvider.Instance.GetNamedFilters([NameToken.Create(name)])[0];
            Assert.True(ours.GetType() == theirs.GetType() || (ours is GlyphMetricsFilter && theirs is FlateFilter), name);
        }

        Assert.Equal(DefaultFilterProvider.Instance.GetAllFilters().Count, PdfFilters.Instance.GetAllFilters().Count);
    }

    private static string Decode(byte[] packed, DictionaryToken dictionary) => Encoding.Latin1.GetString(
        new GlyphMetricsFilter(new FlateFilter()).Decode(packed, dictionary, PdfFilters.Instance, 0).Span);

    private static byte[] Whole(byte[] packed) => new FlateFilter().Decode(packed, Plain, DefaultFilterProvider.Instance, 0).ToArray();

    private static byte[] Packed(string content)
    {
        using var stream = new MemoryStream();
        using (var packing = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            packing.Write(Encoding.Latin1.GetBytes(content));
        }

        return stream.ToArray();
    }
}
