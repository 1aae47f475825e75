using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>Reads the indicator table of a dump that came out cell by cell or column by column.</summary>
internal static class DumpTableReader
{
    /// <summary>The table as two ways of grouping read it: by the order of tokens, and row by row, line by line.</summary>
    public static IReadOnlyList<AssembledTable> Read(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        var tokens = DumpTokens.Of(lines, index);
        var byLine = DumpTokens.OfRows(lines, index);
        return
        [
            Assemble(DumpRows.Of(tokens.Body), tokens, index.Pack.Table),
            Assemble(DumpLineRows.Of(byLine.Body, byLine.Marks), byLine, index.Pack.Table),
        ];
    }

    private static AssembledTable Assemble(IReadOnlyList<DumpRow> rows, DumpTokens tokens, FormTable table)
    {
        var placed = DumpCategories.Place(rows, tokens.Marks, table.Categories);
        var numbers = table.Columns.Where(column => column.Kind == FieldKind.Number).ToList();
        var totals = tokens.Total.Where(token => token.Number is not null).Take(numbers.Count).ToList();
        return new AssembledTable(
            [.. placed.Select(item => new TableRow(CellsOf(item.Row, numbers), item.Label?.Lines ?? []) { Doubt = item.Doubt })],
            totals.Count == 0 ? null : totals.Zip(numbers).ToDictionary(
                pair => pair.Second.Key, pair => (IReadOnlyList<Snippet>)[pair.First.Text]));
    }

    private static Dictionary<string, IReadOnlyList<Snippet>> CellsOf(DumpRow row, List<FormColumn> numbers) => new()
    {
        ["name"] = row.Name,
        ["explanation"] = row.Explanation,
        ["remark"] = row.Remark,
        [numbers[0].Key] = row.Weight is { } weight ? [weight.Text] : [],
        [numbers[1].Key] = row.Score is { } score ? [score.Text] : [],
    };
}
