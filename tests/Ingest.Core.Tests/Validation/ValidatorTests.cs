using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Validation;

namespace Ingest.Core.Tests.Validation;

public sealed class ValidatorTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project");

    [Fact]
    public void Finds_nothing_in_a_report_that_agrees_with_itself() => Assert.Empty(Validator.Validate(SampleReport.Good(), Pack));

    [Theory]
    [InlineData("100.00%", 100, 9_700_000, 9_690_000, true)]
    [InlineData("99.90%", 99.9, 9_700_000, 9_690_000, false)]
    [InlineData("99.9%", 99.9, 9_700_000, 9_690_000, false)]
    [InlineData("99.897%", 99.897, 9_700_000, 9_690_000, false)]
    [InlineData("99.89%", 99.89, 9_700_000, 9_690_000, true)]
    [InlineData("100%", 100, 9_700_000, 9_690_000, false)]
    [InlineData("９９．９０％", 99.9, 9_700_000, 9_690_000, false)]
    [InlineData("66.67%", 66.67, 3, 2, false)]
    [InlineData("", 100, 9_700_000, 9_690_000, true)]
    [InlineData("100.00%", 100, 0, 9_690_000, false)]
    public void Compares_the_execution_rate_to_the_decimals_that_are_printed(string raw, double printed, int budget, int executed, bool found)
    {
        var report = SampleReport.Good()
            .With("currentYearBudget", new NumberValue(budget))
            .With("executedAmount", new NumberValue(executed))
            .With("executionRate", new NumberValue((decimal)printed), raw);

        Assert.Equal(found ? ["execution-rate-mismatch executionRate Warning"] : [], Found(report));
    }

    [Fact]
    public void Names_both_values_in_both_languages()
    {
        var report = SampleReport.Good().With("executedAmount", new NumberValue(990_000)).With("executionRate", new NumberValue(100), "100.00%");

        var finding = Assert.Single(Validator.Validate(report, Pack));
        Assert.Equal("预算执行率填写为100%，计算值为99%。", finding.Message);
        Assert.Equal("The execution rate is printed as 100%, computed as 99%.", finding.MessageEn);
    }

    [Theory]
    [InlineData("currentYearBudget")]
    [InlineData("executedAmount")]
    [InlineData("executionRate")]
    public void Says_nothing_of_a_rate_whose_parts_were_not_read(string key) =>
        Assert.DoesNotContain(Found(SampleReport.Good().With(key, null, "—")), finding => finding.StartsWith("execution-rate", StringComparison.Ordinal));

    [Fact]
    public void Flags_each_row_of_a_category_whose_weights_do_not_add_up_to_its_points()
    {
        var report = SampleReport.Good().WithCell(1, "weight", new NumberValue(29)).WithTotal("totalWeight", 99);

        Assert.Equal(
            [
                "category-points-mismatch indicators[0].categoryPoints Warning",
                "category-points-mismatch indicators[1].categoryPoints Warning",
                "weight-total-not-100 totalWeight Warning",
            ],
            Found(report));
    }

    [Fact]
    public void Adds_up_a_category_whose_rows_stand_apart_and_only_some_declare_its_points()
    {
        var report = SampleReport.Good().WithCell(1, "categoryPoints", null);
        report = report with { Indicators = [report.Indicators[0], report.Indicators[2] with { Ordinal = 2 }, report.Indicators[1] with { Ordinal = 3 }] };

        Assert.Empty(Found(report));
    }

    [Fact]
    public void Says_nothing_of_sums_with_a_weight_that_was_not_read()
    {
        var report = SampleReport.Good().WithCell(1, "weight", null, "三十?").WithTotal("totalWeight", 100);

        Assert.Equal(["value-unreadable indicators[1].weight Warning"], Found(report));
    }

    [Fact]
    public void Compares_printed_totals_with_their_sums() => Assert.Equal(
        ["weight-total-mismatch totalWeight Warning", "weight-total-not-100 totalWeight Warning", "score-total-mismatch totalScore Warning"],
        Found(SampleReport.Good().WithTotal("totalWeight", 101).WithTotal("totalScore", 98)));

    [Fact]
    public void Notes_totals_that_are_not_printed() => Assert.Equal(
        ["field-missing totalWeight Info", "field-missing totalScore Info"], Found(SampleReport.Good() with { Totals = [] }));

    [Fact]
    public void Flags_a_score_above_its_weight() => Assert.Contains(
        "score-exceeds-weight indicators[0].score Warning", Found(SampleReport.Good().WithCell(0, "score", new NumberValue(36.5m))));

    [Theory]
    [InlineData("优秀", 90, false)]
    [InlineData("优秀", 100, false)]
    [InlineData("优", 95, false)]
    [InlineData("优 秀", 95, false)]
    [InlineData("优秀", 89.5, true)]
    [InlineData("良好", 90, true)]
    [InlineData("良好", 75, false)]
    [InlineData("合格", 74.9, false)]
    [InlineData("不合格", 0, false)]
    [InlineData("合格", 59, true)]
    [InlineData("A", 95, true)]
    [InlineData("优秀", 101, false)]
    public void Holds_the_grade_against_the_bands_of_the_form(string grade, double score, bool found)
    {
        var report = SampleReport.Good().With("grade", new TextValue(grade)).WithTotal("totalScore", (decimal)score);

        var finding = Validator.Validate(report, Pack).SingleOrDefault(candidate => candidate.Rule == "grade-mismatch");
        Assert.Equal(found, finding is not null);
    }

    [Fact]
    public void Names_both_grades()
    {
        var report = SampleReport.Good().With("grade", new TextValue("良好"));

        var finding = Assert.Single(Validator.Validate(report, Pack));
        Assert.Equal("绩效等级填写为“良好”，但自评分合计97对应“优秀”。", finding.Message);
        Assert.Equal("The grade is printed as '良好', but a total score of 97 is '优秀'.", finding.MessageEn);
    }

    [Fact]
    public void Tells_a_field_that_is_not_there_from_one_that_is_blank_and_one_that_is_not_readable()
    {
        var report = SampleReport.Good()
            .With("projectName", null, "", confidence: 0)
            .With("budgetUnit", null, " ")
            .With("previousYearBudget", null, "约十万")
            .With("annualGoal", null, "—")
            .With("fiscalYear", null, "", confidence: 0);

        Assert.Equal(["field-missing projectName Warning", "field-blank budgetUnit Info", "value-unreadable previousYearBudget Warning"], Found(report));
    }

    [Fact]
    public void Misses_a_required_field_that_the_report_lacks_altogether()
    {
        var good = SampleReport.Good();

        Assert.Equal(
            ["field-missing mainProblems Warning"], Found(good with { Fields = [.. good.Fields.Where(item => item.Key is not ("mainProblems" or "fiscalYear"))] }));
    }

    [Theory]
    [InlineData("—")]
    [InlineData("无")]
    [InlineData("/")]
    public void Takes_a_sign_for_nothing_at_its_word(string raw) => Assert.Empty(Found(SampleReport.Good().With("previousYearBudget", null, raw)));

    [Fact]
    public void Notes_a_weight_or_score_that_is_blank_but_no_blank_remark() => Assert.Equal(
        ["field-blank indicators[1].score Info"], Found(SampleReport.Good().WithCell(1, "score", null).WithCell(1, "remark", null)));

    [Theory]
    [InlineData("", 1, "choice-unclear isRecurring Info")]
    [InlineData("□是 □否", 1, "choice-unclear isRecurring Warning")]
    [InlineData("☑是 ☑否", 1, "choice-unclear isRecurring Warning")]
    [InlineData("", 0, "field-missing isRecurring Warning")]
    public void Asks_for_a_choice_that_is_not_clear(string raw, double confidence, string found) =>
        Assert.Equal([found], Found(SampleReport.Good().With("isRecurring", null, raw, confidence)));

    [Theory]
    [InlineData(2019, 1, 1, true)]
    [InlineData(2018, 12, 31, true)]
    [InlineData(2019, 12, 30, true)]
    [InlineData(2019, 12, 31, false)]
    [InlineData(2020, 4, 16, false)]
    public void Doubts_a_self_evaluation_before_the_year_is_over(int year, int month, int day, bool found) => Assert.Equal(
        found ? ["evaluation-date-early selfEvaluationDate Warning"] : [],
        Found(SampleReport.Good().With("selfEvaluationDate", IsoDates.OfDay(new DateOnly(year, month, day)))));

    [Fact]
    public void Gives_a_date_without_a_day_the_benefit_of_its_last()
    {
        Assert.Empty(Found(SampleReport.Good().With("selfEvaluationDate", IsoDates.OfYear(2019))));
        Assert.Empty(Found(SampleReport.Good().With("selfEvaluationDate", IsoDates.OfDay(new DateOnly(2019, 1, 1))).With("fiscalYear", null, "", confidence: 0)));
    }

    [Fact]
    public void Flags_values_that_were_read_with_little_confidence()
    {
        var report = SampleReport.Good()
            .With("projectName", new TextValue("项目"), "项目", 0.89)
            .With("budgetUnit", new TextValue("中心"), "中心", 0.9)
            .WithCell(0, "name", new TextValue("甲"), "甲", 0.5);

        Assert.Equal(["low-confidence projectName Warning", "low-confidence indicators[0].name Warning"], Found(report));
    }

    [Fact]
    public void Flags_a_report_without_a_table() => Assert.Equal(
        ["no-indicators indicators Warning"], Found(SampleReport.Good() with { Indicators = [] }));

    [Fact]
    public void Changes_nothing_and_finds_the_same_twice()
    {
        var report = SampleReport.Good().WithTotal("totalWeight", 99);

        Assert.Equal(Validator.Validate(report, Pack), Validator.Validate(report with { Findings = Validator.Validate(report, Pack) }, Pack));
    }

    private static IEnumerable<string> Found(Report report) =>
        Validator.Validate(report, Pack).Select(finding => $"{finding.Rule} {finding.Path} {finding.Severity}");
}
