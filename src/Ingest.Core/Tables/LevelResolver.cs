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
            var labels = IsCentred(rows, above, level.Key) ? Centred(rows, above, level.Key) : Resolve(rows, above, joints, level.Key);
            for (var i = 0; i < rows.Count; i++)
            {
                filled[i][level.Key] = labels[i];
                above[i] += "\n" + KeyOf(labels[i]);
            }
        }

        return [.. rows.Select((row, i) => row with { Cells = filled[i] })];
    }

    private static string KeyOf(IReadOnlyList<Snippet> label) => Labels.Fold(CategoryLabel.TextOf(label));

    /// <summary>Without rulings a label may stand in the middle of its rows: the first row under a category then has none.</summary>
    private static bool IsCentred(List<RowFragment> rows, List<string> groups, string key) =>
        rows.TrueForAll(row => !row.Levels.ContainsKey(key) && row.Cells.Values.Any(lines => lines.Count > 0))
        && Groups(groups).Exists(group => IsBlank(rows[group.From][key]) && rows[group.From..group.To].Exists(row => !IsBlank(row[key])));

    /// <summary>Parts the rows of each category among its labels as the category's own are parted, by where they stand.</summary>
    private static IReadOnlyList<Snippet>[] Centred(List<RowFragment> rows, List<string> groups, string key)
    {
        var labels = new IReadOnlyList<Snippet>[rows.Count];
        Array.Fill(labels, []);
        foreach (var (from, to) in Groups(groups))
        {
            var own = rows[from..to];
            var marks = own.Index().Where(pair => !IsBlank(pair.Item[key])).Select(pair => (pair.Index, Mark: new CategoryMark(pair.Item[key]))).ToList();
            var bare = own.ConvertAll(row => row.Cells.All(cell => cell.Key == key || cell.Value.Count == 0) ? row : row with { Cells = row.Cells.Where(cell => cell.Key != key).ToDictionary(StringComparer.Ordinal) });
            var owners = CategoryResolver.Resolve(
                [.. own.Select(_ => (decimal?)null)], [.. marks.Select(pair => (pair.Index, pair.Mark.Text))], new RowHeights(bare, [.. marks.Select(pair => pair.Mark)]));
            for (var i = 0; i < own.Count; i++)
            {
                labels[from + i] = owners[i] < 0 ? [] : marks[owners[i]].Mark.Lines;
            }
        }

        return labels;
    }

    private static List<(int From, int To)> Groups(List<string> groups)
    {
        var starts = Enumerable.Range(0, groups.Count).Where(row => row == 0 || groups[row] != groups[row - 1]).ToList();
        return [.. starts.Select((from, i) => (from, i + 1 < starts.Count ? starts[i + 1] : groups.Count))];
    }

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
