using Ingest.Core.Corrections;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>
/// The statements that publish an extraction. Reports are upserted, so that a report keeps its key; the rows below them
/// are written anew with one unnest a table. What is approved is left alone, and told that something newer waits.
/// </summary>
internal static class Projection
{
    private static readonly string UpsertReport = MakeUpsertReport();
    private static readonly string InsertNarratives = MakeInsert("narrative", ProjectionColumns.Narrative);
    private static readonly string InsertIndicators = MakeInsert("indicator", ProjectionColumns.Indicator);
    private static readonly string InsertFunds = MakeInsert("fund_line", ProjectionColumns.Fund);
    private static readonly string InsertFigures = MakeInsert("figure", FigureColumns.All);
    private static readonly string InsertFindings = MakeInsertFindings();

    /// <summary>Takes away what an earlier extraction published, but for the rows of reports that stay.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Clear(long documentId, long extractionId, Extraction extraction)
    {
        foreach (var table in new[] { "figure", "narrative", "indicator", "fund_line", "finding" })
        {
            yield return Sql.Statement(
                $"delete from ingest.{table} using ingest.report r where {table}.report_id = r.report_id and r.document_id = $1 and r.review_state = 'published'",
                Sql.Long(documentId));
        }

        yield return Sql.Statement("delete from ingest.finding where document_id = $1 and report_id is null", Sql.Long(documentId));
        yield return Sql.Statement(
            "delete from ingest.report where document_id = $1 and review_state = 'published' and ordinal <> all($2)",
            Sql.Long(documentId),
            Sql.Of(NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Integer, extraction.Reports.Select(report => report.Key.Ordinal).ToArray()));
        yield return Sql.Statement(
            "update ingest.report set waiting_extraction_id = $2 where document_id = $1 and review_state = 'approved'",
            Sql.Long(documentId), Sql.Long(extractionId));
    }

    /// <summary>Writes one report anew, and what reviewers said of it; an approved one stays as it is.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Republish(long documentId, long extractionId, CorrectedReport corrected, DateTimeOffset now)
    {
        var report = corrected.Report;
        foreach (var table in new[] { "narrative", "indicator", "fund_line", "finding" })
        {
            yield return Sql.Statement(
                $"delete from ingest.{table} using ingest.report r where {table}.report_id = r.report_id and r.document_id = $1 and r.ordinal = $2 and r.review_state = 'published'",
                Sql.Long(documentId), Sql.Int(report.Key.Ordinal));
        }

        var alone = new Extraction("", "", 0, default, [], [report]);
        foreach (var statement in Publish(documentId, extractionId, alone, now).Append(Count(documentId, corrected)))
        {
            yield return statement;
        }
    }

    /// <summary>How many corrections a report has, and how many of them found no place.</summary>
    public static NpgsqlBatchCommand Count(long documentId, CorrectedReport corrected) => Sql.Statement(
        "update ingest.report set corrections = $3, conflicts = $4 where document_id = $1 and ordinal = $2 and review_state = 'published'",
        Sql.Long(documentId), Sql.Int(corrected.Report.Key.Ordinal), Sql.Int(corrected.Outcomes.Count), Sql.Int(corrected.Conflicts.Count()));

