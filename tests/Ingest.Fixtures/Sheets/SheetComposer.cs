using System.Globalization;
using Ingest.Fixtures.Forms;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Sheets;

/// <summary>A record in a sheet's layout, as blocks.</summary>
internal sealed class SheetComposer(SheetLayout layout)
{
    private readonly Values values = new(layout.Look.Values);
    private int Width => layout.Widths.Count;

    public Form Compose(SheetRecord record)
    {
        var year = layout.YearLine?.Replace("{year}", record.FiscalYear?.ToString(CultureInfo.InvariantCulture) ?? "    ", StringComparison.Ordinal);
        var title = layout.Look.Title.Replace("{year}", record.FiscalYear?.ToString(CultureInfo.InvariantCulture) ?? "", StringComparison.Ordinal);
        var rows = layout.Rows.SelectMany(row => Rows(row, record)).ToList();
        if (layout.TitleInTable)
        {
            rows.InsertRange(0, [Across(title, layout.Look.TitleSize), .. year is null ? [] : new[] { Across(year, null) }]);
        }

        return new Form(
        [
            .. Line(layout.Attachment, Align.Left),
            .. layout.TitleInTable ? [] : new Block[] { new TextBlock([title], new TextLook { Size = layout.Look.TitleSize, Bold = true, Align = Align.Centre }) },
            .. layout.TitleInTable ? [] : Line(year, Align.Centre),
            .. Line(layout.Caption, Align.Right),
            new Gap(4),
            new Grid(layout.Widths, rows, new GridLook
            {
                Border = layout.Border, BreakRows = layout.BreakRows, RepeatHeader = layout.RepeatHeader, Padding = layout.Padding,
            }),
            .. Line(layout.Note, Align.Left),
        ]);
    }

    private static IEnumerable<Block> Line(string? text, Align align) =>
        text is null ? [] : [new TextBlock(text.Split('\n'), new TextLook { Align = align })];

    private Row Across(string text, double? size) =>
        new([Centred(text, Width) with { Text = new TextLook { Size = size, Align = Align.Centre } }]);

    private IEnumerable<Row> Rows(SheetRow row, SheetRecord record) =>
        row.Funds is { } funds ? new FundRows(layout, values).Compose(funds, record.Funds ?? [])
        : row.Indicators is { } indicators ? new IndicatorRows(layout, values).Compose(indicators, record)
        : [new Row([.. row.Cells!.Select(cell => CellOf(cell, record))])];

    private Cell CellOf(SheetCell cell, SheetRecord record)
    {
        var text = cell.Text ?? FieldText(cell.Field!, record);
        var align = cell.Align ?? (cell.Field is not null && text.Length > 24 ? Align.Left : Align.Centre);
        return new Cell(text.Split('\n')) { Columns = cell.Cols, Rows = cell.Rows, Text = new TextLook { Align = align } };
    }

    private string FieldText(string key, SheetRecord record) => record.Printed.TryGetValue(key, out var printed) ? printed
        : key == "totalScore" ? values.Score(record.TotalScore)
        : key == "fiscalYear" ? record.FiscalYear?.ToString(CultureInfo.InvariantCulture) ?? ""
        : record.Fields.GetValueOrDefault(key) ?? layout.Blank;

    internal static Cell Centred(string text, int columns = 1, int rows = 1) =>
        new(text.Split('\n')) { Columns = columns, Rows = rows, Text = new TextLook { Align = Align.Centre } };
}

/// <summary>The table of funds: a frame beside it, a header, a line for each source.</summary>
internal sealed class FundRows(SheetLayout layout, Values values)
{
    public IEnumerable<Row> Compose(FundsLook look, IReadOnlyList<FundRecord> lines)
    {
        yield return new Row(
        [
            .. look.Frame is null ? [] : new[] { SheetComposer.Centred(look.Frame, look.FrameCols, lines.Count + 1) },
            .. look.LineCols == 0 ? [] : new[] { SheetComposer.Centred(look.LineHead, look.LineCols) },
            .. look.Columns.Select(column => SheetComposer.Centred(column.Label, column.Cols)),
        ]);
        foreach (var line in lines)
        {
            yield return new Row(
            [
                .. look.LineCols == 0 ? [] : new[] { SheetComposer.Centred(line.Line ?? "", look.LineCols) },
                .. look.Columns.Select(column => SheetComposer.Centred(Text(line, column.Key), column.Cols)),
            ]);
        }
    }

    private string Text(FundRecord line, string key)
    {
        if (line.Printed.TryGetValue(key, out var printed))
            return printed;
        var text = key switch
        {
            "initialBudget" => values.Money(line.InitialBudget),
            "annualBudget" => values.Money(line.AnnualBudget),
            "executed" => values.Money(line.Executed),
            "rate" => values.Rate(line.Rate),
            "weight" => values.Score(line.Weight),
            "score" => values.Score(line.Score),
            _ => "",
        };
        return text.Length == 0 ? layout.Blank : text;
    }
}

