using System.Text.Json;
using Ingest.Cli.Evaluation;
using Ingest.Core.Forms;

namespace Ingest.Cli.Tests.Evaluation;

public sealed class MeasuresTests
{
    private const string Golden = """
        {"quality":"200-skew-noise","reports":[{"currentYearBudget":100,"executionRate":96,"grade":"良好","mainProblems":"人手不足。",
        "indicators":[{"name":"甲","weight":5,"score":4},{"name":"乙","weight":5,"score":5}],"totalWeight":10,"covered":["indicators[1].score"],"findings":[]}]}
        """;

    private static readonly DocumentComparer Comparer = new(new ValueKinds(FormPackReader.BuiltIn()));

    [Fact]
    public void A_wrong_value_without_a_doubt_is_silent()
    {
        var measures = Of("""{"currentYearBudget":700}""");

        Assert.Equal((1L, 0L), (measures.SilentFigures.Exact, measures.SilentTexts.Exact));
        Assert.Equal(new Tally(0, 1), measures.Recall);
        Assert.Equal(new Tally(0, 1), measures.Of(Figure.Amount));
    }

    [Theory]
    [InlineData("""{"currentYearBudget":700,"evidence":{"currentYearBudget":{"confidence":0.89}}}""")]
    [InlineData("""{"currentYearBudget":700,"findings":[{"rule":"low-confidence","path":"currentYearBudget"}]}""")]
    public void A_low_confidence_or_a_finding_flags_a_value(string report)
    {
        var measures = Of(report);

        Assert.Equal(0, measures.SilentFigures.Exact);
        Assert.Equal(new Tally(1, 1), measures.Recall);
        Assert.Equal(new Tally(1, 1), measures.Precision);
    }

    [Fact]
    public void A_finding_on_a_row_flags_its_cells_and_one_on_a_total_flags_the_total_alone()
    {
        const string wrongCell = """ "indicators":[{"name":"甲","weight":8,"score":4},{"name":"乙","weight":5,"score":5}] """;

        Assert.Equal(0, Of($$"""{ {{wrongCell}}, "findings":[{"rule":"x","path":"indicators[0]"}]}""").SilentFigures.Exact);
        Assert.Equal(1, Of($$"""{ {{wrongCell}}, "findings":[{"rule":"weights-sum","path":"totalWeight"}]}""").SilentFigures.Exact);
        Assert.Equal(1, Of($$"""{ {{wrongCell}}, "findings":[{"rule":"x","path":"indicators[1].weight"}]}""").SilentFigures.Exact);
    }

    [Fact]
    public void Doubts_follow_a_row_that_was_read_one_place_further_down()
    {
        const string rows = """ "indicators":[{"name":"多","weight":1,"score":1},{"name":"甲","weight":5,"score":4},{"name":"乙","weight":8,"score":5}] """;

        // The invented row is silent in two figures and in its name; the wrong weight of 乙 is not.
        var measures = Of($$"""{ {{rows}}, "findings":[{"rule":"x","path":"indicators[2].weight"}]}""");

        Assert.Equal((2L, 1L), (measures.SilentFigures.Exact, measures.SilentTexts.Exact));
    }

    [Fact]
    public void What_a_seal_covers_is_counted_apart_but_stays_silent_if_it_is()
    {
        var measures = Of("""{"indicators":[{"name":"甲","weight":5,"score":4},{"name":"乙","weight":5,"score":9}]}""");

        Assert.Equal(new Tally(4, 4), measures.Of(Figure.Points));
        Assert.Equal(new Tally(0, 1), measures.Covered);
        Assert.Equal(1, measures.SilentFigures.Exact);
    }

    [Fact]
    public void A_doubt_that_the_form_itself_deserves_is_no_false_alarm()
    {
        var golden = Golden.Replace("\"findings\":[]", """ "findings":[{"rule":"rate-mismatch","path":"executionRate"}] """, StringComparison.Ordinal);
        const string report = """{"findings":[{"rule":"rate-mismatch","path":"executionRate"},{"rule":"low-confidence","path":"grade"}]}""";

        Assert.Equal(new Tally(0, 1), Of(report, golden).Precision);
        Assert.Equal(new Tally(0, 2), Of(report).Precision);
    }

    [Fact]
    public void A_file_that_is_set_aside_is_wrong_and_never_silent()
    {
        using var golden = JsonDocument.Parse(Golden);
        var measures = new Measures([Comparer.Compare("a.pdf", golden.RootElement, null, "damaged: …")]);

        Assert.Equal(0, measures.Header.Exact);
        Assert.Equal(measures.Recall.Total, measures.Recall.Exact);
        Assert.Equal(0, measures.SilentFigures.Exact + measures.SilentTexts.Exact + measures.SilentNarratives.Exact);
    }

    [Fact]
    public void Confidences_are_held_against_what_came_true()
    {
        var measures = Of("""{"grade":"优秀","evidence":{"grade":{"confidence":0.96},"executionRate":{"confidence":0.96},"currentYearBudget":{"confidence":1}}}""");

        Assert.Equal(
            [(0.95, new Tally(1, 2), new Tally(1, 1)), (1, new Tally(1, 1), new Tally(1, 1))],
            measures.Calibration.Where(bin => bin.All.Total > 0));
    }

    [Fact]
    public void Floors_are_held_by_quality_and_told_one_by_one()
    {
        var measures = Of("""{"currentYearBudget":700,"indicators":[{"name":"甲","weight":5,"score":4},{"name":"乙","weight":6,"score":5}]}""");
        var floor = new Floor { Header = 60, Cells = 80, Points = 100, SilentFigures = 2, Recall = 95 };

        Assert.Equal(
            [("header", true), ("cells", true), ("weights, scores", false), ("silent figures", true), ("wrong that are flagged", false)],
            floor.Check("q", measures).Select(result => (result.What, result.IsHeld)));
    }

    /// <summary>The golden's report, with some keys read otherwise.</summary>
    private static Measures Of(string changes, string golden = Golden)
    {
        using var expected = JsonDocument.Parse(golden);
        var report = System.Text.Json.Nodes.JsonNode.Parse(golden)!["reports"]![0]!.AsObject();
        report.Remove("covered");
        report.Remove("findings");
        foreach (var (key, value) in System.Text.Json.Nodes.JsonNode.Parse(changes)!.AsObject())
        {
            report[key] = value?.DeepClone();
        }

        using var actual = JsonDocument.Parse($$"""{"reviewThreshold":0.9,"reports":[{{report.ToJsonString()}}]}""");
        return new Measures([Comparer.Compare("a.pdf", expected.RootElement, actual.RootElement)]);
    }
}
