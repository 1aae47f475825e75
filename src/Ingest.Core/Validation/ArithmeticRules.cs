using System.Globalization;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Rules that compute again what the form prints. A rule says nothing where a number that it needs was not read.</summary>
internal static class ArithmeticRules
{
    private const decimal FullPoints = 100;

    /// <summary>Beyond the half unit that rounding explains: what doubles and half cents leave.</summary>
    internal const decimal Slack = 0.0001m;

    // One fen, and more than any state spends: between them the division cannot overflow.
    private const decimal LeastAmount = 0.01m;
    private const decimal MostAmount = 1_000_000_000_000_000_000m;

    /// <summary>As forms mostly print rates; taken where the page's own text is not kept, as in a golden.</summary>
    private const int UsualDecimals = 2;

    /// <summary>执行数 ÷ 当年预算数, to as many decimals as the form prints.</summary>
    public static IEnumerable<Finding> ExecutionRateMismatch(ValidationSubject subject)
    {
        var report = subject.Report;
        if (report.Number("currentYearBudget") is not { } budget || Math.Abs(budget) < LeastAmount ||
            report.Number("executedAmount") is not { } executed || Math.Abs(executed) > MostAmount ||
            report.Find("executionRate") is not { Value: NumberValue { Number: var printed } } rate)
        {
            yield break;
        }

        var computed = executed / budget * 100;
        if (Math.Abs(computed - printed) > HalfUnit(PrintedDecimals(rate)) + Slack)
        {
            yield return Mismatch("execution-rate-mismatch", "executionRate", "预算执行率", "execution rate", $"{Show(printed)}%", $"{Show(computed)}%");
        }
    }

    public static IEnumerable<Finding> NoIndicators(ValidationSubject subject)
    {
        if (subject.Report.Indicators.Count == 0)
        {
            yield return new Finding("no-indicators", Severity.Warning, "indicators", "未读到任何指标行。", "No row of the indicator table was read.");
        }
    }

    /// <summary>The points that a category declares against the weights of its rows, wherever they stand in the table.</summary>
    public static IEnumerable<Finding> CategoryPointsMismatch(ValidationSubject subject)
    {
        foreach (var (name, points, rows) in Categories(subject.Report.Indicators))
        {
            if (Sum(rows, "weight") is { } sum && sum != points)
            {
                foreach (var row in rows)
                {
                    yield return Mismatch(
                        "category-points-mismatch", row.Path + ".categoryPoints", $"“{name}”的分值", $"points of '{name}'", Show(points), Show(sum));
                }
            }
        }
    }

    /// <summary>Rows of one name are one category, unless they declare different points.</summary>
    private static IEnumerable<(string? Name, decimal Points, List<Indicator> Rows)> Categories(IReadOnlyList<Indicator> indicators) =>
        from category in indicators.GroupBy(row => row.Text("category"))
        let declared = category.Select(row => row.Number("categoryPoints")).OfType<decimal>().Distinct().ToList()
        from points in declared
        select (category.Key, points, category.Where(row => declared.Count == 1 || row.Number("categoryPoints") == points).ToList());

    public static IEnumerable<Finding> ScoreExceedsWeight(ValidationSubject subject) =>
        from row in (subject.Report.Funds ?? []).Select(line => (line.Path, Weight: line.Number("weight"), Score: line.Number("score")))
            .Concat(subject.Report.Indicators.Select(row => (row.Path, Weight: row.Number("weight"), Score: row.Number("score"))))
        let weight = row.Weight
        let score = row.Score
        where score > weight
        select new Finding(
            "score-exceeds-weight",
            Severity.Warning,
            row.Path + ".score",
            $"自评分{Show(score.Value)}超过权重{Show(weight.Value)}。",
            $"The score {Show(score.Value)} exceeds the weight {Show(weight.Value)}.");

    public static IEnumerable<Finding> WeightTotalMismatch(ValidationSubject subject) =>
        TotalMismatch(subject, "weight-total-mismatch", "totalWeight", "weight", "权重合计", "total of weights");

    public static IEnumerable<Finding> ScoreTotalMismatch(ValidationSubject subject) =>
        TotalMismatch(subject, "score-total-mismatch", "totalScore", "score", "自评分合计", "total of scores");

