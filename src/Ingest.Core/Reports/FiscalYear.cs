namespace Ingest.Core.Reports;

public static class FiscalYear
{
    public static Report Complete(Report report) => report;
}
