using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Tests.Sums;
using Ingest.Core.Validation;

namespace Ingest.Core.Tests.Validation;

public sealed class RowIncompleteTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project");

    [Fact]
    public void A_recognised_row_without_a_name_misses_it() =>
        Assert.Equal(["cell-lost indicators[0].name"], Found(Named("产出", null, TextSource.Ocr)));

    [Fact]
    public void A_recognised_row_that_nothing_names_may_be_none() =>
        Assert.Equal(["row-doubtful indicators[0]"], Found(Named(null, null, TextSource.Ocr)));

    [Fact]
    public void A_row_with_both_is_whole() => Assert.Empty(Found(Named("产出", "数量", TextSource.Ocr)));

    [Fact]
    public void A_printed_row_may_leave_its_name_blank() => Assert.Empty(Found(Named("产出", null, TextSource.Text)));

    [Fact]
    public void A_row_without_a_name_that_holds_what_the_others_add_up_to_may_be_their_total()
    {
        var rows = ScannedReport.Of(("产", 40, 30), ("效", 60, 60), ("效", 100, 90));
        var named = rows with
        {
            Indicators = [.. rows.Indicators.Select((row, i) => row with { Cells = [.. row.Cells, new Field("name", i < 2 ? new TextValue("数") : null, i < 2 ? "数" : "", row.Cells[0].Evidence)] })],
        };

        Assert.Equal(["row-doubtful indicators[2]"], Found(named));
    }

    [Fact]
    public void A_column_of_recognised_amounts_without_anything_in_it_was_lost()
    {
        var pack = FormPackReader.BuiltIn().Single(national => national.Form == "national-project");
        var ocr = new Evidence([new Region(1, new Box(0, 0, 1, 1))], TextSource.Ocr, 0.99);
        FundLine Line(int ordinal, string annual) => new(ordinal,
        [
            new Field("initialBudget", new NumberValue(10), "10", ocr), new Field("annualBudget", null, annual, ocr), new Field("executed", new NumberValue(9), "9", ocr),
        ]);
        IEnumerable<string> Lost(params string[] annual) => Validator.Validate(ScannedReport.Of() with { Funds = [.. annual.Select((raw, i) => Line(i + 1, raw))] }, pack)
            .Where(finding => finding.Rule == "cell-lost").Select(finding => finding.Path);

        Assert.Equal(["funds[0].annualBudget", "funds[1].annualBudget"], Lost("", ""));
        Assert.Empty(Lost("", "—"));
    }

    private static Report Named(string? category, string? name, TextSource source)
    {
        var report = ScannedReport.Of((category ?? "空", 100, 90));
        var row = report.Indicators[0];
        Field Text(string key, string? text) => new(key, text is null ? null : new TextValue(text), text ?? "", row.Cells[0].Evidence);
        return report with
        {
            Indicators = [row with { Cells = [.. new[] { Text("category", category), Text("name", name) }.Concat(row.Cells.Skip(1))
                .Select(cell => cell with { Evidence = cell.Evidence with { Source = source } })] }],
        };
    }

    private static IEnumerable<string> Found(Report report) =>
        Validator.Validate(report, Pack).Where(finding => finding.Rule is "cell-lost" or "row-doubtful").Select(finding => $"{finding.Rule} {finding.Path}");
}
