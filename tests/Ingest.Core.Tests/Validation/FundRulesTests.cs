using System.Globalization;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Validation;

namespace Ingest.Core.Tests.Validation;

public sealed class FundRulesTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().Single(pack => pack.Form == "national-project");

    [Theory]
    [InlineData("96.22%", true)]
    [InlineData("96.2%", true)]
    [InlineData("96%", true)]
    [InlineData("0.9622", true)]
    [InlineData("96.30%", false)]
    [InlineData("100%", false)]
    public void A_printed_rate_is_held_against_its_amounts_as_closely_as_it_is_printed(string rate, bool agrees)
    {
        var findings = Of(FundRules.RateMismatch, Line("total", annual: "310.5", executed: "298.77", rate: rate));
        Assert.Equal(agrees ? [] : ["funds[0].rate"], findings.Select(finding => finding.Path));
    }

    [Fact]
    public void Rounded_amounts_leave_their_rate_room()
    {
        Assert.Empty(Of(FundRules.RateMismatch, Line("total", annual: "0.3", executed: "0.2", rate: "71.43%")));
        Assert.Single(Of(FundRules.RateMismatch, Line("total", annual: "0.3", executed: "0.2", rate: "95.00%")));
    }

    [Fact]
    public void A_budget_of_nothing_has_no_rate_to_hold_it_against()
    {
        Assert.Empty(Of(FundRules.RateMismatch, Line("total", annual: "0", executed: "0", rate: "100%")));
    }

    [Theory]
    [InlineData("96.22%", "9.62", true)]
    [InlineData("96.22%", "9.6", true)]
    [InlineData("96.22%", "10", false)]
    [InlineData("120%", "10", true)]
    [InlineData("0.9622", "9.62", true)]
    public void The_score_is_rate_times_points_and_never_more_than_the_points(string rate, string score, bool agrees)
    {
        var findings = Of(FundRules.ScoreMismatch, Line("total", rate: rate, weight: "10", score: score)).ToList();
        Assert.Equal(agrees ? [] : ["funds[0].score"], findings.Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Equal("execution-score-mismatch", finding.Rule));
    }

    [Fact]
    public void The_lines_add_up_to_the_total_in_every_column()
    {
        var fiscal = Line("fiscal", annual: "250.5", executed: "238.77");
        Assert.Empty(Of(FundRules.TotalMismatch, Line("total", annual: "310.5", executed: "298.77"), fiscal, Line("other", annual: "60", executed: "60")));
        Assert.Equal(
            ["funds[0].executed"],
            Of(FundRules.TotalMismatch, Line("total", annual: "310.5", executed: "310.5"), fiscal, Line("other", annual: "60", executed: "60")).Select(finding => finding.Path));
    }

    [Fact]
    public void Lines_that_may_be_parts_of_each_other_are_not_added_up()
    {
        Assert.Empty(Of(FundRules.TotalMismatch, Line("total", annual: "310"), Line("fiscal", annual: "310"), Line("fiscal", annual: "250")));
        Assert.Empty(Of(FundRules.TotalMismatch, Line("total", annual: "310"), Line("fiscal", annual: "310"), Line(null, annual: "250")));
    }

    [Fact]
    public void A_blank_line_adds_nothing_and_an_unread_one_keeps_the_rule_silent()
    {
        Assert.Empty(Of(FundRules.TotalMismatch, Line("total", annual: "310"), Line("fiscal", annual: "310"), Line("other", annual: "—")));
        Assert.Empty(Of(FundRules.TotalMismatch, Line("total", annual: "310"), Line("fiscal", annual: "250"), Line("other", annual: "六0")));
    }

    private static IEnumerable<Finding> Of(Func<ValidationSubject, IEnumerable<Finding>> rule, params FundLine[] lines) =>
        rule(new ValidationSubject(SampleReport.Good() with { Funds = [.. lines.Select((line, i) => line with { Ordinal = i + 1 })] }, Pack));

    /// <summary>Amounts in 万元.</summary>
    private static FundLine Line(string? code, string annual = "", string executed = "", string rate = "", string weight = "", string score = "")
    {
        return new FundLine(1,
        [
            Cell(FundLine.LineKey, new TextValue("资金"), "资金"), Cell(FundLine.CodeKey, code is null ? null : new TextValue(code), code ?? ""),
            Cell("annualBudget", Number(annual, 10_000), annual), Cell("executed", Number(executed, 10_000), executed),
            Cell("rate", Number(rate.TrimEnd('%'), 1), rate), Cell("weight", Number(weight, 1), weight), Cell("score", Number(score, 1), score),
        ]);

        static FieldValue? Number(string raw, decimal unit) => decimal.TryParse(raw, CultureInfo.InvariantCulture, out var number) ? new NumberValue(number * unit) : null;

        static Field Cell(string key, FieldValue? value, string raw) => new(key, value, raw, new Evidence([], TextSource.Text, 1));
    }
}
