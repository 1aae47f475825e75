using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>是 or 否, alone or as boxes of which one is ticked.</summary>
public static partial class Choices
{
    private enum Sign
    {
        Yes,
        No,
        Tick,
        Empty,
    }

    private sealed record Token(Sign Sign, bool SpaceBefore)
    {
        public bool IsWord => Sign is Sign.Yes or Sign.No;
    }

    /// <summary>是 · ☑是 □否 · 是√ 否 · ■是 □否 · ●是○否 · [x]是 [ ]否 · 是□否☑ · 是(√)否( ); null when none or both are ticked.</summary>
    public static bool? Parse(string raw)
    {
        var text = Characters.CollapseSpace(Characters.ToHalfWidth(raw));
        if (text.Trim(' ', '。', '.', ',', ';', ':') is "是" or "否")
        {
            return text.Contains('是', StringComparison.Ordinal);
        }

        var tokens = Tokenise(text);
        var ticked = Enumerable.Range(0, tokens.Count)
            .Where(index => tokens[index].Sign == Sign.Tick)
            .Select(index => WordOf(tokens, index))
            .Distinct()
            .ToList();
        return ticked is [{ } only] ? only == Sign.Yes : null;
    }

    /// <summary>
    /// The word that a tick stands with. Marks stand before their words when the line begins with one, else after them;
    /// a tick that touches only one of its neighbours belongs to that one, for it may be set by hand beside an empty box.
    /// </summary>
    private static Sign? WordOf(List<Token> tokens, int tick)
    {
        var before = tick > 0 && tokens[tick - 1].IsWord ? tokens[tick - 1] : null;
        var after = tick + 1 < tokens.Count && tokens[tick + 1].IsWord ? tokens[tick + 1] : null;
        if (before is not null && after is not null)
        {
            var touchesBefore = !tokens[tick].SpaceBefore;
            var touchesAfter = !after.SpaceBefore;
            return touchesBefore == touchesAfter ? (tokens[0].IsWord ? before : after).Sign : (touchesBefore ? before : after).Sign;
        }

        if (after is not null && !tokens[0].IsWord)
        {
            return after.Sign;
        }

        return tokens.Take(tick).LastOrDefault(token => token.IsWord)?.Sign ?? after?.Sign;
    }

    private static List<Token> Tokenise(string text)
    {
        var tokens = new List<Token>();
        foreach (Match match in Tokens().Matches(text))
        {
            var sign = match.Value is "是" ? Sign.Yes
                : match.Groups["no"].Success ? Sign.No
                : match.Groups["tick"].Success ? Sign.Tick
                : Sign.Empty;
            tokens.Add(new Token(sign, match.Index > 0 && text[match.Index - 1] == ' '));
        }

        return tokens;
    }

    // U+F052, F0FC and F0FE are Wingdings' ticks, U+F06F, F071 and F0A8 its boxes. 口 and 囗 are boxes as OCR reads them.
    // ToHalfWidth has made （ ( and √ stands as it is; by hand or read by a machine it may be any sign between brackets, or have
    // swallowed the first of them: 是W)否( ).
    [GeneratedRegex(
        @"(?<no>否|不是)|是|(?<tick>[(\[【〔] ?[^\s\d()是否□☐○×✗✘] ?[)\]】〕]|(?<=是|否)[A-Za-z] ?[)\]】〕]|[☑☒✓✔√■●◉⦿▣◼⬛✅\uF052\uF0FC\uF0FE])|[(\[【〔] ?[)\]】〕]|[□☐○◯▢◻⬜口囗〇×✗✘\uF06F\uF071\uF0A8]")]
    private static partial Regex Tokens();
}
