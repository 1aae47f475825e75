using Ingest.Core.Normalisation;

namespace Ingest.Core.Segmentation;

/// <summary>
/// A label of which the pack knows only some words: *原因*, 改进措施*. It is asked where no full label was found, of short cells alone.
/// </summary>
internal sealed class Wildcard(string label)
{
    /// <summary>A longer text is a value.</summary>
    public const int LongestText = 24;

    private readonly string[] words = label.Split('*').Select(Labels.Fold).ToArray();

    public static bool IsOne(string label) => label.Contains('*', StringComparison.Ordinal);

    /// <param name="folded">A cell's text as <see cref="Labels.Fold"/> leaves it.</param>
    public bool IsMatch(string folded)
    {
        if (folded.AsSpan().IndexOfAny("，。；：、") >= 0
            || !folded.StartsWith(words[0], StringComparison.Ordinal) || !folded.EndsWith(words[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var at = words[0].Length;
        foreach (var word in words.AsSpan(1))
        {
            var found = folded.IndexOf(word, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + word.Length;
        }

        return true;
    }
}
