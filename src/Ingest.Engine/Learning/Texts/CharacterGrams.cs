using Ingest.Core.Normalisation;

namespace Ingest.Engine.Learning.Texts;

/// <summary>Runs of characters of a short text with its ends marked: what Chinese names are known by without knowing words.</summary>
internal static class CharacterGrams
{
    private const char Begin = '^';
    private const char End = '$';

    /// <param name="prefix">Keeps the runs of one text apart from those of another.</param>
    /// <returns>Each run once; together they are a vector of length <paramref name="weight"/>.</returns>
    public static IEnumerable<TextFeature> Of(string text, string prefix, int longest, float weight)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        var marked = Begin + Bare(text) + End;
        for (var length = 1; length <= longest; length++)
        {
            for (var at = 0; at + length <= marked.Length; at++)
            {
                grams.Add(prefix + marked.Substring(at, length));
            }
        }

        var value = weight / MathF.Sqrt(Math.Max(1, grams.Count));
        return grams.Select(gram => new TextFeature(gram, value));
    }

    /// <summary>In one width, without spaces; figures are all alike, for it is not they that tell what a text is.</summary>
    public static string Bare(string text) =>
        string.Concat(Labels.Fold(text).Select(character => char.IsDigit(character) ? '0' : character));
}
