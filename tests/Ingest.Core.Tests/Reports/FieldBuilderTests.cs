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
}
