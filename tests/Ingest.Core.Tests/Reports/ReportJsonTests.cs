using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Reports;

public sealed class ReportJsonTests
{
    [Property]
    public Property Reads_back_what_it_wrote() => Prop.ForAll(
        ExtractionGenerator.Extractions.ToArbitrary(),
        extraction => Assert.Equivalent(extraction, ReportJson.Read(ReportJson.Write(extraction)), strict: true));

    [Property]
    public Property Writes_the_same_values_on_one_line_as_indented() => Prop.ForAll(
        ExtractionGenerator.Extractions.ToArbitrary(),
        extraction => ReportJson.Write(ReportJson.Read(ReportJson.Write(extraction, indented: false))) == ReportJson.Write(extraction));

    [Fact]
    public void Keeps_the_keys_in_the_order_of_the_contract()
    {
        using var json = JsonDocument.Parse(ReportJson.Write(Sample()));

        Assert.Equal(["schema", "reviewThreshold", "document", "reports"], Keys(json.RootElement));
        Assert.Equal(["fileName", "sha256", "pageCount", "kind", "findings"], Keys(json.RootElement.GetProperty("document")));
        var report = json.RootElement.GetProperty("reports")[0];
        Assert.Equal(
            ["ordinal", "pages", "form", "projectName", "currentYearBudget", "isRecurring", "selfEvaluationDate", "indicators", "totalWeight", "findings", "evidence"],
            Keys(report));
        Assert.Equal(["ordinal", "category", "categoryPoints", "weight", "remark"], Keys(report.GetProperty("indicators")[0]));
        Assert.Equal(["rule", "severity", "path", "message", "messageEn"], Keys(report.GetProperty("findings")[0]));
    }

    [Fact]
    public void Gives_evidence_to_every_value_and_every_field_but_not_to_blank_cells()
    {
        using var json = JsonDocument.Parse(ReportJson.Write(Sample()));

        var evidence = json.RootElement.GetProperty("reports")[0].GetProperty("evidence");
        Assert.Equal(
            [
                "projectName", "currentYearBudget", "isRecurring", "selfEvaluationDate", "indicators[0].category", "indicators[0].categoryPoints",
                "indicators[0].weight", "totalWeight",
            ],
            Keys(evidence));
        Assert.Equal(0, evidence.GetProperty("isRecurring").GetProperty("confidence").GetDouble());
    }

    [Fact]
    public void Writes_money_without_trailing_zeros_and_chinese_as_it_is()
    {
        var json = ReportJson.Write(Sample());

        Assert.Contains("\"currentYearBudget\": 9700000,", json, StringComparison.Ordinal);
        Assert.Contains("\"projectName\": \"高新“技术”&<成果>+\"", json, StringComparison.Ordinal);
        Assert.Contains("\"selfEvaluationDate\": \"2019-01\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_boxes_to_two_decimals_and_gives_a_dump_lines_in_their_place()
    {
        var json = ReportJson.Write(Sample());

        Assert.Contains("{ \"page\": 1, \"box\": [1.23, 2, 3.5, 4] }", json, StringComparison.Ordinal);
        Assert.Contains("{ \"page\": 1, \"lines\": [4, 6] }", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_golden_of_values_alone()
    {
        const string Golden = """
            { "reports": [ { "ordinal": 1, "pages": [2, 3], "form": "shanghai-project", "projectName": "2019-01-01", "selfEvaluationDate": "2019-01",
              "implementingDepartments": ["政策服务部"], "isRecurring": null, "unknownKey": 1.50, "funds": [ { "rate": 3 } ],
              "indicators": [ { "ordinal": 1, "name": "甲", "targetParts": { "value": 3 }, "score": 2.5 } ], "totalScore": 89,
              "findings": [ { "rule": "choice-unclear", "path": "isRecurring" } ] } ] }
            """;

        var report = Assert.Single(ReportJson.Read(Golden).Reports);

        Assert.Equal(new ReportKey(1, 2, 3), report.Key);
        Assert.Equal("2019-01-01", report.Text("projectName"));
        Assert.Equal(new DateValue("2019-01", new DateOnly(2019, 1, 1), new DateOnly(2019, 1, 31)), report.Find("selfEvaluationDate")!.Value);
        Assert.Equal(new ListValue(["政策服务部"]), report.Find("implementingDepartments")!.Value);
        Assert.Null(report.Find("isRecurring")!.Value);
        Assert.Equal(1.5m, report.Number("unknownKey"));
        Assert.Equal(3m, Assert.Single(report.Funds!).Number("rate"));
        Assert.Equal(new MeasureValue(null, 3, null, null), report.Indicators[0].Find("targetParts")!.Value);
        Assert.Equal(["name", "targetParts", "score"], Assert.Single(report.Indicators).Cells.Select(cell => cell.Key));
        Assert.Equal(("totalScore", 89m), (Assert.Single(report.Totals).Key, report.Number("totalScore")));
        Assert.Equal(("choice-unclear", "isRecurring"), (Assert.Single(report.Findings).Rule, report.Findings[0].Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "reports": 3 }""")]
    [InlineData("""{ "reports": [ { "pages": ["a"] } ] }""")]
    [InlineData("""{ "reports": [ { "projectName": null, "evidence": { "projectName": { "regions": [ { "page": 1, "box": [1] } ] } } } ] }""")]
    public void Refuses_what_is_no_extraction(string json) => Assert.Throws<FormatException>(() => ReportJson.Read(json));

    private static Extraction Sample()
    {
        var seen = new Evidence([new Region(1, new Box(1.234, 2, 3.5, 4))], TextSource.Text, 1);
        var lines = new Evidence([new Region(1, default, (4, 6))], TextSource.Dump, 1);
        var report = new Report(
            new ReportKey(1, 1, 2),
            "shanghai-project",
            [
                new Field("projectName", new TextValue("高新“技术”&<成果>+"), "高新“技术”&<成果>+", seen),
                new Field("currentYearBudget", new NumberValue(9700000.00m), "9,700,000.00", seen),
                new Field("isRecurring", null, "", Evidence.None(TextSource.Text)),
                new Field("selfEvaluationDate", IsoDates.OfMonth(2019, 1), "2019年1月", lines),
            ],
            [
                new Indicator(1,
                [
                    new Field("category", new TextValue("产出目标"), "产出目标(34分)", seen),
                    new Field("categoryPoints", new NumberValue(34), "产出目标(34分)", seen),
                    new Field("weight", new NumberValue(6.0m), "6", seen),
                    new Field("remark", null, "", new Evidence([], TextSource.Text, 1)),
                ]),
            ],
            [new Field("totalWeight", new NumberValue(100), "100", seen)],
            [new Finding("field-missing", Severity.Warning, "isRecurring", "甲", "a")]);
        return new Extraction("a.pdf", "00", 2, DocumentKind.Text, [], [report]);
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
