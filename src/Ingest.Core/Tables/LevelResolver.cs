using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tables;

/// <summary>
/// Tells which label of a further level (二级指标) each row stands under. A blank goes with the label above it under the
/// same category; a merged cell that a page break cuts may have its label on the page below.
/// </summary>
internal static class LevelResolver
{
    /// <summary>The rows, each with the labels of its levels among its cells.</summary>
    /// <param name="owners">The first-level label of each row.</param>
    /// <param name="joints">The rows in front of which, or within which, a page ends.</param>
    public static List<RowFragment> Fill(
        List<RowFragment> rows, IReadOnlyList<IReadOnlyList<Snippet>> owners, HashSet<int> joints, FormTable table)
    {
        if (table.Levels.Count == 0)
        {
            return rows;
        }

        List<string> above = [.. owners.Select(KeyOf)];
        var filled = rows.ConvertAll(row => new Dictionary<string, IReadOnlyList<Snippet>>(row.Cells, StringComparer.Ordinal));
        foreach (var level in table.Levels)
        {
            var labels = Resolve(rows, above, joints, level.Key);
            for (var i = 0; i < rows.Count; i++)
            {
                filled[i][level.Key] = labels[i];
                above[i] += "\n" + KeyOf(labels[i]);
            }
        }

        return [.. rows.Select((row, i) => row with { Cells = filled[i] })];
    }

    private static string KeyOf(IReadOnlyList<Snippet> label) => Labels.Fold(CategoryLabel.TextOf(label));

    private static IReadOnlyList<Snippet>[] Resolve(List<RowFragment> rows, List<string> groups, HashSet<int> joints, string key)
    {
        var spans = JoinCutLabels(Spans(rows, key), joints);
        var blanksGoUp = spans.Exists(span => IsBlank(span.Label) && span.From > 0 && !joints.Contains(span.From) && !joints.Contains(span.To));
        var labels = new IReadOnlyList<Snippet>[rows.Count];
        for (var i = 0; i < spans.Count; i++)
        {
            var (from, to, label) = spans[i];
            if (!IsBlank(label))
            {
                Array.Fill(labels, label, from, to - from);
                continue;
            }

            var cut = joints.Contains(to) && i + 1 < spans.Count && !IsBlank(spans[i + 1].Label);
            for (var row = to - 1; row >= from; row--)
            {
                var up = from > 0 && groups[from - 1] == groups[row] ? labels[from - 1] : [];
                var down = cut && groups[to] == groups[row] ? spans[i + 1].Label : [];
                labels[row] = up.Count == 0 ? down : down.Count == 0 || joints.Contains(from) || blanksGoUp ? up : down;
            }
        }

        return labels;
    }

    /// <summary>
    /// A label that the page break cuts in two, 社会效 | 益指标: the labels of a level are worded alike, and only both parts together
    /// end as the others do.
    /// </summary>
    private static List<(int From, int To, IReadOnlyList<Snippet> Label)> JoinCutLabels(List<(int From, int To, IReadOnlyList<Snippet> Label)> spans, HashSet<int> joints)
    {
        for (var i = 1; i < spans.Count; i++)
        {
            var (upper, lower) = (KeyOf(spans[i - 1].Label), KeyOf(spans[i].Label));
            if (joints.Contains(spans[i].From) && upper.Length > 0 && lower.Length > 0 && EndingOf(spans.Where((_, at) => at != i && at != i - 1)) is { } ending
                && !upper.EndsWith(ending, StringComparison.Ordinal) && (upper + lower).EndsWith(ending, StringComparison.Ordinal))
            {
                IReadOnlyList<Snippet> whole = [.. spans[i - 1].Label, .. spans[i].Label];
                spans[i - 1] = spans[i - 1] with { Label = whole };
                spans[i] = spans[i] with { Label = whole };
            }
        }

        return spans;

        // The last two characters of all other labels, where they are the same.
        static string? EndingOf(IEnumerable<(int From, int To, IReadOnlyList<Snippet> Label)> others) =>
            others.Select(span => KeyOf(span.Label)).Where(label => label.Length > 2).Distinct().Select(label => label[^2..]).ToList() is [var first, _, ..] endings
            && endings.TrueForAll(ending => ending == first) ? first : null;
    }

    /// <summary>A dash in a level's column says as little as nothing does.</summary>
    private static bool IsBlank(IReadOnlyList<Snippet> label) => Blanks.IsBlank(CategoryLabel.TextOf(label));

    /// <summary>Runs of rows beside one cell.</summary>
    private static List<(int From, int To, IReadOnlyList<Snippet> Label)> Spans(List<RowFragment> rows, string key)
    {
        var spans = new List<(int From, int To, IReadOnlyList<Snippet> Label)>();
        CategoryMark? last = null;
        for (var i = 0; i < rows.Count; i++)
        {
            var mark = rows[i].Levels.GetValueOrDefault(key);
            if (mark is not null && ReferenceEquals(mark, last))
            {
                spans[^1] = spans[^1] with { To = i + 1 };
            }
            else
            {
                spans.Add((i, i + 1, mark?.Lines ?? rows[i][key]));
            }

            last = mark;
        }

        return spans;
    }
}