/// <summary>The indicator table: a frame beside it, a header of one row or two, the levels merged, repeated or printed once.</summary>
internal sealed class IndicatorRows(SheetLayout layout, Values values)
{
    public IEnumerable<Row> Compose(IndicatorsLook look, SheetRecord record)
    {
        var rows = record.Indicators;
        var twoHeads = look.Columns.Any(column => column.Over is not null);
        var height = rows.Count + (twoHeads ? 2 : 1);
        var side = look.Side is null ? [] : new[] { SheetComposer.Centred(look.Side, look.SideCols, height) };
        yield return new Row([.. side, .. Heads(look, twoHeads)]) { IsHeader = side.Length == 0 };
        if (twoHeads)
            yield return new Row([.. Under(look).Select(column => SheetComposer.Centred(column.Label, column.Cols))]);
        for (var index = 0; index < rows.Count; index++)
            yield return new Row([.. look.Columns.SelectMany(column => Cells(look, column, rows, index))]);
        if (!look.NoTotal)
            yield return Total(look, record);
    }

    private static IEnumerable<Cell> Heads(IndicatorsLook look, bool twoHeads)
    {
        for (var index = 0; index < look.Columns.Count; index++)
        {
            var column = look.Columns[index];
            if (column.Over is not null)
            {
                yield return SheetComposer.Centred(column.Over, look.Columns.Skip(index).Take(column.OverCount).Sum(under => under.Cols));
                index += column.OverCount - 1;
            }
            else
            {
                yield return SheetComposer.Centred(column.Label, column.Cols, twoHeads ? 2 : 1);
            }
        }
    }

    private static IEnumerable<SheetColumn> Under(IndicatorsLook look) => look.Columns
        .SelectMany((column, index) => column.Over is null ? [] : look.Columns.Skip(index).Take(column.OverCount));

    private IEnumerable<Cell> Cells(IndicatorsLook look, SheetColumn column, IReadOnlyList<SheetIndicator> rows, int index)
    {
        if (column.Key is not ("category" or "subcategory"))
            return [SheetComposer.Centred(Text(column.Key, rows[index], index), column.Cols) with { Text = new TextLook { Align = column.Align } }];
        var group = LabelOf(look, column.Key, rows[index]);
        var isFirst = index == 0 || !Same(rows[index - 1], rows[index], column.Key);
        var count = rows.Skip(index).TakeWhile(row => Same(row, rows[index], column.Key)).Count();
        var cell = SheetComposer.Centred(group, column.Cols);
        return look.Levels switch
        {
            CategoryPrint.Repeated => [cell],
            CategoryPrint.FirstRow => [isFirst ? cell : SheetComposer.Centred("", column.Cols)],
            _ => isFirst ? [cell with { Rows = count, Place = look.Levels == CategoryPrint.MergedTop ? VerticalPlace.Top : VerticalPlace.Middle }] : [],
        };
    }

    private static bool Same(SheetIndicator one, SheetIndicator other, string key) =>
        one.Category == other.Category && (key == "category" || one.Subcategory == other.Subcategory);

    private string LabelOf(IndicatorsLook look, string key, SheetIndicator row)
    {
        if (row.Printed.TryGetValue(key, out var printed))
            return printed;
        if (key == "subcategory")
            return row.Subcategory ?? "";
        var name = look.VerticalCategory ? string.Join('\n', (row.Category ?? "").ToCharArray()) : row.Category ?? "";
        return row.CategoryPoints is { } points ? $"{name}\n{values.Points(look.Points, points)}" : name;
    }

    private string Text(string key, SheetIndicator row, int index) => row.Printed.TryGetValue(key, out var printed) ? printed : key switch
    {
        "number" => (index + 1).ToString(CultureInfo.InvariantCulture),
        "name" => row.Name ?? "",
        "explanation" => row.Explanation ?? "",
        "target" => row.Target ?? layout.Blank,
        "target.operator" => row.TargetParts?.Operator ?? (row.Target is null ? layout.Blank : "定性"),
        "target.value" => row.TargetParts?.Value?.ToString("0.######", CultureInfo.InvariantCulture) ?? row.Target ?? layout.Blank,
        "target.unit" => row.TargetParts?.Unit ?? layout.Blank,
        "actual" => row.Actual ?? layout.Blank,
        "weight" => values.Score(row.Weight) is { Length: > 0 } weight ? weight : layout.Blank,
        "score" => values.Score(row.Score) is { Length: > 0 } score ? score : layout.Blank,
        "remark" => row.Remark ?? layout.EmptyRemark,
        _ => "",
    };

    private Row Total(IndicatorsLook look, SheetRecord record)
    {
        var before = look.Columns.Take(look.TotalCols).Sum(column => column.Cols) + (look.Side is null ? 0 : look.SideCols);
        return new Row(
        [
            SheetComposer.Centred(look.Total, before),
            .. look.Columns.Skip(look.TotalCols).Select(column => SheetComposer.Centred(column.Key switch
            {
                "weight" => values.Score(record.TotalWeight),
                "score" => values.Score(record.TotalScore),
                "remark" => layout.EmptyRemark,
                _ => "",
            }, column.Cols)),
        ]);
    }
}
