namespace Ingest.Engine.Reading;

/// <summary>What every source's text goes through before it becomes a word: same length in, same length out.</summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>A control character cannot be stored or shown, so it becomes U+FFFD.</summary>
    public static char Unit(char c) => char.IsControl(c) ? Replacement : c;

    /// <summary>Radicals become the characters they look like; halves of surrogate pairs become U+FFFD.</summary>
    public static string Whole(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '\u2E80' and <= '\u2FDF' || char.IsSurrogate(c) || char.IsControl(c))
            {
                return Repaired(text);
            }
        }

        return text;
    }

    private static string Repaired(string text)
    {
        var units = text.ToCharArray();
        for (var i = 0; i < units.Length; i++)
        {
            if (char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1]))
            {
                i++;
            }
            else
            {
                units[i] = char.IsSurrogate(units[i]) ? Replacement : Radicals.Map(Unit(units[i]));
            }
        }

        return new string(units);
    }
}
