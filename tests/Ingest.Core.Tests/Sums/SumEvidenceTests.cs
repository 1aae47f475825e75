using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Sums;
using Xunit;

namespace Ingest.Core.Tests.Sums;

public sealed class SumEvidenceTests
{
    private static readonly FormPack Pack = FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project");
    private static readonly Report Good = ScannedReport.Of(("产出", 10, 9), ("产出", 20, 20), ("效果", 30, 28), ("效果", 40, 39.5m));

    [Fact]
    public void Takes_the_one_other_reading_that_makes_the_sums_hold_and_says_so()
    {
        var (report, findings) = SumEvidence.Weigh(Good.Misread("indicators[1].weight", 26, 20, 28), Pack);

        Assert.Equal(20, report.NumberAt("indicators[1].weight"));
        Assert.Equal("26", report.At("indicators[1].weight").Raw);
        var finding = Assert.Single(findings);
        Assert.Equal(("read-by-sums", "indicators[1].weight"), (finding.Rule, finding.Path));
        Assert.Contains("26", finding.MessageEn, StringComparison.Ordinal);
        Assert.Contains("20", finding.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_and_flags_what_two_readings_would_mend_alike()
    {
        var doubtful = Good.Misread("indicators[2].score", 29, 28).Misread("indicators[3].score", 39.5m, 38.5m);

        var (report, findings) = SumEvidence.Weigh(doubtful, Pack);

        Assert.Equal((29, 39.5m), (report.NumberAt("indicators[2].score"), report.NumberAt("indicators[3].score")));
        Assert.Equal(["indicators[2].score", "indicators[3].score"], findings.Select(finding => finding.Path));
        Assert.All(findings, finding => Assert.Equal("sums-undecided", finding.Rule));
        Assert.Equal(0.8, report.At("indicators[2].score").Evidence.Confidence);
    }

    [Fact]
    public void The_reading_that_explains_two_failing_sums_beats_one_that_explains_one()
    {
        // 16 for 10 breaks both the category and the total; 24 for 30 of the other category would mend the total alone, and break its own.
        var (report, _) = SumEvidence.Weigh(Good.Misread("indicators[0].weight", 16, 10).Misread("indicators[2].weight", 30, 24), Pack);

        Assert.Equal((10, 30), (report.NumberAt("indicators[0].weight"), report.NumberAt("indicators[2].weight")));
    }

    [Fact]
    public void Invents_nothing_where_no_reading_mends_the_sums()
    {
        var (report, findings) = SumEvidence.Weigh(Good.Misread("indicators[1].weight", 26, 28), Pack);

        Assert.Equal(26, report.NumberAt("indicators[1].weight"));
        Assert.Empty(findings);
        Assert.Equal(0.8, report.At("indicators[1].weight").Evidence.Confidence);
    }

    [Fact]
    public void Never_touches_what_a_text_layer_says()
    {
        var printed = Good.Misread("indicators[1].weight", 26, 20)
            .Change("indicators[1].weight", field => field with { Evidence = field.Evidence with { Source = TextSource.Text } });

        Assert.Equal(26, SumEvidence.Weigh(printed, Pack).Report.NumberAt("indicators[1].weight"));
    }

    [Fact]
    public void Never_touches_a_figure_that_is_not_in_doubt()
    {
        var sure = Good.Misread("indicators[1].weight", 26, 20)
            .Change("indicators[1].weight", field => field with { Evidence = field.Evidence with { Confidence = 0.95 } });

        Assert.Equal(26, SumEvidence.Weigh(sure, Pack).Report.NumberAt("indicators[1].weight"));
    }

    [Fact]
    public void A_doubtful_figure_that_its_sums_confirm_is_doubtful_no_more()
    {
        var (report, findings) = SumEvidence.Weigh(Good.Misread("indicators[1].weight", 20, 26), Pack);

        Assert.Empty(findings);
        Assert.True(report.At("indicators[1].weight").Evidence.Confidence >= Extraction.ReviewThreshold);
    }

    [Fact]
    public void A_rate_to_two_decimals_confirms_no_fen()
    {
        var (report, _) = SumEvidence.Weigh(Good.Misread("executedAmount", 9_690_000, 9_690_008), Pack);

        Assert.Equal(0.8, report.At("executedAmount").Evidence.Confidence);
    }

    [Fact]
    public void An_amount_is_told_by_its_rate()
    {
        var (report, findings) = SumEvidence.Weigh(Good.Misread("executedAmount", 9_090_000, 9_690_000, 9_890_000), Pack);

        Assert.Equal(9_690_000, report.NumberAt("executedAmount"));
        Assert.Equal("executedAmount", Assert.Single(findings).Path);
    }

    [Fact]
    public void The_points_of_a_category_are_one_figure_in_all_its_rows()
    {
        var misread = Good.Misread("indicators[0].categoryPoints", 36, 30).Misread("indicators[1].categoryPoints", 36, 30);

        var (report, findings) = SumEvidence.Weigh(misread, Pack);

        Assert.Equal((30, 30), (report.NumberAt("indicators[0].categoryPoints"), report.NumberAt("indicators[1].categoryPoints")));
        Assert.Single(findings);
    }

    [Fact]
    public void Any_figure_misread_is_put_right_where_the_truth_is_the_only_reading_that_adds_up()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var truth = Random(random);
            var path = $"indicators[{random.Next(truth.Indicators.Count)}].{(random.Next(2) == 0 ? "weight" : "score")}";
            var right = truth.NumberAt(path);
            var wrong = Enumerable.Range(1, 4).Select(i => right + (i * random.Next(1, 10))).ToList();

            var (report, findings) = SumEvidence.Weigh(truth.Misread(path, wrong[0], [.. wrong[1..].Append(right).Distinct().OrderBy(_ => random.Next())]), Pack);

            Assert.Equal(right, report.NumberAt(path));
            Assert.Equal(path, Assert.Single(findings).Path);
        }
    }

