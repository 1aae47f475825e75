using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>A row of the whole table, before its cells are normalised.</summary>
/// <param name="Category">The first-level label; empty where there is none.</param>
public sealed record TableRow(IReadOnlyDictionary<string, IReadOnlyList<Snippet>> Cells, IReadOnlyList<Snippet> Category)
{
    /// <summary>Something in the way this row was read that a reviewer should look at.</summary>
    public Doubt? Doubt { get; init; }
}

/// <param name="Totals">The total row's numbers by column key; null when none was found.</param>
public sealed record AssembledTable(IReadOnlyList<TableRow> Rows, IReadOnlyDictionary<string, IReadOnlyList<Snippet>>? Totals)
{
    /// <summary>The keys of the columns that the page prints; null where that was not looked at.</summary>
    public IReadOnlySet<string>? Columns { get; init; }
}

/// <summary>Puts the parts of a table that stand on several pages together again.</summary>
public static class TableAssembler
{
    public static AssembledTable Assemble(IReadOnlyList<TableFragment> fragments, FormTable table)
    {
        var rows = new List<RowFragment>();
        var joints = new HashSet<int>();
        var page = 0;
        foreach (var fragment in fragments)
        {
            var next = fragment.Rows;
            if (rows.Count > 0 && next.Count > 0 && fragment.Page != page)
            {
                if (IsCut(rows[^1], next[0], table))
                {
                    var (above, below) = (rows[^1], next[0]);
                    rows[^1] = Join(above, below, table);
                    joints.Add(rows.Count - 1);

                    // The cell beside the cut row goes on: its rows on both pages stand under the whole of its label.
                    var whole = rows[^1];
                    rows = [.. rows.Select(row => Under(row, above, whole))];
                    next = [.. next.Skip(1).Select(row => Under(row, below, whole))];
                }

                // Beside a page break a merged first-level cell may be cut, too.
                joints.Add(rows.Count);
            }

            rows.AddRange(next);
            page = fragment.Page;
        }

        rows = [.. rows.Where(row => row.Cells.Any(cell => cell.Value.Count > 0))];
        var owners = fragments.All(fragment => fragment.SpansKnown) ? BySpans(rows, joints, table) : BySums(rows, table);
        return new AssembledTable(
            [.. LevelResolver.Fill(rows, owners, joints, table).Select((row, i) => new TableRow(row.Cells, owners[i]))],
            fragments.LastOrDefault(fragment => fragment.Totals is not null)?.Totals)
        {
            Columns = fragments.SelectMany(fragment => fragment.Columns).Select(column => column.Column.Key).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The row with the labels of <paramref name="whole"/> for those that it has from the same cells as <paramref name="part"/>.</summary>
    private static RowFragment Under(RowFragment row, RowFragment part, RowFragment whole) => row with
    {
        Category = ReferenceEquals(row.Category, part.Category) ? whole.Category : row.Category,
        Levels = row.Levels.ToDictionary(
            pair => pair.Key,
            pair => ReferenceEquals(pair.Value, part.Levels.GetValueOrDefault(pair.Key)) ? whole.Levels[pair.Key] : pair.Value,
            StringComparer.Ordinal),
    };

    /// <summary>
    /// Two halves of one row: only one of them holds the row's numbers, and the numbers stand once in a row.
    /// </summary>
    private static bool IsCut(RowFragment above, RowFragment below, FormTable table) =>
        (!HasNumbers(above, table) || !HasNumbers(below, table)) && !BeginsAnew(below, table);

    /// <summary>A name that the template numbered, below one that nobody filled in: 指标2： | 指标1：….</summary>
    private static bool BeginsAnew(RowFragment row, FormTable table) => table.Columns
        .Any(column => column.Kind == FieldKind.Item && CategoryLabel.TextOf(row[column.Key]) is var name && Templates.WithoutNumber(name) != name);

    private static bool HasNumbers(RowFragment row, FormTable table) => table.Columns
        .Any(column => column.Kind == FieldKind.Number && row[column.Key].Count > 0);

    private static RowFragment Join(RowFragment above, RowFragment below, FormTable table)
    {
        var cells = above.Cells.Keys.Union(below.Cells.Keys)
            .ToDictionary(key => key, key => (IReadOnlyList<Snippet>)[.. above[key], .. below[key]]);
        var category = (above.Category, below.Category) switch
        {
            ({ IsBlank: false } upper, { IsBlank: false } lower) when CategoryLabel.IsCut(upper.Text, lower.Text, table.Categories)
                => new CategoryMark([.. upper.Lines, .. lower.Lines]),
            ({ IsBlank: false } upper, _) => upper,
            var (upper, lower) => lower ?? upper,
        };
        return new RowFragment(cells, category)
        {
            Levels = above.Levels.Keys.Union(below.Levels.Keys).ToDictionary(
                key => key,
                key => WholeLevel(above.Levels.GetValueOrDefault(key), below.Levels.GetValueOrDefault(key)),
                StringComparer.Ordinal),
        };
    }

    /// <summary>The label beside a row that the page break cuts: in one half, in both of them, or again in the second.</summary>
    private static CategoryMark WholeLevel(CategoryMark? upper, CategoryMark? lower) => (upper, lower) switch
    {
        ({ IsBlank: false }, { IsBlank: false }) => Labels.Fold(upper.Text) == Labels.Fold(lower.Text) ? upper : new CategoryMark([.. upper.Lines, .. lower.Lines]),
        ({ IsBlank: false }, _) => upper,
        _ => lower ?? upper!,
    };

    /// <summary>
    /// Rulings tell what one cell spans. A blank cell goes with the label above it; one that a page break cuts may go with
    /// the label below, on the next page: the declared points decide, and the way in which the other cells are drawn.
    /// </summary>
    private static List<IReadOnlyList<Snippet>> BySpans(List<RowFragment> rows, HashSet<int> joints, FormTable table)
    {
        var spans = JoinCutLabels(Spans(rows), joints, table);
        var weights = Weights(rows, table);
        var blanksGoUp = spans.Exists(span => span.Mark.IsBlank && !joints.Contains(span.From) && !joints.Contains(span.To) && span.From > 0);
        var owners = new IReadOnlyList<Snippet>[rows.Count];
        for (var i = 0; i < spans.Count; i++)
        {
            var (from, to, mark) = spans[i];
            var lines = mark.Lines;
            if (mark.IsBlank)
            {
                var above = from == 0 ? [] : owners[from - 1];
                var below = spans.Skip(i + 1).Select(span => span.Mark).FirstOrDefault(next => !next.IsBlank)?.Lines ?? [];
                var cutBelow = joints.Contains(to) && !joints.Contains(from);
                lines = above.Count == 0 ? below
                    : !cutBelow || below.Count == 0 ? above
                    : Fits(above, 0, to) ? above
                    : Fits(below, from, rows.Count) ? below
                    : blanksGoUp ? above : below;
            }

            Array.Fill(owners, lines, from, to - from);
        }

        return [.. owners];

        // The declared points of a label against the weights of the rows that would stand under it.
        bool Fits(IReadOnlyList<Snippet> label, int first, int last)
        {
            var own = Enumerable.Range(first, last - first).Where(row => first > 0
                ? row < spans.First(span => span.From >= first && SameLabel(span.Mark.Lines, label)).To
                : row >= spans.First(span => SameLabel(span.Mark.Lines, label)).From);
            return CategoryLabel.PointsOf(CategoryLabel.TextOf(label)) is { } points && own.Sum(row => weights[row] ?? 0) == points;
        }
    }

    private static bool SameLabel(IReadOnlyList<Snippet> a, IReadOnlyList<Snippet> b) =>
        Labels.Fold(CategoryLabel.TextOf(a)) == Labels.Fold(CategoryLabel.TextOf(b));

    /// <summary>Runs of rows beside one first-level cell.</summary>
    private static List<(int From, int To, CategoryMark Mark)> Spans(List<RowFragment> rows)
    {
        var spans = new List<(int From, int To, CategoryMark Mark)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (spans.Count > 0 && ReferenceEquals(spans[^1].Mark, rows[i].Category))
            {
                spans[^1] = spans[^1] with { To = i + 1 };
            }
            else
            {
                spans.Add((i, i + 1, rows[i].Category!));
            }
        }

        return spans;
    }

    /// <summary>A label that the page break cuts in two: 产出目标 | （34分）.</summary>
    private static List<(int From, int To, CategoryMark Mark)> JoinCutLabels(
        List<(int From, int To, CategoryMark Mark)> spans, HashSet<int> joints, FormTable table)
    {
        for (var i = 1; i < spans.Count; i++)
        {
            var (upper, lower) = (spans[i - 1].Mark, spans[i].Mark);
            if (joints.Contains(spans[i].From) && !upper.IsBlank && !lower.IsBlank && CategoryLabel.IsCut(upper.Text, lower.Text, table.Categories))
            {
                var mark = new CategoryMark([.. upper.Lines, .. lower.Lines]);
                spans[i - 1] = spans[i - 1] with { Mark = mark };
                spans[i] = spans[i] with { Mark = mark };
            }
        }

        return spans;
    }

    private static List<decimal?> Weights(List<RowFragment> rows, FormTable table)
    {
        var weight = table.Columns.First(column => column.Kind == FieldKind.Number).Key;
        return [.. rows.Select(row => Numbers.Parse(CategoryLabel.TextOf(row[weight])))];
    }

    private static List<IReadOnlyList<Snippet>> BySums(List<RowFragment> rows, FormTable table)
    {
        var marks = new List<(int Row, CategoryMark Mark)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Category is { IsBlank: false } mark && (marks.Count == 0 || !ReferenceEquals(marks[^1].Mark, mark)))
            {
                marks.Add((i, mark));
            }
        }

        marks = RowHeadings.Beside(rows, marks);
        var owners = CategoryResolver.Resolve(
            Weights(rows, table),
            [.. marks.Select(pair => (pair.Row, pair.Mark.Text))],
            new RowHeights(rows, [.. marks.Select(pair => pair.Mark)]));
        return [.. owners.Select(owner => owner < 0 ? [] : marks[owner].Mark.Lines)];
    }
}
