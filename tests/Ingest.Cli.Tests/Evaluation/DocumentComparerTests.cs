using System.Text.Json;
using Ingest.Cli.Evaluation;
using Ingest.Core.Forms;

namespace Ingest.Cli.Tests.Evaluation;

public sealed class DocumentComparerTests
{
    private static readonly DocumentComparer Comparer = new(new ValueKinds(FormPackReader.BuiltIn()));

    [Fact]
    public void An_extraction_is_exact_against_itself() => Assert.True(Compare(Two, Two).IsExact);

    [Fact]
    public void Numbers_are_compared_by_value_and_texts_by_letter()
    {
        Assert.True(Compare(Report("""{"a":1850000,"b":null}"""), Report("""{"a":1850000.00}""")).IsExact);
        Assert.False(Compare(Report("""{"a":"优秀"}"""), Report("""{"a":"优 秀"}""")).IsExact);
        Assert.False(Compare(Report("""{"a":null}"""), Report("""{"a":0}""")).IsExact);
        Assert.False(Compare(Report("""{"a":["一","二"]}"""), Report("""{"a":["二","一"]}""")).IsExact);
    }

    [Fact]
    public void A_value_that_the_golden_does_not_have_is_wrong() =>
        Assert.Equal("invented", Wrong(Compare(Report("""{"a":1}"""), Report("""{"a":1,"invented":2}"""))));

    [Fact]
    public void Narratives_may_break_their_lines_elsewhere_and_are_counted_by_character()
    {
        var same = Compare(Report("""{"mainProblems":"一、人手 不足。"}"""), Report("""{"mainProblems":"一、人手\n不足。"}"""));
        var other = Compare(Report("""{"mainProblems":"一、人手不足。"}"""), Report("""{"mainProblems":"一、人手不够."}"""));

        Assert.True(same.IsExact);
        Assert.False(other.IsExact);
        var value = Assert.Single(other.Values);
        Assert.Equal((2, 1, 7), (value.Edits, value.FoldedEdits, value.Characters));
    }

    [Fact]
    public void A_lost_row_costs_its_own_cells_and_not_those_below()
    {
        var score = Compare(Rows("pdf", "甲", "乙", "丙", "丁"), Rows("pdf", "甲", "丙", "丁"));

        Assert.Equal(["indicators[1].name", "indicators[1].weight"], score.Values.Where(value => !value.IsExact).Select(value => value.Path));
    }

    [Fact]
    public void An_invented_row_is_wrong_in_every_cell()
    {
        var score = Compare(Rows("pdf", "甲", "乙"), Rows("pdf", "甲", "多", "乙"));

        Assert.Equal(["indicators[+1].name", "indicators[+1].weight"], score.Values.Where(value => !value.IsExact).Select(value => value.Path));
    }

    [Fact]
    public void Rows_of_a_dump_may_stand_in_any_order_and_those_of_a_page_may_not()
    {
        Assert.True(Compare(Rows("dump", "甲", "乙", "丙"), Rows("dump", "丙", "甲", "乙")).IsExact);
        Assert.False(Compare(Rows("text", "甲", "乙", "丙"), Rows("text", "丙", "甲", "乙")).IsExact);
    }

    [Fact]
    public void Findings_are_matched_by_rule_and_path_and_follow_their_rows()
    {
        var golden = Rows("dump", ["甲", "乙"], """[{"rule":"low","path":"indicators[0].weight"},{"rule":"gone","path":"grade"}]""");
        var actual = Rows("dump", ["乙", "甲"], """[{"rule":"low","path":"indicators[1].weight"},{"rule":"new","path":"grade"}]""");

        var findings = Compare(golden, actual).Findings;

        Assert.Equal("low", Assert.Single(findings.Right).Rule);
        Assert.Equal("gone", Assert.Single(findings.Missing).Rule);
        Assert.Equal("new", Assert.Single(findings.False).Rule);
    }

    [Fact]
    public void A_golden_without_findings_claims_nothing_about_them() =>
        Assert.True(Compare(Report("""{"a":1}"""), Report("""{"a":1,"findings":[{"rule":"x","path":"a"}]}""")).IsExact);

    [Fact]
    public void A_lost_report_is_wrong_and_the_next_is_compared_with_its_own()
    {
        var score = Compare(Two, """{"document":{"kind":"text"},"reports":[{"projectName":"乙","grade":"良好"}]}""");

        Assert.False(score.IsExact);
        Assert.Equal(["projectName", "grade"], score.Values.Where(value => !value.IsExact).Select(value => value.Path));
        Assert.All(score.Values.Where(value => !value.IsExact), value => Assert.Equal(1, value.Report));
    }

    [Fact]
    public void Nothing_read_is_nothing_right()
    {
        using var golden = JsonDocument.Parse(Two);

        var score = Comparer.Compare("x", golden.RootElement, null, "damaged");

        Assert.False(score.IsExact);
        Assert.DoesNotContain(score.Values, value => value.IsExact);
    }

    [Theory]
    [InlineData(0, 0, "-")]
    [InlineData(3, 3, "100 %")]
    [InlineData(99_999, 100_000, "99.9 %")]
    [InlineData(1, 3, "33.3 %")]
    public void A_hundred_percent_is_said_only_of_what_is_exact(long exact, long total, string percent) =>
        Assert.Equal(percent, new Tally(exact, total).Percent);

    [Fact]
    public void No_character_error_is_rounded_away() =>
        Assert.Equal(("0.001 %", "0 %"), (new CharacterErrors(1, 0, 1_000_000).Strict, new CharacterErrors(1, 0, 1_000_000).Folded));

    private const string Two = """{"document":{"kind":"text"},"reports":[{"projectName":"甲","grade":"优秀"},{"projectName":"乙","grade":"良好"}]}""";

    private static DocumentScore Compare(string golden, string actual)
    {
        using var left = JsonDocument.Parse(golden);
        using var right = JsonDocument.Parse(actual);
        return Comparer.Compare("x", left.RootElement, right.RootElement);
    }

    private static string Wrong(DocumentScore score) => Assert.Single(score.Values, value => !value.IsExact).Path;

    private static string Report(string report) => $$"""{"reports":[{{report}}]}""";

    private static string Rows(string kind, params string[] names) => Rows(kind, names, null);

    private static string Rows(string kind, string[] names, string? findings)
    {
        var rows = string.Join(',', names.Select((name, index) => FormattableString.Invariant(
            $$"""{"ordinal":{{index + 1}},"name":"{{name}}","weight":{{name[0] % 7}}}""")));
        return $$"""{"document":{"kind":"{{kind}}"},"reports":[{"indicators":[{{rows}}]{{(findings is null ? "" : $",\"findings\":{findings}")}}}]}""";
    }
}
