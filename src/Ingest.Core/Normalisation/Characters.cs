using System.Globalization;
using System.Text;

namespace Ingest.Core.Normalisation;

/// <summary>What the normalisers ask of single characters.</summary>
internal static class Characters
{
    /// <summary>White space as printing makes it: U+3000, no-break and zero-width spaces, soft hyphens and other invisible signs too.</summary>
    public static bool IsSpace(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) ||
        (char.GetUnicodeCategory(character) == UnicodeCategory.Format && !char.IsSurrogate(character));

    public static bool IsLatinLetter(char character) => character < '\u0250' && char.IsLetter(character);

    public static bool IsDigit(char character) => character is >= '0' and <= '9';

    /// <summary>
    /// Han, full-width, or one of the signs that Chinese type sets full-width (— … “ ” ℃ ①): next to it a space is only
    /// a gap. Halves of surrogate pairs count: beyond the first plane there are only ideographs here.
    /// </summary>
    public static bool IsWide(char character) => character >= '\u2010' || character == '·';

    public static string RemoveSpace(string text) => string.Concat(text.Where(character => !IsSpace(character)));

    /// <summary>Trimmed, runs of white space as one space; invisible signs of no width are gone.</summary>
    public static string CollapseSpace(string text)
    {
        var clean = new StringBuilder(text.Length);
        var space = false;
        foreach (var character in text)
        {
            if (IsSpace(character))
            {
                space |= char.IsWhiteSpace(character);
                continue;
            }

            if (space && clean.Length > 0)
            {
                clean.Append(' ');
            }

            space = false;
            clean.Append(character);
        }

        return clean.ToString();
    }

    /// <summary>Full-width ASCII (U+FF01–FF5E) as ASCII, radicals as ideographs, the many minus signs as one; for text that is taken apart, not kept.</summary>
    public static string ToHalfWidth(string text) => string.Concat(CjkText.MapRadicals(text).Select(character => character switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(character - 0xfee0),
        '﹪' => '%',
        '−' or '﹣' => '-',
        '﹒' => '.',
        '﹐' => ',',
        '￥' => '¥',
        _ => character,
    }));
}
