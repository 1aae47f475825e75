using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>The scored table: 一级指标 to 备注, and 合计.</summary>
internal sealed class IndicatorTable(Layout layout, Labels labels, Values values)
{
    private static readonly string[] Heads = ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"];

    private TableLook Look => layout.Table;

    public Grid Compose(FormRecord record) => new(
        Look.Widths,
        [Head(), .. record.Indicators.SelectMany((_, index) => IndicatorRows(record.Indicators, index)), Total(record)],
        new GridLook
        {
            Border = Look.Border, RepeatHeader = Look.RepeatHeader, BreakRows = Look.BreakRows, Padding = Look.Padding, FontSize = Look.FontSize,
        });

    private Row Head() => new([.. Heads.Select(head => Centred(labels.Bare(head)) with
    {
        Shaded = Look.ShadeHeader, Text = new TextLook { Bold = true, Align = Align.Centre },
    })])
    {
        IsHeader = true, BreakAfter = Look.OrphanHeader,
    };

    private IEnumerable<Row> IndicatorRows(IReadOnlyList<IndicatorRecord> rows, int index)
    {
        if (Look.Category == CategoryPrint.OwnRow && (index == 0 || !SameCategory(rows[index], rows[index - 1])))
            yield return new Row([CategoryCell(rows[index]) with { Columns = Look.Widths.Count, Text = new TextLook() }]);
        yield return IndicatorRow(rows, index);
    }

    private Row IndicatorRow(IReadOnlyList<IndicatorRecord> rows, int index)
    {
        var row = rows[index];
        return new Row(
        [
            .. Category(rows, index),
            Plain(row.Name ?? "", Look.CentreNames ? Align.Centre : Align.Left),
            Plain(values.EmptyOr(row.Explanation), Align.Left),
            Centred(values.Score(row.Weight)),
            Centred(values.Score(row.Score)),
            Plain(values.EmptyOr(row.Remark), Align.Left),
        ]);
    }

    private IEnumerable<Cell> Category(IReadOnlyList<IndicatorRecord> rows, int index)
    {
        var isFirst = index == 0 || !SameCategory(rows[index], rows[index - 1]);
        var count = rows.Skip(index).TakeWhile(row => SameCategory(row, rows[index])).Count();
        return Look.Category switch
        {
            CategoryPrint.Repeated => [CategoryCell(rows[index])],
            CategoryPrint.OwnRow => [new Cell("")],
            CategoryPrint.FirstRow => [isFirst ? CategoryCell(rows[index]) : new Cell("")],
            CategoryPrint.MergedTop => isFirst ? [CategoryCell(rows[index]) with { Rows = count, Place = VerticalPlace.Top }] : [],
            _ => isFirst ? [CategoryCell(rows[index]) with { Rows = count }] : [],
        };
    }

    private static bool SameCategory(IndicatorRecord one, IndicatorRecord other) =>
        one.Category == other.Category && one.CategoryPoints == other.CategoryPoints;

    private Cell CategoryCell(IndicatorRecord row)
    {
        var name = row.Category ?? "";
        var points = row.CategoryPoints is { } value ? values.Points(Look.Points, value) : "";
        string[] lines = Look.PointsOnOwnLine && points.Length > 0 ? [name, points] : [name + points];
        return new Cell(lines) { Text = new TextLook { Align = Align.Centre } };
    }

    private Row Total(FormRecord record)
    {
        Cell[] sums = [Centred(values.Score(record.TotalWeight)), Centred(values.Score(record.TotalScore)), new Cell("")];
        var word = Centred(labels.Bare("合计"));
        return Look.MergeTotal ? new Row([word with { Columns = 3 }, .. sums]) : new Row([word, new Cell(""), new Cell(""), .. sums]);
    }

    private static Cell Centred(string text) => Plain(text, Align.Centre);

    private static Cell Plain(string text, Align align) => new(text) { Text = new TextLook { Align = align } };
}
