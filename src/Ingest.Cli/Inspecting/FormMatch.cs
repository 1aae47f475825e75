using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;

namespace Ingest.Cli.Inspecting;

/// <summary>Something of a form pack that was looked for in a document.</summary>
/// <param name="Key">The JSON key; "title" for the form's title.</param>
/// <param name="Labels">Any of these would have done.</param>
/// <param name="Hits">Where one of them stands.</param>
internal sealed record Sought(string Key, IReadOnlyList<string> Labels, IReadOnlyList<Hit> Hits);

/// <param name="Box">Points.</param>
internal sealed record Hit(int Page, string Text, Box Box);

/// <summary>How a document looks to one form pack: why it was read by it, or why not.</summary>
/// <param name="Anchor">The field that must stand once in each report.</param>
/// <param name="Reports">How many reports of this form the document splits into.</param>
internal sealed record FormMatch(
    string Form, int Version, Sought Anchor, int Reports, Sought Title, IReadOnlyList<Sought> Fields, IReadOnlyList<Sought> Columns)
{
    public static FormMatch Of(IReadOnlyList<PageLayout> pages, FormPack pack)
    {
        var index = new PackIndex(pack);
        var lines = pages.SelectMany(page => LinesOf(page, index)).ToList();
        var fields = pack.Fields.Select(field => new Sought(field.Key, field.Labels, FieldHits(lines, field, index))).ToList();
        var anchor = pack.Fields.FirstOrDefault(field => field.Required)?.Key;
        return new FormMatch(
            pack.Form, pack.Version, fields.First(field => field.Key == anchor), ReportSplitter.Split(pages, index).Count,
            new Sought("title", pack.Titles, [.. lines.Where(line => index.IsTitle(line.Text)).Select(line => Whole(line))]),
            fields,
            [.. pack.Table.Columns.Select(column => new Sought(column.Key, column.Labels, ColumnHits(lines, column, index)))]);
    }

    /// <summary>Lines outside of tables with their stacked labels joined, and each cell's text as one line.</summary>
    private static IEnumerable<TextLine> LinesOf(PageLayout page, PackIndex index) => LabelStacks.Join(page.Lines, index)
        .Concat(page.Grids.SelectMany(grid => grid.Cells).Where(cell => !cell.IsBlank).SelectMany(cell =>
            index.WholeField(cell.Text) is not null || index.WholeColumn(cell.Text) is not null
                ? [new TextLine(page.Page.Number, [new Word(cell.Text, Box.Around(cell.Lines.Select(line => line.Box)))])]
                : cell.Lines));

    private static IReadOnlyList<Hit> FieldHits(IEnumerable<TextLine> lines, FormField field, PackIndex index) =>
    [
        .. lines.SelectMany(line => LabelHit.In(line, index))
            .Where(hit => hit.Field == field)
            .Select(hit => new Hit(hit.Line.Page, hit.Label.Text, hit.Label.Box)),
    ];

    private static IReadOnlyList<Hit> ColumnHits(IEnumerable<TextLine> lines, FormColumn column, PackIndex index) =>
    [
        .. lines.SelectMany(line => line.Words.Select(word => (line, word)))
            .Where(pair => index.WholeColumn(pair.word.Text) is { } match && match.Item == column)
            .Select(pair => new Hit(pair.line.Page, pair.word.Text, pair.word.Box)),
    ];

    private static Hit Whole(TextLine line) => new(line.Page, line.Text, line.Box);
}
