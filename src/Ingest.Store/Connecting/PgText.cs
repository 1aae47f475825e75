using System.Text;
using System.Text.RegularExpressions;

namespace Ingest.Store.Connecting;

/// <summary>
/// PostgreSQL holds neither U+0000 nor half of a surrogate pair, and hostile PDFs give both. They become U+FFFD, as
/// everywhere where a character is lost, so that one bad character does not keep a whole document out.
/// </summary>
internal static partial class PgText
{
    public static string? Clean(string? text)
    {
        if (text is null || !NeedsCleaning(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }

    /// <summary>The same for JSON text, where U+0000 can only stand as an escape.</summary>
    public static string CleanJson(string json) =>
        json.Contains("\\u0000", StringComparison.Ordinal) ? EscapedZero().Replace(json, "$1\\ufffd") : json;

    private static bool NeedsCleaning(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == 0)
            {
                return true;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    // An even number of backslashes before it: the escape itself, not an escaped backslash and the text u0000.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EscapedZero();
}
