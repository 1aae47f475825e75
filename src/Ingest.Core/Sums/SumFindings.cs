using Ingest.Core.Reports;
using Ingest.Core.Validation;

namespace Ingest.Core.Sums;

/// <summary>What is said of figures that sums spoke about.</summary>
internal static class SumFindings
{
    public static Finding Chosen(Choice choice) => new(
        "read-by-sums", Severity.Warning, choice.Figure.Path,
        $"识别结果“{choice.Figure.Raw}”（{ArithmeticRules.Show(choice.Figure.Value)}）使合计不符，按另一识别结果“{choice.Reading.Raw}”取 {ArithmeticRules.Show(choice.Reading.Value)}，合计相符。",
        $"Read as '{choice.Figure.Raw}' ({ArithmeticRules.Show(choice.Figure.Value)}) the sums do not hold; " +
        $"the other reading '{choice.Reading.Raw}', {ArithmeticRules.Show(choice.Reading.Value)}, makes them hold and was taken.");

    public static Finding Undecided(IEnumerable<Choice> choices)
    {
        var (figure, values) = (choices.First().Figure, string.Join(" / ", choices.Select(choice => ArithmeticRules.Show(choice.Reading.Value))));
        return new Finding(
            "sums-undecided", Severity.Warning, figure.Path,
            $"识别结果“{figure.Raw}”存疑：若为 {values} 则合计相符，但并非唯一可能，未改动。",
            $"'{figure.Raw}' is doubtful: as {values} the sums would hold, but not as that alone; it was left as read.");
    }
}