    /// <summary>The printed total, and where none is printed the sum.</summary>
    public static IEnumerable<Finding> WeightTotalNot100(ValidationSubject subject)
    {
        if ((subject.Report.Number("totalWeight") ?? Sum(subject.Report.Indicators, "weight")) is { } total && total != FullPoints
            && total + subject.Report.FundPoints("weight") != FullPoints)
        {
            yield return new Finding(
                "weight-total-not-100",
                Severity.Warning,
                "totalWeight",
                $"权重合计为{Show(total)}，不等于100。",
                $"The weights total {Show(total)}, not 100.");
        }
    }

    /// <summary>The grade that the form's own bands give the printed total. 优 stands for 优秀.</summary>
    public static IEnumerable<Finding> GradeMismatch(ValidationSubject subject)
    {
        if (subject.Report.Text("grade") is not { Length: > 0 } printed || subject.Report.Number("totalScore") is not { } score)
        {
            yield break;
        }

        var folded = Labels.Fold(printed);
        var bands = subject.Pack.Grades;
        if (bands.Count > 0 && !bands.Any(band => IsSameGrade(folded, band.Name)))
        {
            var names = string.Join('、', bands.Select(band => band.Name));
            yield return new Finding(
                "grade-mismatch", Severity.Warning, "grade",
                $"绩效等级填写为“{printed}”，不属于该表式的等级（{names}）。", $"The grade is printed as '{printed}', which is none of this form's ({names}).");
        }
        else if (BandOf(bands, score) is { } band && !IsSameGrade(folded, band.Name))
        {
            yield return new Finding(
                "grade-mismatch", Severity.Warning, "grade",
                $"绩效等级填写为“{printed}”，但自评分合计{Show(score)}对应“{band.Name}”。",
                $"The grade is printed as '{printed}', but a total score of {Show(score)} is '{band.Name}'.");
        }
    }

    /// <summary>优 and 优秀 are one.</summary>
    private static bool IsSameGrade(string printed, string band) => printed.Length > 0
        && (band.StartsWith(printed, StringComparison.Ordinal) || printed.StartsWith(band, StringComparison.Ordinal));

    private static GradeBand? BandOf(IReadOnlyList<GradeBand> bands, decimal score)
    {
        var top = bands.Select(band => band.To).DefaultIfEmpty().Max();
        return bands.FirstOrDefault(band => score >= band.From && (score < band.To || (score == top && band.To == top)));
    }

    private static IEnumerable<Finding> TotalMismatch(ValidationSubject subject, string rule, string total, string cell, string name, string nameEn)
    {
        if (subject.Report.Number(total) is { } printed && Sum(subject.Report.Indicators, cell) is { } sum && sum != printed)
        {
            // Where the execution of the budget earns points, the total mostly holds them, too.
            var funds = subject.Report.FundPoints(cell);
            if (sum + funds != printed)
            {
                yield return Mismatch(rule, total, name, nameEn, Show(printed), Show(sum + funds));
            }
        }
    }

    /// <summary>Null where there is no row, or one whose number was not read.</summary>
    internal static decimal? Sum(IEnumerable<Indicator> rows, string cell)
    {
        var numbers = rows.Select(row => row.Number(cell)).ToList();
        return numbers.Count > 0 && numbers.TrueForAll(number => number is not null) ? numbers.Sum() : null;
    }

    internal static Finding Mismatch(string rule, string path, string name, string nameEn, string printed, string computed) => new(
        rule, Severity.Warning, path, $"{name}填写为{printed}，计算值为{computed}。", $"The {nameEn} is printed as {printed}, computed as {computed}.");

    /// <summary>How many decimals stand on the page.</summary>
    internal static int PrintedDecimals(Field rate)
    {
        var text = Characters.RemoveSpace(Characters.ToHalfWidth(rate.Raw));
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return text.Length == 0 ? UsualDecimals : point < 0 ? 0 : text.Skip(point + 1).TakeWhile(Characters.IsDigit).Count();
    }

    internal static decimal HalfUnit(int decimals) => Enumerable.Repeat(10m, Math.Min(decimals, 10)).Aggregate(0.5m, (unit, ten) => unit / ten);

    internal static string Show(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
