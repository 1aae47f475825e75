using Ingest.Core.Documents;
using Ingest.Core.Forms;

namespace Ingest.Core.Reports;

/// <summary>Values whose readings go wrong in ways of their own.</summary>
public enum ReadingKind
{
    /// <summary>Amounts, rates, numbers, dates and years: read by two readers that know nothing of each other.</summary>
    Figures,

    /// <summary>Other header fields and cells.</summary>
    Texts,
    Narratives,
}

/// <summary>
/// From what a reader claims of the least sure character of a value to how often such values are right, measured: rising lines
/// of steps. Speaks of recognised values alone.
/// </summary>
/// <param name="steps">For each kind points of a rising line, both between 0 and 1; a kind without any stays as it is.</param>
public sealed class ConfidenceMap(IReadOnlyDictionary<ReadingKind, IReadOnlyList<(double Claimed, double Right)>> steps)
{
    public static ConfidenceMap None { get; } = new(new Dictionary<ReadingKind, IReadOnlyList<(double, double)>>());

    public IReadOnlyDictionary<ReadingKind, IReadOnlyList<(double Claimed, double Right)>> Steps => steps;

    public double Of(ReadingKind kind, double claimed)
    {
        if (!steps.TryGetValue(kind, out var line) || line.Count == 0)
        {
            return claimed;
        }

        var above = 0;
        while (above < line.Count && line[above].Claimed < claimed)
        {
            above++;
        }

        if (above == 0 || above == line.Count)
        {
            return line[Math.Min(above, line.Count - 1)].Right;
        }

        var (from, to) = (line[above - 1], line[above]);
        return from.Right + ((claimed - from.Claimed) / (to.Claimed - from.Claimed) * (to.Right - from.Right));
    }

    /// <summary>The report with the confidence of each recognised value put so.</summary>
    public Report Apply(Report report, FormPack pack)
    {
        if (steps.Count == 0)
        {
            return report;
        }

        var kinds = KindsOf(pack);
        return report with
        {
            Fields = Mapped(report.Fields),
            Totals = Mapped(report.Totals),
            Indicators = [.. report.Indicators.Select(row => row with { Cells = Mapped(row.Cells) })],
            Funds = report.Funds is null ? null : [.. report.Funds.Select(line => line with { Cells = Mapped(line.Cells) })],
        };

        IReadOnlyList<Field> Mapped(IReadOnlyList<Field> fields) => [.. fields.Select(field => field.Evidence is { Source: TextSource.Ocr, Confidence: > 0, Regions.Count: > 0 }
            ? field with { Evidence = field.Evidence with { Confidence = Of(KindOf(field, kinds), field.Evidence.Confidence) } }
            : field)];
    }

    public static IReadOnlyDictionary<string, ReadingKind> KindsOf(FormPack pack)
    {
        var kinds = new Dictionary<string, ReadingKind>(StringComparer.Ordinal);
        foreach (var (key, kind) in pack.Fields.Select(field => (field.Key, field.Kind))
            .Concat(pack.Table.Columns.Concat(pack.Funds?.Columns ?? []).SelectMany(column => new[] { (column.Key, column.Kind), (column.TotalKey ?? column.Key, column.Kind) })))
        {
            kinds.TryAdd(key, kind switch
            {
                FieldKind.Amount or FieldKind.Rate or FieldKind.Number or FieldKind.Date or FieldKind.Year => ReadingKind.Figures,
                FieldKind.Narrative => ReadingKind.Narratives,
                _ => ReadingKind.Texts,
            });
        }

        return kinds;
    }

    private static ReadingKind KindOf(Field field, IReadOnlyDictionary<string, ReadingKind> kinds) =>
        kinds.TryGetValue(field.Key, out var kind) ? kind : field.Value is NumberValue ? ReadingKind.Figures : ReadingKind.Texts;
}
