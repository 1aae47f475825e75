using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>
/// Reads an indicator table without rulings: columns out of the white between the header's labels, rows out of the white
/// between two numbers.
/// </summary>
public static class StreamTableReader
{
    /// <summary>The columns, when at least half of the form's column labels stand on this line, apart from each other.</summary>
    public static IReadOnlyList<ColumnRange>? HeaderOf(TextLine line, PackIndex index)
    {
        var found = new List<ColumnRange>();
        for (var at = 0; at < line.Text.Length;)
        {
            if ((at == 0 || line.Text[at - 1] == ' ') && index.ColumnAt(line.Text, at) is { } match
                && (match.End >= line.Text.Length || line.Text[match.End] == ' '))
            {
                var label = line.Slice(at, match.End)!;
                found.Add(new ColumnRange(match.Item, label.Box.X, label.Box.Right));
                at = match.End;
                continue;
            }

            var space = line.Text.IndexOf(' ', at);
            at = space < 0 ? line.Text.Length : space + 1;
        }

        return found.Select(column => column.Column.Key).Distinct().Count() * 2 >= index.Pack.Table.UsualColumns ? found : null;
    }

    /// <summary>The part of the table that stands on one page.</summary>
    /// <param name="header">The header's labels.</param>
    /// <param name="body">The lines below the header, the total line excluded.</param>
    /// <param name="total">The total line, if it is on this page.</param>
    /// <param name="whole">The lines of the table on all its pages, which tell where its columns end.</param>
    public static TableFragment Read(
        int page, IReadOnlyList<ColumnRange> header, IReadOnlyList<TextLine> body, TextLine? total, IReadOnlyList<TextLine> whole, PackIndex index)
    {
        var columns = ColumnWhites.Widen(header, [.. whole.Where(line => !IsHeading(line, index.Pack.Table))]);
        var rows = SplitRows(ByColumn(body, columns), index.Pack.Table);
        return new TableFragment(page, header, rows, false, total is null ? null : ByColumn([total], columns));
    }

    /// <summary>A first-level label alone on its line may run over the columns beside its own.</summary>
    private static bool IsHeading(TextLine line, FormTable table) => line.Text.Length <= 16
        && (CategoryLabel.IsUsual(line.Text, table.Categories) || CategoryLabel.PointsOf(line.Text) is not null);

    private static Dictionary<string, IReadOnlyList<Snippet>> ByColumn(IReadOnlyList<TextLine> lines, IReadOnlyList<ColumnRange> columns)
    {
        var words = columns.ToDictionary(column => column.Column.Key, _ => new List<Word>());
        var pages = lines.Count == 0 ? 0 : lines[0].Page;
        foreach (var word in lines.SelectMany(line => line.Words))
        {
            var column = columns.First(column => word.Box.CentreX < column.Right);
            words[column.Column.Key].Add(word);
        }

        return words.ToDictionary(
            pair => pair.Key,
            pair => (IReadOnlyList<Snippet>)[.. TextLine.Build(pages, pair.Value).Select(line => line.Whole)]);
    }

    /// <summary>Rows of a table whose columns are known and whose rows no ruling parts.</summary>
    /// <param name="columns">Lines by column key.</param>
    public static IReadOnlyList<RowFragment> SplitRows(
        IReadOnlyDictionary<string, IReadOnlyList<Snippet>> columns, FormTable table)
    {
        var category = table.CategoryKey;
        var bands = RowBands.Find(
            [.. table.Columns.Where(column => column.Kind == FieldKind.Number)
                .Select(column => columns.TryGetValue(column.Key, out var lines) ? lines.Where(SaysSomething).ToList() : [])
                .MaxBy(lines => lines.Count)!],
            [.. columns.Where(pair => pair.Key != category).SelectMany(pair => pair.Value)]);
        return RowsOf(columns, bands, table);
    }

    /// <summary>A number, a word in its place or a dash; a mark alone, as a recogniser makes of dirt, stands for no row.</summary>
    private static bool SaysSomething(Snippet line) => line.Text.Any(char.IsLetterOrDigit) || Blanks.IsBlank(line.Text);

    /// <summary>The rows in these bands, each with the first-level label printed beside it.</summary>
    /// <param name="columns">Lines by column key.</param>
    public static IReadOnlyList<RowFragment> RowsOf(
        IReadOnlyDictionary<string, IReadOnlyList<Snippet>> columns, IReadOnlyList<RowBand> bands, FormTable table)
    {
        var category = table.CategoryKey;
        var texts = columns.Where(pair => pair.Key != category).SelectMany(pair => pair.Value).ToList();
        var marks = MarksOf(category is not null && columns.TryGetValue(category, out var labels) ? labels : [], bands, texts);
        var rows = bands.Select((band, i) => new RowFragment(
            columns.Where(pair => pair.Key != category).ToDictionary(
                pair => pair.Key,
                pair => (IReadOnlyList<Snippet>)[.. pair.Value.Where(line => band.Contains(line.Box.CentreY))]),
            marks.GetValueOrDefault(i)));

        // A label below the last row stands above those on the next page.
        return [.. rows, .. marks.TryGetValue(bands.Count, out var last) ? new[] { new RowFragment(new Dictionary<string, IReadOnlyList<Snippet>>(), last) } : []];
    }

    /// <summary>First-level labels, each beside the row in whose height its middle stands, or the next where that has one.</summary>
    private static Dictionary<int, CategoryMark> MarksOf(IReadOnlyList<Snippet> lines, IReadOnlyList<RowBand> bands, List<Snippet> texts)
    {
        var marks = new Dictionary<int, CategoryMark>();
        var open = new List<Snippet>();
        for (var i = 0; i < lines.Count; i++)
        {
            open.Add(lines[i]);
            var text = CategoryLabel.TextOf(open);
            var ends = i + 1 == lines.Count
                || CategoryLabel.PointsOf(text) is not null
                || Labels.Fold(lines[i + 1].Text) == Labels.Fold(open[0].Text)
                || (lines[i + 1].Box.Y - lines[i].Box.Bottom > 0.8 * lines[i].Box.Height && !CategoryLabel.IsOpen(text, lines[i + 1].Text));
            if (ends)
            {
                var middle = (open[0].Box.Y + open[^1].Box.Bottom) / 2;
                var row = Enumerable.Range(0, bands.Count).DefaultIfEmpty(0).MinBy(at => bands.Count == 0 ? 0 : bands[at].Distance(middle));
                marks[marks.ContainsKey(row) || StandsBelow(open, row) ? row + 1 : row] = new CategoryMark([.. open]);
                open.Clear();
            }
        }

        return marks;

        // In the white under all of its row.
        bool StandsBelow(List<Snippet> label, int row) => row < bands.Count
            && texts.Where(line => bands[row].Contains(line.Box.CentreY)).ToList() is { Count: > 0 } own
            && own.TrueForAll(line => line.Box.Bottom <= label[0].Box.Y + (0.3 * label[0].Box.Height));
    }
}
