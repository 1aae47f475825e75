using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Tests.Reports;

public sealed class FieldBuilderTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().First(pack => pack.Form == "shanghai-project");

    [Theory]
    [InlineData("产出目标（34分）", true)]
    [InlineData("产出县标（34分）", false)]
    public void A_first_level_label_that_the_form_itself_has_is_sure_and_its_points_are_as_sure_as_they_were_read(string read, bool isSure)
    {
        const double doubt = 0.5;
        var line = new TextLine(1, [new Word(read, new Box(50, 100, 90, 10), doubt)]);
        var row = new TableRow(new Dictionary<string, IReadOnlyList<Snippet>>(), [line.Whole]);
        var fields = new FieldBuilder(Pack, TextSource.Ocr).Indicators(new FormReading([], new AssembledTable([row], null), []))[0].Cells;

        Assert.Equal(isSure, fields.First(field => field.Key == "category").Evidence.Confidence > 0.9);
        Assert.Equal(doubt, fields.First(field => field.Key == "categoryPoints").Evidence.Confidence);
    }

    [Theory]
    [InlineData("=", 0.97, "=6", true)]
    [InlineData("去", 0.8, "6", false)] // No recogniser reads ≤ for certain.
    [InlineData("", 0, "6", false)]
    [InlineData("定性", 0.96, "6", true)]
    public void Doubts_a_recognised_figure_whose_operator_was_lost(string sign, double confidence, string whole, bool isSure)
    {
        var pack = FormPackReader.BuiltIn().First(pack => pack.Table.Columns.Any(column => column.Part == ColumnPart.Operator));
        var operators = pack.Table.Columns.First(column => column.Part == ColumnPart.Operator);
        IReadOnlyList<Snippet> Cell(string text, double sure) => text.Length == 0 ? [] : [new TextLine(1, [new Word(text, new Box(50, 100, 20, 10), sure)]).Whole];
        var row = new TableRow(new Dictionary<string, IReadOnlyList<Snippet>> { [operators.Key] = Cell(sign, confidence), [operators.Of!] = Cell("6", 0.99) }, []);
        var field = new FieldBuilder(pack, TextSource.Ocr).Indicators(new FormReading([], new AssembledTable([row], null), []))[0].Cells.First(cell => cell.Key == operators.Of);

        Assert.Equal((whole, isSure), (field.Raw.ReplaceLineEndings(""), field.Evidence.Confidence > 0.9));
    }
}
