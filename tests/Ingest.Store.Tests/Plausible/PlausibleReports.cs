using System.Globalization;
using System.Text;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Store.Tests.Plausible;

/// <summary>Made-up reports as they might be filed: the same number always gives the same report.</summary>
internal static class PlausibleReports
{
    private const int FirstYear = 2015;
    private const int Years = 10;
    private const int AchievementCharacters = 1_150;
    private const int ProjectsWithoutNumber = 1_000;

    private static readonly Evidence Seen = new([new Region(1, new Box(72, 90, 200, 12))], TextSource.Text, 0.98);

    /// <param name="number">From 0.</param>
    public static Report Make(int number)
    {
        var chance = new Random(number);
        var year = FirstYear + (number % Years);
        var unit = PlausibleWords.Unit(chance.Next(PlausibleWords.Units));
        var project = PlausibleWords.Project(chance, unit);
        if (number >= ProjectsWithoutNumber)
        {
            // Else one in three of very many would be another version of an earlier one.
            project += string.Create(CultureInfo.InvariantCulture, $"第{number / ProjectsWithoutNumber}期");
        }

        var budget = decimal.Round((decimal)Math.Exp(11 + (chance.NextDouble() * 7)), 0) * 10;
        var executed = decimal.Round(budget * (decimal)(chance.Next(100) < 6 ? 1.0 + (chance.NextDouble() * 0.2) : 0.7 + (chance.NextDouble() * 0.3)), 2);
        var rate = decimal.Round(executed / budget * 100, 2);
        var printed = chance.Next(100) < 5 ? 100m : rate;
        var indicators = Indicators(chance);
        var score = indicators.Sum(indicator => indicator.Number("score") ?? 0);
        return new Report(
            new ReportKey(1, 1, 4), "shanghai-project",
            [
                Number("fiscalYear", year), Text("projectName", project), Text("budgetUnit", unit),
                new Field("implementingDepartments", new ListValue([PlausibleWords.Pick(chance, PlausibleWords.Departments)]), "", Seen),
                new Field("isRecurring", new FlagValue(chance.Next(2) == 0), "是", Seen),
                Number("currentYearBudget", budget), Number("previousYearBudget", decimal.Round(budget * (decimal)(0.4 + chance.NextDouble()), 0)),
                Number("executedAmount", executed), Number("executionRate", printed),
                new Field("selfEvaluationDate", new DateValue($"{year + 1}-03-15", new DateOnly(year + 1, 3, 15), new DateOnly(year + 1, 3, 15)), $"{year + 1}年3月15日", Seen),
                Text("grade", score >= 90 ? "优秀" : score >= 75 ? "良好" : score >= 60 ? "合格" : "不合格"),
                Text("annualGoal", PlausibleWords.Goal(chance, project)),
                Text("keyAchievements", Achievements(chance, year)),
                Text("mainProblems", PlausibleWords.Problem(chance)),
                Text("improvementMeasures", PlausibleWords.Measure(chance)),
            ],
            indicators,
            [Number("totalWeight", 100), Number("totalScore", score)],
            [.. Findings(chance, printed, rate)]);
    }

    private static List<Indicator> Indicators(Random chance)
    {
        List<Indicator> rows = [];
        foreach (var (category, points, names, weights) in PlausibleWords.Table)
        {
            var first = chance.Next(names.Count);
            foreach (var (weight, at) in weights.Select((weight, at) => (weight, at)))
            {
                var name = names[(first + (at * 3)) % names.Count];
                // Some indicators are hard for everybody, some for nobody: their names decide.
                var isLost = chance.Next(100) < name.Sum(letter => letter) % 37;
                var lost = isLost ? Math.Min(weight, 0.5m * (1 + chance.Next(4))) : 0;
                rows.Add(new Indicator(rows.Count + 1,
                [
                    Text("category", category, $"{category}\n({points}分)"), Number("categoryPoints", points), Text("name", name),
                    Text("explanation", $"反映{name}的情况，按完成程度计分"), Number("weight", weight), Number("score", weight - lost), new Field("remark", null, "", Seen),
                ]));
            }
        }

        return rows;
    }

    private static string Achievements(Random chance, int year)
    {
        var text = new StringBuilder();
        for (var at = 1; text.Length < AchievementCharacters; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{at}、").Append(PlausibleWords.Achievement(chance, year));
        }

        return text.ToString();
    }

    private static IEnumerable<Finding> Findings(Random chance, decimal printed, decimal rate)
    {
        if (printed != rate)
        {
            yield return new Finding("execution-rate-mismatch", Severity.Warning, "executionRate", $"执行率应为{rate}%", $"The rate should be {rate}%");
        }

        if (chance.Next(100) < 8)
        {
            yield return new Finding("low-confidence", Severity.Info, "mainProblems", "“主要问题”识别置信度低。", "'main problems' was read with low confidence.");
        }

        if (chance.Next(100) < 3)
        {
            yield return new Finding("weight-total-not-100", Severity.Warning, "totalWeight", "权重合计为99，不是100。", "The weights add up to 99, not to 100.");
        }
    }

    private static Field Number(string key, decimal value) => new(key, new NumberValue(value), value.ToString("#,0.##", CultureInfo.InvariantCulture), Seen);

    private static Field Text(string key, string text, string? raw = null) => new(key, new TextValue(text), raw ?? text, Seen);
}