    [Fact]
    public void Whatever_is_doubtful_no_value_comes_out_that_no_reader_gave_and_a_second_look_changes_nothing()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var read = Random(random);
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                var path = $"indicators[{random.Next(read.Indicators.Count)}].{(random.Next(2) == 0 ? "weight" : "score")}";
                read = read.Misread(path, read.NumberAt(path) + random.Next(-1, 4), [.. Enumerable.Range(0, random.Next(3)).Select(_ => read.NumberAt(path) + random.Next(-4, 5))]);
            }

            var (weighed, findings) = SumEvidence.Weigh(read, Pack);

            foreach (var (before, after) in Numbers(read).Zip(Numbers(weighed)))
            {
                Assert.True(before.Value == after.Value || before.Alternatives.Any(other => other.Value.Equals(after.Value)));
                Assert.Equal(before.Raw, after.Raw);
            }

            Assert.Equal(
                Numbers(read).Zip(Numbers(weighed)).Count(pair => !pair.First.Value!.Equals(pair.Second.Value)),
                findings.Count(finding => finding.Rule == "read-by-sums"));
            Assert.Equal(Numbers(weighed).Select(field => field.Value), Numbers(SumEvidence.Weigh(weighed, Pack).Report).Select(field => field.Value));
        }
    }

    private static Report Random(Random random) => ScannedReport.Of([.. Enumerable.Range(0, random.Next(3, 15)).Select(_ =>
    {
        var weight = random.Next(2, 20);
        return ("产过效影"[random.Next(4)].ToString(), (decimal)weight, weight - (random.Next(3) == 0 ? random.Next(0, 20) / 10m : 0));
    })]);

    private static IEnumerable<Field> Numbers(Report report) =>
        report.Indicators.SelectMany(row => row.Cells).Where(cell => cell.Key is "weight" or "score").Concat(report.Totals);
}
