using System.Globalization;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Sums;

/// <summary>A report as recognised from a scan, whose numbers are given row by row; everything else about it is dull.</summary>
internal static class ScannedReport
{
    /// <summary>Rows of (category, weight, score); points and totals are what they add up to.</summary>
    public static Report Of(params (string Category, decimal Weight, decimal Score)[] rows)
    {
        var points = rows.GroupBy(row => row.Category).ToDictionary(group => group.Key, group => group.Sum(row => row.Weight));
        return new Report(
            new ReportKey(1, 1, 1), "shanghai-project",
            [Number("currentYearBudget", 9_700_000, 1), Number("executedAmount", 9_690_000, 2), Number("executionRate", 99.9m, 3)],
            [.. rows.Select((row, i) => new Indicator(i + 1,
            [
                new Field("category", new TextValue(row.Category), row.Category, At(100 + row.Category[0], 1)),
                Number("categoryPoints", points[row.Category], 100 + row.Category[0]),
                Number("weight", row.Weight, 1000 + i),
                Number("score", row.Score, 2000 + i),
            ]))],
            [Number("totalWeight", rows.Sum(row => row.Weight), 10), Number("totalScore", rows.Sum(row => row.Score), 11)],
            []);
    }

    /// <summary>The same with a figure misread, and what else its readers held possible.</summary>
    public static Report Misread(this Report report, string path, decimal value, params decimal[] others) => report.Change(path, field => field with
    {
        Value = new NumberValue(value),
        Raw = Show(value),
        Evidence = field.Evidence with { Confidence = 0.8 },
        Alternatives = [.. others.Select(other => ((FieldValue)new NumberValue(other), Show(other), 0.4))],
    });

    public static Report Change(this Report report, string path, Func<Field, Field> change)
    {
        IReadOnlyList<Field> In(string row, IReadOnlyList<Field> fields) => [.. fields.Select(field => row + field.Key == path ? change(field) : field)];
        return report with
        {
            Fields = In("", report.Fields),
            Totals = In("", report.Totals),
            Indicators = [.. report.Indicators.Select(row => row with { Cells = In(row.Path + ".", row.Cells) })],
        };
    }

    public static Field At(this Report report, string path) => report.Fields.Concat(report.Totals).Select(field => (field.Key, Field: field))
        .Concat(report.Indicators.SelectMany(row => row.Cells.Select(cell => ($"{row.Path}.{cell.Key}", cell))))
        .First(pair => pair.Item1 == path).Item2;

    public static decimal NumberAt(this Report report, string path) => ((NumberValue)report.At(path).Value!).Number;

    private static Field Number(string key, decimal value, double place) => new(key, new NumberValue(value), Show(value), At(place, 0.99));

    private static Evidence At(double place, double confidence) => new([new Region(1, new Box(place, 0, 1, 1))], TextSource.Ocr, confidence);

    private static string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
