namespace Ingest.Core.Normalisation;

/// <summary>The signs that say "nothing here".</summary>
public static class Blanks
{
    /// <summary>
    /// True for nothing, white space, dashes (— － - – ─ −, one or more) and slashes (/ ／ \ ＼, one or more). "0" and "无" are something.
    /// </summary>
    public static bool IsBlank(string text)
    {
        var clean = Characters.RemoveSpace(text);
        return clean.All(IsDash) || clean.All(character => character is '/' or '／' or '\\' or '＼');
    }

    /// <summary>True for 无 alone: null in numbers, a text like any other in narratives and remarks.</summary>
    public static bool IsNothing(string text) => Characters.RemoveSpace(text).TrimEnd('。', '.') is "无" or "無" or "⽆";

    private static bool IsDash(char character) =>
        character is '-' or '－' or '﹣' or '−' or '─' or '━' or '﹘' or (>= '\u2010' and <= '\u2015');
}
