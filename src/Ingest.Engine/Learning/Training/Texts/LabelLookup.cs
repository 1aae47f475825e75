using Ingest.Core.Normalisation;

namespace Ingest.Engine.Learning.Training.Texts;

/// <summary>The baseline of labels: the nearest wording that is known, by edit distance.</summary>
internal sealed class LabelLookup(IReadOnlyList<LabelledWording> known)
{
    private readonly IReadOnlyList<(string Folded, string Class)> wordings = [.. known.Select(wording => (Labels.Fold(wording.Wording), wording.Class))];

    /// <summary>Null where none is the same.</summary>
    public string? Exact(string text) => wordings.FirstOrDefault(pair => pair.Folded == Labels.Fold(text)).Class;

    /// <summary>Null where more than a third of the characters would have to be changed.</summary>
    public string? Nearest(string text)
    {
        var folded = Labels.Fold(text);
        var (distance, given) = wordings.Select(pair => (Distance: Edits(pair.Folded, folded), pair.Class)).MinBy(pair => pair.Distance);
        return distance * 3 <= folded.Length ? given : null;
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Edits(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = above[0];
            above[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (corner, above[j]) = (above[j], Math.Min(Math.Min(above[j], above[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return above[b.Length];
    }
}
