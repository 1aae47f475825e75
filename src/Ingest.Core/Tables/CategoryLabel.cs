using Ingest.Core.Documents;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tables;

/// <summary>A first-level label while it is being put together out of its lines.</summary>
internal static class CategoryLabel
{
    /// <summary>The declared points of a label that is complete: one that breaks off inside its bracket, 产出目标（34, is not.</summary>
    public static decimal? PointsOf(string text) =>
        text.Count(character => Labels.FoldChar(character) == '（') == text.Count(character => Labels.FoldChar(character) == '）')
            ? Categories.Parse(text).Points
            : null;

    public static string TextOf(IEnumerable<Snippet> lines) => string.Concat(lines.Select(line => line.Text));

    /// <summary>Whether the second part is the rest of the first and adds nothing to its name: （34分), or what is left of it.</summary>
    public static bool IsCut(string upper, string lower) =>
        PointsOf(upper) is null && PointsOf(upper + lower) is not null
        && Labels.Fold(upper).StartsWith(Labels.Fold(Categories.Parse(upper + lower).Name), StringComparison.Ordinal);
}
