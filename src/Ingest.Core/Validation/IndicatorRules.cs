using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Rules about the rows of the indicator table that hold targets, results and reasons.</summary>
internal static class IndicatorRules
{
    private const string NameKey = "name";

    /// <summary>The points that a second-level label declares against the weights of its rows.</summary>
    public static IEnumerable<Finding> LevelPointsMismatch(ValidationSubject subject) =>
        from level in subject.Report.Indicators.GroupBy(row => (row.Text("category"), row.Text("subcategory")))
        let declared = level.Select(row => row.Number("subcategoryPoints")).OfType<decimal>().Distinct().ToList()
        where declared.Count == 1
        let sum = ArithmeticRules.Sum(level, "weight")
        where sum is not null && sum != declared[0]
        from row in level
        select ArithmeticRules.Mismatch(
            "level-points-mismatch", row.Path + ".subcategoryPoints", $"“{level.Key.Item2}”的分值", $"points of '{level.Key.Item2}'",
            ArithmeticRules.Show(declared[0]), ArithmeticRules.Show(sum.Value));

    /// <summary>
    /// A recognised row that lacks what names it: the cell was lost on the way from the picture, or the row is none. Printed rows
    /// may leave it blank, and say so by a layout that can be trusted.
    /// </summary>
    public static IEnumerable<Finding> RowIncomplete(ValidationSubject subject)
    {
        var naming = subject.Pack.Table.Columns
            .Where(column => !column.Optional && column.Of is null && (column.Kind is FieldKind.Category or FieldKind.Level or FieldKind.Item || column.Key == NameKey))
            .ToList();
        foreach (var row in subject.Report.Indicators.Where(row => row.Cells.Any(cell => cell.Evidence is { Source: TextSource.Ocr, Regions.Count: > 0 })))
        {
            var lost = naming.Where(column => row.Find(column.Key) is { Value: null } cell && Blanks.IsBlank(cell.Raw)).ToList();
            if (lost.Count > 0 && (lost.Count == naming.Count || IsTotal(row, subject.Report.Indicators)))
            {
                yield return new Finding(
                    "row-doubtful", Severity.Warning, row.Path,
                    "识别出的这一行没有指标名称，可能不是指标行。", "Nothing names this row of the recognised table: it may be no row of it.");
                continue;
            }

            foreach (var column in lost)
            {
                yield return new Finding(
                    "cell-lost", Severity.Warning, $"{row.Path}.{column.Key}",
                    $"未识别到该行的“{column.Labels[0]}”。", $"No '{column.Labels[0]}' was recognised in this row.");
            }
        }
    }

    /// <summary>It holds what all other rows add up to.</summary>
    private static bool IsTotal(Indicator row, IReadOnlyList<Indicator> rows) => rows.Count > 2
        && new[] { "weight", "score" }.Any(key => row.Number(key) is { } total && ArithmeticRules.Sum(rows.Where(other => other != row), key) == total);

    /// <summary>Points lost, and 偏差原因 is blank or says 无.</summary>
    public static IEnumerable<Finding> ReasonMissing(ValidationSubject subject) =>
        from row in subject.Report.Indicators
        where row.Number("score") < row.Number("weight")
        let reason = row.Find("remark")
        where reason is not null && reason.Evidence.Confidence > 0 && IsNoReason(reason)
        select new Finding(
            "reason-missing",
            Severity.Info,
            row.Path + ".remark",
            $"得分{ArithmeticRules.Show(row.Number("score")!.Value)}低于分值{ArithmeticRules.Show(row.Number("weight")!.Value)}，但未说明偏差原因。",
            $"The score {ArithmeticRules.Show(row.Number("score")!.Value)} is below {ArithmeticRules.Show(row.Number("weight")!.Value)} points, and no reason is given.");

    private static bool IsNoReason(Field remark) =>
        remark.Value is null ? Blanks.IsBlank(remark.Raw) : remark.Value is TextValue { Text: var text } && Blanks.IsNothing(text);

    /// <summary>
    /// All points for a target that its result missed. Which way a target is missed its operator tells: 92% misses ≥95%, 5.2
    /// misses ≤4.5. Without an operator, or in other units, nothing is said.
    /// </summary>
    public static IEnumerable<Finding> FullScoreDespiteMiss(ValidationSubject subject) =>
        from row in subject.Report.Indicators
        where row.Number("weight") is > 0 && row.Number("score") == row.Number("weight")
        let target = row.Find("targetParts")?.Value as MeasureValue
        let actual = row.Find("actualParts")?.Value as MeasureValue
        where target is not null && actual is not null && Misses(target, actual)
        select new Finding(
            "full-score-despite-miss",
            Severity.Warning,
            row.Path + ".score",
            $"实际完成值“{row.Text("actual")}”未达到指标值“{row.Text("target")}”，但得满分。",
            $"The result '{row.Text("actual")}' misses the target '{row.Text("target")}', and still earns all points.");

    private static bool Misses(MeasureValue target, MeasureValue actual)
    {
        if (target.Value is not { } wanted || actual.Value is not { } reached || actual.Operator is not (null or "=")
            || (actual.Unit is not null && target.Unit != actual.Unit))
        {
            return false;
        }

        return target.Operator switch
        {
            "≥" => reached < wanted,
            ">" => reached <= wanted,
            "≤" => reached > wanted,
            "<" => reached >= wanted,
            "=" => reached != wanted,
            _ => false,
        };
    }
}
