using Ingest.Core.Documents;
using Ingest.Engine.Learning;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>What one reader makes of a figure.</summary>
/// <param name="Confidence">0 to 1, the reader's own.</param>
internal sealed record FigureReading(string Text, double Confidence)
{
    /// <summary>Less is no reading that anything may be built on.</summary>
    private const double LeastLikely = 0.02;

    /// <summary>Told by its glyphs, which have places of their own.</summary>
    public bool IsByShape { get; init; }

    /// <summary>What else the same reader holds possible.</summary>
    public IReadOnlyList<Alternative> Others { get; init; } = [];

    /// <summary>Of shapes: with one glyph taken for the next likeliest figure.</summary>
    public static FigureReading Of(string text, double confidence, IReadOnlyList<GlyphMatch> glyphs) => new(text, confidence)
    {
        IsByShape = true,
        Others = glyphs.Count != text.Length ? [] : Exchanged(text, (at, _) => glyphs[at].Candidates),
    };

    /// <summary>Of Tesseract, in its own scale of 0 to 100.</summary>
    public static FigureReading Of(IReadOnlyList<Symbol> symbols)
    {
        var text = string.Concat(symbols.Select(symbol => symbol.Text));
        return new FigureReading(text, symbols.Min(symbol => symbol.Confidence) / 100)
        {
            Others = symbols.Count != text.Length ? [] : Exchanged(text, (at, _) =>
                symbols[at].Others.Where(other => other.Text.Length == 1).Select(other => (other.Text[0], (double)other.Confidence / 100))),
        };
    }

    /// <summary>
    /// Whether this is the shapes' percentage but for the sign itself: Tesseract's models take % for itself and a digit, or for one or two of
    /// 0 6 9 4 and o, the shapes hardly ever for anything else.
    /// </summary>
    public bool IsSamePercentage(FigureReading shapes) => shapes.Text is [.. var figure, '%'] && Text.StartsWith(figure, StringComparison.Ordinal)
        && Text[figure.Length..] is { Length: 1 or 2 } sign && sign.All(c => c is '%' or '0' or '6' or '9' or '4' or 'o' or 'h' or '/');

    private static IReadOnlyList<Alternative> Exchanged(string text, Func<int, char, IEnumerable<(char Character, double Likelihood)>> candidates) =>
    [
        .. text.SelectMany((read, at) => candidates(at, read)
            .Where(other => other.Character != read && Figures.IsFigure(other.Character) && other.Likelihood >= LeastLikely)
            .Select(other => new Alternative($"{text[..at]}{other.Character}{text[(at + 1)..]}", other.Likelihood))),
    ];
}

/// <summary>
/// Two readers that know nothing of each other: where they agree the figure is as good as certain; where they do not, the
/// better one is taken, with so little confidence that a reviewer sees it. What else any of them holds possible stays as alternatives.
/// </summary>
internal static class FigureVote
{
    /// <summary>Measured on scans: figures on which both agree are wrong less often than one in a thousand.</summary>
    private const double Agreed = 0.99;

    /// <summary>What a figure that readers quarrel about is worth: below the threshold of review.</summary>
    private const double Disputed = 0.8;

    /// <summary>Where none of those that agree is surer, the figure stays doubtful.</summary>
    private const double Doubtful = 0.5;

    private const int MostOthers = 6;

    /// <summary>A figure in a cell of its own: the shapes are read best.</summary>
    public static (FigureReading Best, IReadOnlyList<Alternative> Others) Alone(FigureReading glyphs, FigureReading? english, FigureReading? chinese) =>
        Decide(glyphs, [glyphs, english, chinese]);

    /// <summary>
    /// A figure among other characters: the model that reads the whole line knows best where it begins and ends. A stroke of the
    /// ideograph beside it is easily a 1 by its shape, and the English model looks where the shapes told it to: it is no witness of that. A
    /// digit that hangs together with the ideograph is none by its shape; there the English model was shown its place, too.
    /// </summary>
    public static (FigureReading Best, IReadOnlyList<Alternative> Others) InText(FigureReading chinese, FigureReading? glyphs, FigureReading? english) =>
        glyphs is not null && !chinese.IsSamePercentage(glyphs) && (IsLonger(glyphs, chinese) || (IsLonger(chinese, glyphs) && english?.Text != chinese.Text))
            ? (chinese with { Confidence = Math.Min(chinese.Confidence, Disputed) }, Others([glyphs], chinese.Text))
            : Decide(chinese, [glyphs, english, chinese]);

    /// <summary>The same figure with more before or behind it.</summary>
    public static bool IsLonger(FigureReading one, FigureReading other) => one.Text.Length > other.Text.Length
        && (one.Text.EndsWith(other.Text, StringComparison.Ordinal) || one.Text.StartsWith(other.Text, StringComparison.Ordinal));

    private static (FigureReading Best, IReadOnlyList<Alternative> Others) Decide(FigureReading preferred, IEnumerable<FigureReading?> readings)
    {
        var votes = readings.OfType<FigureReading>().ToList();
        var shapes = votes.Find(vote => vote.IsByShape);
        votes = [.. votes.Select(vote => shapes is not null && vote.IsSamePercentage(shapes) ? vote with { Text = shapes.Text } : vote)];
        var (text, count) = votes.GroupBy(vote => vote.Text).Select(group => (group.Key, Count: group.Count())).MaxBy(group => group.Count);
        if (count > 1)
        {
            var agreeing = votes.Where(vote => vote.Text == text).ToList();
            return (new FigureReading(text, agreeing.Max(vote => vote.Confidence) < Doubtful ? Disputed : Agreed), Others(votes, text));
        }

        return (preferred with { Confidence = Math.Min(preferred.Confidence, Disputed) }, Others(votes, preferred.Text));
    }

    /// <summary>All that any reader holds possible, what was taken aside: likeliest first.</summary>
    private static IReadOnlyList<Alternative> Others(IReadOnlyList<FigureReading> votes, string taken) =>
    [
        .. votes.Select(vote => new Alternative(vote.Text, vote.Confidence)).Concat(votes.SelectMany(vote => vote.Others))
            .Where(other => other.Text != taken)
            .GroupBy(other => other.Text, StringComparer.Ordinal)
            .Select(group => new Alternative(group.Key, group.Max(other => other.Confidence)))
            .OrderByDescending(other => other.Confidence)
            .Take(MostOthers),
    ];
}
