using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Ingest.Store.Exporting;

/// <summary>Texts as a workbook takes them.</summary>
internal static partial class XlsxText
{
    /// <summary>More characters make Excel call the file damaged.</summary>
    public const int Longest = 32_767;

    private const string Cut = "…[32,767]";

    /// <summary>A text that is too long for a cell ends with a mark that says so.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = Longest - Cut.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Cut;
    }

    /// <summary>For XML; a character that XML does not know is _x0007_ (ECMA-376, ST_Xstring), and what looks like that is escaped too.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("<>&\"_\r") < 0 && text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        var known = LooksEscaped().Replace(text, "_x005F$0");
        for (var at = 0; at < known.Length; at++)
        {
            var letter = known[at];
            if (at + 1 < known.Length && XmlConvert.IsXmlSurrogatePair(known[at + 1], letter))
            {
                escaped.Append(letter).Append(known[++at]);
                continue;
            }

            _ = letter switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\r' => escaped.Append("_x000D_"),
                _ when XmlConvert.IsXmlChar(letter) => escaped.Append(letter),
                _ => escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)letter:X4}_"),
            };
        }

        return escaped.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LooksEscaped();
}
