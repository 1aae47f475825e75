namespace Ingest.Engine.Learning;

/// <summary>What the classifier tells apart: the characters of numbers, other writing, and what is no writing at all.</summary>
internal static class GlyphAlphabet
{
    public const string Characters = "0123456789.,%-/()≥≤><=×";

    /// <summary>What stands in front of a figure and says how it is meant.</summary>
    private const string Signs = "≥≤><=×";

    /// <summary>Han, letters, other signs.</summary>
    public const int Other = 23;

    /// <summary>A speck, dust, what is left of a ruling.</summary>
    public const int Speck = 24;

    /// <summary>Two characters taken for one, and a part of a character: says that the cuts are wrong, not what is printed.</summary>
    public const int Mixed = 25;

    public const int Count = 26;

    public static bool IsNumeric(int label) => label < Characters.Length;

    public static bool IsSign(char character) => Signs.Contains(character, StringComparison.Ordinal);

    public static char Of(int label) => IsNumeric(label) ? Characters[label] : label == Speck ? GlyphReader.Speck : GlyphReader.Other;

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
        '≧' or '⩾' => Characters.IndexOf('≥', StringComparison.Ordinal),
        '≦' or '⩽' => Characters.IndexOf('≤', StringComparison.Ordinal),
        '＞' => Characters.IndexOf('>', StringComparison.Ordinal),
        '＜' => Characters.IndexOf('<', StringComparison.Ordinal),
        '＝' => Characters.IndexOf('=', StringComparison.Ordinal),
        '≥' or '≤' or '×' or < 128 when Characters.Contains((char)character, StringComparison.Ordinal) => Characters.IndexOf((char)character, StringComparison.Ordinal),
        _ => Other,
    };
}
