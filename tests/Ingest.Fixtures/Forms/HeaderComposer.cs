using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>The short fields at the head of the form, two to a line or one.</summary>
internal sealed class HeaderComposer(Layout layout, Labels labels, Values values, FormRecord record)
{
    private static readonly string[] OpeningKeys =
    [
        "projectName", "budgetUnit", "implementingDepartments", "isRecurring",
        "currentYearBudget", "previousYearBudget", "executedAmount", "executionRate",
    ];

    private static readonly string[] DateKeys = ["selfEvaluationDate", "grade"];

    public IEnumerable<Block> Opening() => Lines(layout.DatePlace == DatePlace.Header ? [.. OpeningKeys, .. DateKeys] : OpeningKeys);

    public IEnumerable<Block> DateAndGrade() => Lines(DateKeys);

    private IEnumerable<Block> Lines(string[] keys)
    {
        var look = new GridLook { Border = layout.Header.Border };
        yield return layout.Header.Kind switch
        {
            HeaderKind.Lines => new Grid([100], [.. keys.Select(key => new Row([Inline(key)]))], look),
            HeaderKind.Inline => new Grid(
                layout.Header.Across == 2 ? [55, 45] : layout.Header.Widths,
                [.. keys.Chunk(layout.Header.Across).Select(row => new Row([.. row.Select(Inline)]))], look),
            HeaderKind.Stacked => new Grid([50, 50],
                [.. keys.Chunk(2).SelectMany(pair => new[] { new Row([.. pair.Select(LabelCell)]), new Row([.. pair.Select(ValueCell)]) })], look),
            _ => new Grid(layout.Header.Widths, [.. keys.Chunk(2).Select(pair => new Row([.. pair.SelectMany(LabelAndValue)]))], look),
        };
    }

    private Cell Inline(string key)
    {
        var lines = Value(key);
        return new Cell([labels.Of(key) + lines[0], .. lines.Skip(1)]) { Place = layout.Header.LabelPlace, Text = Spaced };
    }

    private IEnumerable<Cell> LabelAndValue(string key) => [LabelCell(key), ValueCell(key)];

    private Cell LabelCell(string key) => new(labels.Of(key)) { Place = layout.Header.LabelPlace, Text = Spaced with { Bold = layout.Labels.Bold } };

    private Cell ValueCell(string key) => new(Value(key)) { Place = layout.Header.LabelPlace, Text = Spaced };

    private TextLook Spaced => new() { LetterSpacing = layout.Labels.LetterSpacing };

    private string[] Value(string key) => values.Header(key, record).Split('\n');
}
