using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Sums;

/// <summary>Another reading of a figure, as its readers gave it.</summary>
internal sealed record OtherReading(decimal Value, string Raw, double Confidence);

/// <summary>
/// A recognised figure that wants a reviewer. The points that a category declares stand once on the page and in each of its
/// rows: they are one figure.
/// </summary>
internal sealed class Doubtful
{
    private readonly Field _field;

    private Doubtful(Field field, IReadOnlyList<string> paths)
    {
        _field = field;
        Paths = paths;
        Value = ((NumberValue)field.Value!).Number;
        Others = [.. field.Alternatives.Where(other => other.Value is NumberValue).Select(other => new OtherReading(((NumberValue)other.Value).Number, other.Raw, other.Confidence))];
    }

    public IReadOnlyList<string> Paths { get; }

    public string Path => Paths[0];

    public decimal Value { get; }

    public string Raw => _field.Raw;

    public IReadOnlyList<OtherReading> Others { get; }

    public static IReadOnlyList<Doubtful> In(Report report) =>
    [
        .. report.Fields.Concat(report.Totals).Where(IsDoubtful).Select(field => new Doubtful(field, [field.Key])),
        .. Of(report.Indicators.Select(row => (row.Path, row.Cells))),
        .. Of((report.Funds ?? []).Select(line => (line.Path, line.Cells))),
    ];

    /// <summary>The report with the figure read as <paramref name="value"/>; what the page says and where stays.</summary>
    public Report Read(Report report, decimal value) => Change(report, field => field with { Value = new NumberValue(value) });

    /// <summary>The report with at least so much confidence in the figure.</summary>
    public Report Trust(Report report, double confidence) => Change(report, field => field with
    {
        Evidence = field.Evidence with { Confidence = Math.Max(confidence, field.Evidence.Confidence) },
    });

    /// <summary>The figure with one of its digits changed by one.</summary>
    public IEnumerable<decimal> Neighbours()
    {
        var unit = new decimal(1, 0, 0, false, Value.Scale);
        for (var digits = decimal.Truncate(Math.Abs(Value) / unit); digits >= 1; digits = decimal.Truncate(digits / 10))
        {
            yield return Value + unit;
            yield return Value - unit;
            unit *= 10;
        }
    }

    private static IEnumerable<Doubtful> Of(IEnumerable<(string Path, IReadOnlyList<Field> Cells)> rows) =>
        from row in rows
        from cell in row.Cells
        where IsDoubtful(cell)
        group (Cell: cell, Path: $"{row.Path}.{cell.Key}") by (cell.Key, cell.Raw, Place: cell.Evidence.Regions[0]) into same
        select new Doubtful(same.First().Cell, [.. same.Select(one => one.Path)]);

    private static bool IsDoubtful(Field field) =>
        field is { Value: NumberValue, Evidence: { Source: TextSource.Ocr, Confidence: < Extraction.ReviewThreshold, Regions.Count: > 0 } };

    private Report Change(Report report, Func<Field, Field> change)
    {
        return report with
        {
            Fields = Changed("", report.Fields),
            Totals = Changed("", report.Totals),
            Indicators = [.. report.Indicators.Select(row => row with { Cells = Changed(row.Path, row.Cells) })],
            Funds = report.Funds is null ? null : [.. report.Funds.Select(line => line with { Cells = Changed(line.Path, line.Cells) })],
        };

        IReadOnlyList<Field> Changed(string row, IReadOnlyList<Field> fields) => fields.Any(field => IsThis(row, field))
            ? [.. fields.Select(field => IsThis(row, field) ? change(field) : field)]
            : fields;

        bool IsThis(string row, Field field) => field.Key == _field.Key && Paths.Contains(row.Length == 0 ? field.Key : $"{row}.{field.Key}");
    }
}
