using Ingest.Core.Documents;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tables;

/// <summary>A first-level label while it is being put together out of its lines.</summary>
internal static class CategoryLabel
{
    /// <summary>
    /// The declared points of a label that is complete: one that breaks off inside its bracket, 产出目标（34, is not, one with
    /// another character for its bracket, 产出目标（34分上, is.
    /// </summary>
    public static decimal? PointsOf(string text) => text is [.., '分', _]
        || text.Count(character => Labels.FoldChar(character) == '（') == text.Count(character => Labels.FoldChar(character) == '）')
            ? Categories.Parse(text).Points
            : null;

    /// <summary>Whether a label goes on with the next line, however wide lines are set: inside its bracket, or with one.</summary>
    public static bool IsOpen(string text, string next) =>
        text.Count(character => Labels.FoldChar(character) == '（') > text.Count(character => Labels.FoldChar(character) == '）')
        || (next.Length > 0 && Labels.FoldChar(next[0]) == '（');

    /// <summary>Whether this is one of the form's usual labels, with its points or without.</summary>
    public static bool IsUsual(string text, IReadOnlyList<string> usual)
    {
        var name = Labels.Fold(Categories.Parse(text).Name);
        return usual.Any(label => Labels.Fold(label) == name);
    }

    public static string TextOf(IEnumerable<Snippet> lines) => string.Concat(lines.Select(line => line.Text));

    /// <summary>
    /// Whether the second part is the rest of the first: it adds nothing to its name, （34分), or makes it one of the form's
    /// <paramref name="usual"/> labels.
    /// </summary>
    public static bool IsCut(string upper, string lower, IReadOnlyList<string> usual)
    {
        var name = Labels.Fold(Categories.Parse(upper + lower).Name);
        return PointsOf(upper) is null
            && ((PointsOf(upper + lower) is not null && Labels.Fold(upper).StartsWith(name, StringComparison.Ordinal))
                || usual.Any(label => Labels.Fold(label) == name));
    }
}
