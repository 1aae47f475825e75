using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;
using Ingest.Core.Sums;

namespace Ingest.Core.Dumps;

/// <summary>
/// What a text dump does not settle. Its order may be any, and a reading of it that does not agree with itself (rows without
/// a name or points, sums that do not hold, labels inside texts) is not to be relied on, value by value.
/// </summary>
public static class DumpDoubts
{
    private const double Doubted = 0.5;

    /// <summary>Points of a whole form, where it prints no total.</summary>
    private const decimal FullPoints = 100;

    /// <summary>One required field may be blank on the form itself.</summary>
    private const int MissingFields = 2;

    /// <summary>A text may speak of a column or two; shorter labels are words of any text.</summary>
    private const int MixedLabels = 3;
    private const int ShortestLabel = 4;

    private static readonly string[] TotalRules = ["weight-total-mismatch", "score-total-mismatch", "score-exceeds-weight"];

    /// <summary>The report with less confidence where it is doubtful, and a finding for each part of it that is.</summary>
    public static (Report Report, IReadOnlyList<Finding> Findings) Weigh(Report report, FormPack pack)
    {
        var findings = new List<Finding>();
        var narratives = pack.Fields.Where(field => field.Kind == FieldKind.Narrative).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        var labels = pack.AllLabels.Concat(pack.Table.TotalLabels).Select(Labels.Fold).Where(label => label.Length >= ShortestLabel).Distinct(StringComparer.Ordinal).ToList();
        var mixed = report.Fields.Where(field => narratives.Contains(field.Key) && IsMixed(field, labels)).Select(field => field.Key).ToList();
        findings.AddRange(mixed.Select(key => new Finding(
            "dump-text-mixed", Severity.Warning, key,
            "文本转储中此段混入了表格或其他栏目的内容，请对照原文。", "In this text dump the section is mixed with the table or with other fields; compare it with the original.")));
        var isHeaderDoubtful = pack.Fields.Count(field => field.Required && report.Find(field.Key)?.Value is null) >= MissingFields;
        if (isHeaderDoubtful)
        {
            findings.Add(new Finding(
                "dump-fields-doubtful", Severity.Warning, "header",
                "文本转储的顺序不足以确定各栏目的取值，请对照原文。", "The order of this text dump does not settle which value belongs to which field; compare them with the original."));
        }

        report = report with
        {
            Fields = [.. report.Fields.Select(field => mixed.Contains(field.Key) || (isHeaderDoubtful && !narratives.Contains(field.Key)) ? Doubt(field) : field)],
        };
        if (IsTableSound(report, pack))
        {
            return (report, findings);
        }

        findings.Add(new Finding(
            "dump-table-doubtful", Severity.Warning, "indicators",
            "文本转储的顺序不足以确定指标表各单元格的归属，请对照原文。", "The order of this text dump does not settle which cell of the table belongs where; compare it with the original."));
        return (report with { Indicators = [.. report.Indicators.Select(row => row with { Cells = [.. row.Cells.Select(Doubt)] })] }, findings);
    }

    private static bool IsTableSound(Report report, FormPack pack)
    {
        var numbers = pack.Table.Columns.Where(column => column is { Kind: FieldKind.Number, Optional: false, Of: null }).ToList();
        return report.Indicators.Count > 0
            && report.Indicators.All(row => row.Text("name") is not null && numbers.TrueForAll(column => row.Number(column.Key) is not null))
            && !SumCheck.Broken(report, pack).HasAny(TotalRules)
            && numbers.Exists(column => column.TotalKey is { } total && (report.Number(total) ?? FullPoints) == report.Indicators.Sum(row => row.Number(column.Key) ?? 0) + report.FundPoints(column.Key));
    }

    private static bool IsMixed(Field field, List<string> labels)
    {
        var text = Labels.Fold((field.Value as TextValue)?.Text ?? "");
        return labels.Count(label => text.Contains(label, StringComparison.Ordinal)) >= MixedLabels;
    }

    private static Field Doubt(Field field) => field.Evidence is { Source: TextSource.Dump, Confidence: > Doubted }
        ? field with { Evidence = field.Evidence with { Confidence = Doubted } }
        : field;
}
