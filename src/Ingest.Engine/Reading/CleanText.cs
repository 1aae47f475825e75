namespace Ingest.Engine.Reading;

/// <summary>Takes out what cannot be stored or shown; same length in, same length out.</summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Control characters and halves of surrogate pairs become U+FFFD.</summary>
    public static string Of(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
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
            else if (char.IsControl(units[i]) || char.IsSurrogate(units[i]))
            {
                units[i] = Replacement;
            }
        }

        return new string(units);
    }
}
