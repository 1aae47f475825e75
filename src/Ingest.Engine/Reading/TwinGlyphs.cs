using Ingest.Core.Normalisation;

namespace Ingest.Engine.Reading;

/// <summary>
/// Simplified fonts draw some characters with one glyph, and a browser's PDF names the glyph by any of them: 目 becomes
/// ⽬, — becomes ―. This gives back the one that is written in Chinese. Found by printing all of GB 2312 through Chromium
/// in Noto Sans and Serif CJK SC and reading it again; a text file says what it means and is left alone but for radicals.
/// </summary>
internal static class TwinGlyphs
{
    public static string Untwin(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u2012' && (c is >= '\u2E80' and <= '\u2FDF' || Written(c) != c))
            {
                return CjkText.MapRadicals(string.Concat(text.Select(Written)));
            }
        }

        return text;
    }

    private static char Written(char c) => c switch
    {
        '\u2012' => '–',
        '\u2015' => '—',
        '\u2215' => '／',
        '\u2329' => '〈',
        '\u232A' => '〉',
        '\u301C' => '～',
        '\u3B35' => '胶',
        _ => c,
    };
}
