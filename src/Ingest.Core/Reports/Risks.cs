namespace Ingest.Core.Reports;

/// <summary>How much a report wants a reviewer: what the queue is sorted by.</summary>
public static class Risks
{
    private const double OfAnError = 5;
    private const double OfAWarning = 2;
    private const double OfAnInfo = 0.1;
    private const double OfNoConfidence = 10;

    public static double Of(Report report) =>
        (OfAnError * Count(report, Severity.Error)) + (OfAWarning * Count(report, Severity.Warning)) + (OfAnInfo * Count(report, Severity.Info)) +
        (OfNoConfidence * (1 - (LowestConfidence(report) ?? 1)));

    public static int Count(Report report, Severity severity) => report.Findings.Count(finding => finding.Severity == severity);

    /// <summary>Of the values that were read; null where none was.</summary>
    public static double? LowestConfidence(Report report)
    {
        var read = report.Fields.Concat(report.Totals)
            .Concat(report.Indicators.SelectMany(row => row.Cells)).Concat((report.Funds ?? []).SelectMany(line => line.Cells))
            .Where(field => field.Value is not null).Select(field => field.Evidence.Confidence).ToList();
        return read.Count == 0 ? null : read.Min();
    }
}
