using Ingest.Engine.Learning;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>≥ ≤ &gt; &lt; = and × in front of figures. Tesseract's models have no ≥ and ≤, so shapes alone say which it is.</summary>
internal static class FigureSigns
{
    /// <summary>What the Chinese model makes of them, where it does not leave them out.</summary>
    private const string LookAlikes = "><=》《〉〈≥≤三二之这乏一-—XxＸ*“”\"'2";

    /// <summary>One reader is never as good as two.</summary>
    private const double MostConfidence = 0.97;

    /// <summary>A model that has no such sign is not as sure of what it reads there.</summary>
    private const double SureOfSign = 0.95;

    /// <summary>Of the first glyph's height: what is farther in front does not belong to the figure.</summary>
    private const double WidestGap = 0.9;

    /// <summary>Of the line's height: no character is as narrow.</summary>
    private const double LeastRoom = 0.25;

    /// <summary>A figure, with or without a sign; or a sign or % alone, as columns of operators and units have them.</summary>
    public static bool IsFigure(string text) => text == "%" ||
        (text.Any(char.IsAsciiDigit) ? !text.AsSpan(1).ContainsAny("≥≤><=×") : text.Length == 1 && GlyphAlphabet.IsSign(text[0]) && text[0] != '×');

    /// <summary>The sign in front of a figure's first glyph; null where there is none.</summary>
    public static GlyphMatch? Before(IReadOnlyList<GlyphMatch> glyphs, GlyphMatch first)
    {
        for (var i = 1; i < glyphs.Count; i++)
        {
            if (ReferenceEquals(glyphs[i], first))
            {
                var before = glyphs[i - 1];
                return GlyphAlphabet.IsSign(before.Candidates[0].Character) && first.Box.Left - before.Box.Right <= WidestGap * first.Box.Height ? before : null;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the character is what the line's reader made of the sign; else it left the sign out. Nothing else can begin in
    /// the sign's own place, but a reader that lost its way puts the ideograph before the sign there, and is sure of it.
    /// </summary>
    public static bool IsReadAs(IReadOnlyList<ReadCharacter> line, int at, GlyphMatch sign)
    {
        if (at < 0)
        {
            return false;
        }

        var (isLike, width) = (LookAlikes.Contains(line[at].Char, StringComparison.Ordinal), sign.Box.Width);
        return (isLike && line[at].Middle > sign.Box.Left - (width / 2) && line[at].Middle < sign.Box.Right + (width / 2))
            || ((isLike || line[at].Confidence < SureOfSign) && !char.IsAsciiDigit(line[at].Char) && line[at].Left > sign.Box.Left - (width / 4));
    }

    /// <summary>Whether the line begins with the sign: what the line's reader saw in front of it is not there.</summary>
    public static bool Begins(OpenCvSharp.Rect line, GlyphMatch sign) => sign.Box.Left - line.Left < LeastRoom * line.Height;

    public static ReadCharacter Character(GlyphMatch sign) => new(
        sign.Candidates[0].Character.ToString(), sign.Box.Left, sign.Box.Right, Math.Min(MostConfidence, sign.Candidates[0].Probability)) { IsByShape = true };
}
