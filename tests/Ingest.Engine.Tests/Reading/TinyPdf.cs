using System.Globalization;
using System.Text;

namespace Ingest.Engine.Tests.Reading;

/// <summary>
/// Writes small PDFs by hand, so that a test says exactly what stands in one. Font /F1 is Helvetica; /F2 takes two-byte
/// codes, one em wide, and knows the characters of <see cref="ToUnicode"/> alone.
/// </summary>
internal sealed class TinyPdf
{
    private readonly List<(string Content, string PageEntries, string StreamEntries)> pages = [];

    /// <summary>Lines of a ToUnicode map, <c>&lt;0041&gt; &lt;2F6C&gt;</c>.</summary>
    public IReadOnlyList<string> ToUnicode { get; init; } = [];

    public TinyPdf Page(string content, string pageEntries = "/MediaBox[0 0 600 800]", string streamEntries = "")
    {
        pages.Add((content, pageEntries, streamEntries));
        return this;
    }

    public byte[] ToBytes()
    {
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            $"<</Type/Pages/Count {pages.Count}/Kids[{string.Concat(pages.Select((_, i) => $"{7 + (2 * i)} 0 R "))}]>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                + "/FontDescriptor<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120>>>>",
            Stream(CMap(), ""),
        };
        foreach (var (content, pageEntries, streamEntries) in pages)
        {
            objects.Add($"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {objects.Count + 2} 0 R{pageEntries}>>");
            objects.Add(Stream(content, streamEntries));
        }

        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj{objects[i]}endobj\n");
        }

        var xref = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => text.Append(CultureInfo.InvariantCulture, $"{o:0000000000} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Root 1 0 R/Size {objects.Count + 1}>>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private string CMap() =>
        $"""
        /CIDInit /ProcSet findresource begin
        12 dict begin
        begincmap
        /CMapName /Test def
        /CMapType 2 def
        1 begincodespacerange
        <0000> <FFFF>
        endcodespacerange
        {ToUnicode.Count} beginbfchar
        {string.Join('\n', ToUnicode)}
        endbfchar
        endcmap
        end end
        """;

    private static string Stream(string content, string entries) => $"<</Length {content.Length}{entries}>>stream\n{content}\nendstream ";
}
