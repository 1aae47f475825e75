namespace Ingest.Engine.Learning;

/// <summary>A group of parts and how likely each class is.</summary>
internal sealed record GlyphGuess(int From, int To, float[] Probabilities)
{
    /// <summary>The classes worth following, best first.</summary>
    public IReadOnlyList<int> Ranked { get; } = [.. Enumerable.Range(0, Probabilities.Length)
        .OrderByDescending(label => Probabilities[label]).Take(Followed).Where((label, rank) => rank == 0 || Probabilities[label] >= LeastFollowed)];

    /// <summary>It is a character of a number without much doubt.</summary>
    public bool IsSure => GlyphAlphabet.IsNumeric(Ranked[0]) && Probabilities[Ranked[0]] >= SureEnough;

    private const float SureEnough = 0.9f;
    private const int Followed = 3;
    private const float LeastFollowed = 0.005f;
}

/// <summary>A way to read a whole crop.</summary>
/// <param name="Score">Logarithm; a group counts once for each of its parts, so that ways of unlike many groups compare.</param>
internal sealed record GlyphPath(double Score, string Text, GlyphPath? Before, GlyphGuess? Guess, int Label)
{
    public static readonly GlyphPath Start = new(0, "", null, null, -1);

    public IEnumerable<(GlyphGuess Guess, int Label)> Steps() =>
        Guess is null ? [] : Before!.Steps().Append((Guess, Label));
}

/// <summary>The best ways through all groupings of the parts (Viterbi, several best).</summary>
internal static class GlyphLattice
{
    private const int Kept = 24;

    // A wrong cut explains nothing, so there must be no other way; a speck where a point may stand is rare.
    private static readonly double MixedPenalty = Math.Log(0.005);
    private static readonly double OtherPenalty = Math.Log(0.7);
    private static readonly double SpeckPenalty = Math.Log(0.1);

    /// <param name="ends">For each count of parts, the groups that end there.</param>
    public static IReadOnlyList<GlyphPath> Best(IReadOnlyList<IReadOnlyList<GlyphGuess>> ends, Func<GlyphGuess, GlyphGuess, bool> areApart)
    {
        var nodes = new List<GlyphPath>[ends.Count];
        nodes[0] = [GlyphPath.Start];
        for (var end = 1; end < ends.Count; end++)
        {
            var reached = new Dictionary<string, GlyphPath>(StringComparer.Ordinal);
            foreach (var guess in ends[end])
            {
                foreach (var before in nodes[guess.From])
                {
                    Extend(before, guess, areApart, reached);
                }
            }

            nodes[end] = [.. reached.Values.OrderByDescending(path => path.Score).Take(Kept)];
        }

        return nodes[^1];
    }

    private static void Extend(GlyphPath before, GlyphGuess guess, Func<GlyphGuess, GlyphGuess, bool> areApart, Dictionary<string, GlyphPath> reached)
    {
        foreach (var label in guess.Ranked)
        {
            var penalty = label switch
            {
                GlyphAlphabet.Other => OtherPenalty,
                GlyphAlphabet.Speck => SpeckPenalty,
                GlyphAlphabet.Mixed => MixedPenalty,
                _ => 0,
            };
            var score = before.Score + ((guess.To - guess.From) * (Math.Log(Math.Max(1e-9, guess.Probabilities[label])) + penalty));
            var text = label == GlyphAlphabet.Speck ? before.Text
                : before.Guess is { } last && before.Text.Length > 0 && areApart(last, guess) ? $"{before.Text} {GlyphAlphabet.Of(label)}"
                : before.Text + GlyphAlphabet.Of(label);
            if (!reached.TryGetValue(text, out var known) || known.Score < score)
            {
                reached[text] = new GlyphPath(score, text, before, guess, label);
            }
        }
    }
}
