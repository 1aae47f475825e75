namespace Ingest.Engine.Learning;

/// <summary>What the classifier tells apart: the characters of numbers, other writing, and what is no writing at all.</summary>
internal static class GlyphAlphabet
{
    public const string Characters = "0123456789.,%-/()";

    /// <summary>Han, letters, other signs; also two characters taken for one, and a part of a character.</summary>
    public const int Other = 17;

    /// <summary>A speck, dust, what is left of a ruling.</summary>
    public const int Speck = 18;

    public const int Count = 19;

    public static char Of(int label) => label < Characters.Length ? Characters[label] : label == Other ? GlyphReader.Other : GlyphReader.Speck;

    /// <summary>The class of a printed character: full-width forms and dashes count as their ASCII twins.</summary>
    public static int Label(int character) => character switch
    {
        >= 0xFF10 and <= 0xFF19 => character - 0xFF10,
        '．' => Characters.IndexOf('.', StringComparison.Ordinal),
        '，' => Characters.IndexOf(',', StringComparison.Ordinal),
        '％' => Characters.IndexOf('%', StringComparison.Ordinal),
        '－' or '—' or '–' or '−' or '‐' => Characters.IndexOf('-', StringComparison.Ordinal),
        '／' => Characters.IndexOf('/', StringComparison.Ordinal),
        '（' => Characters.IndexOf('(', StringComparison.Ordinal),
        '）' => Characters.IndexOf(')', StringComparison.Ordinal),
        < 128 when Characters.Contains((char)character, StringComparison.Ordinal) => Characters.IndexOf((char)character, StringComparison.Ordinal),
        _ => Other,
    };
}
