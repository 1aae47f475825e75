namespace Ingest.Engine.Reading;

/// <summary>Classes of UTF-16 units that reading needs: what a Chinese report is written in, and how wide it is typed.</summary>
internal static class CharacterClass
{
    /// <summary>Han, kana, Latin, digits, and Chinese, full-width and ASCII punctuation, signs and ticks.</summary>
    public static bool IsExpected(char c) => c switch
    {
        > ' ' and <= '~' => true,
        >= '\u4E00' and <= '\u9FFF' => true,
        >= '\u3001' and <= '\u30FF' => true,
        >= '\uFF01' and <= '\uFF65' or >= '\uFFE0' and <= '\uFFE6' => true,
        >= '\u00A1' and <= '\u017F' => true,
        >= '\u0391' and <= '\u03C9' => true,
        >= '\u2010' and <= '\u2044' => true,
        >= '\u2100' and <= '\u22FF' => true,
        >= '\u2460' and <= '\u24FF' or >= '\u2500' and <= '\u27BF' => true,
        >= '\u2E80' and <= '\u2FDF' or >= '\u3220' and <= '\u33FF' => true,
        >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF' => true,
        >= '\uD840' and <= '\uD888' or >= '\uDC00' and <= '\uDFFF' => true,
        _ => false,
    };

    /// <summary>Private use, U+FFFD, noncharacters and control characters: no one writes them, a broken font does.</summary>
    public static bool IsBroken(char c) =>
        c is (>= '\uE000' and <= '\uF8FF') or '\uFFFD' or '\uFFFE' or '\uFFFF' || char.IsControl(c);

    /// <summary>Accented Latin letters that stand alone, not in a word of Latin ones.</summary>
    public static int CountMisplaced(string word)
    {
        var count = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (IsAccented(word[i]) && !IsLatin(word, i - 1) && !IsLatin(word, i + 1))
            {
                count++;
            }
        }

        return count;
    }

    private static bool IsAccented(char c) => c is (>= '\u00C0' and <= '\u024F') and not ('×' or '÷');

    private static bool IsLatin(string word, int at) => at >= 0 && at < word.Length && char.IsAsciiLetter(word[at]);

    /// <summary>Takes no room and means nothing here: joiners, marks of direction, soft hyphen, byte order mark.</summary>
    public static bool IsIgnorable(char c) =>
        c is '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2064')
            or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';

    /// <summary>
    /// Two typewriter columns (Unicode TR11: wide, full width, and the ambiguous ones that Chinese type sets wide).
    /// </summary>
    public static bool IsWide(char c) => c switch
    {
        < '\u1100' => c is '×' or '÷' or '°' or '·' or '±',
        <= '\u115F' => true,
        >= '\u2014' and <= '\u2016' or '\u2018' or '\u2019' or '\u201C' or '\u201D' or '\u2026' => true,
        >= '\u2103' and <= '\u22FF' or >= '\u2460' and <= '\u2612' => true,
        >= '\u2E80' and <= '\uA4CF' => true,
        >= '\uAC00' and <= '\uD7A3' or >= '\uD840' and <= '\uD888' => true,
        >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F' => true,
        >= '\uFF01' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6' => true,
        _ => false,
    };
}