    /// <summary>Writes the reports and the rows below them.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Publish(long documentId, long extractionId, Extraction extraction, DateTimeOffset now)
    {
        var reports = extraction.Reports;
        foreach (var report in reports)
        {
            yield return Sql.Statement(
                UpsertReport,
                [Sql.Long(documentId), Sql.Long(extractionId), Sql.Time(now), Sql.Int(report.Key.Ordinal), .. ProjectionColumns.Report.Select(column => column.Scalar(report))]);
        }

        var narratives = Rows(reports, ProjectionColumns.Narratives);
        var indicators = Rows(reports, report => report.Indicators, indicator => indicator.Ordinal);
        var funds = Rows(reports, report => report.Funds ?? [], line => line.Ordinal);
        List<ChildRow<Finding>> findings =
            [.. extraction.Findings.Select((finding, at) => new ChildRow<Finding>(null, at + 1, finding)), .. Rows(reports, report => report.Findings)];
        if (narratives.Count > 0)
        {
            yield return Sql.Statement(InsertNarratives, [Sql.Long(documentId), .. ProjectionColumns.Narrative.Select(column => column.Array(narratives))]);
        }

        var figures = Rows(reports, NarrativeFigure.Of);
        if (figures.Count > 0)
        {
            yield return Sql.Statement(InsertFigures, [Sql.Long(documentId), .. FigureColumns.All.Select(column => column.Array(figures))]);
        }

        if (indicators.Count > 0)
        {
            yield return Sql.Statement(InsertIndicators, [Sql.Long(documentId), .. ProjectionColumns.Indicator.Select(column => column.Array(indicators))]);
        }

        if (funds.Count > 0)
        {
            yield return Sql.Statement(InsertFunds, [Sql.Long(documentId), .. ProjectionColumns.Fund.Select(column => column.Array(funds))]);
        }

        if (findings.Count > 0)
        {
            yield return Sql.Statement(
                InsertFindings, [Sql.Long(documentId), Sql.Long(extractionId), .. ProjectionColumns.Finding.Select(column => column.Array(findings))]);
        }
    }

    private static List<ChildRow<T>> Rows<T>(IReadOnlyList<Report> reports, Func<Report, IEnumerable<T>> rows, Func<T, int>? ordinal = null) =>
        [.. reports.SelectMany(report => rows(report).Select((row, at) => new ChildRow<T>(report.Key.Ordinal, ordinal?.Invoke(row) ?? at + 1, row)))];

    private static string MakeUpsertReport()
    {
        var columns = ProjectionColumns.Report;
        var names = Names(columns);
        var values = string.Join(", ", columns.Select((_, at) => FormattableString.Invariant($"${at + 5}")));
        var updates = string.Join(", ", columns.Select(column => $"{column.Name} = excluded.{column.Name}"));
        return $"""
            insert into ingest.report (document_id, extraction_id, published_at, ordinal, {names}) values ($1, $2, $3, $4, {values})
            on conflict (document_id, ordinal) do update set extraction_id = excluded.extraction_id, published_at = excluded.published_at, {updates}
            where report.review_state = 'published'
            """;
    }

    /// <summary>$1 is the document; the first column of the rows is their report's ordinal.</summary>
    private static string MakeInsert<T>(string table, IReadOnlyList<Column<T>> columns)
    {
        var own = Names(columns.Skip(1));
        return $"""
            insert into ingest.{table} (report_id, {own})
            select r.report_id, {string.Join(", ", columns.Skip(1).Select(column => "u." + column.Name))}
            from unnest({Arrays(columns, 2)}) as u ({Names(columns)})
            join ingest.report r on r.document_id = $1 and r.ordinal = u.report_ordinal and r.review_state = 'published'
            """;
    }

    private static string MakeInsertFindings()
    {
        var columns = ProjectionColumns.Finding;
        return $"""
            insert into ingest.finding (document_id, extraction_id, report_id, {Names(columns.Skip(1))})
            select $1, $2, r.report_id, {string.Join(", ", columns.Skip(1).Select(column => "u." + column.Name))}
            from unnest({Arrays(columns, 3)}) as u ({Names(columns)})
            left join ingest.report r on r.document_id = $1 and r.ordinal = u.report_ordinal
            where u.report_ordinal is null or r.review_state = 'published'
            """;
    }

    private static string Names<T>(IEnumerable<Column<T>> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string Arrays<T>(IEnumerable<Column<T>> columns, int first) =>
        string.Join(", ", columns.Select((column, at) => FormattableString.Invariant($"${at + first}::{column.Type.Name}[]")));
}
