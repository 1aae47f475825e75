using System.Globalization;
using Ingest.Store.Connecting;
using Npgsql;
using NpgsqlTypes;

namespace Ingest.Store.Publishing;

/// <summary>Which reports the analysis looks at; null asks for all.</summary>
public sealed record AnalysisFilter
{
    public int? Year { get; init; }
    public string? Unit { get; init; }
    public string? Form { get; init; }

    /// <summary>A code: excellent …</summary>
    public string? Grade { get; init; }

    /// <summary>Reports with a finding of this rule.</summary>
    public string? Rule { get; init; }

    /// <summary>Reports with an indicator of this name.</summary>
    public string? Indicator { get; init; }
}

/// <param name="Sql">What made it, as one would type it in psql.</param>
public sealed record AnalysisTable(string Key, string Sql, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <param name="Years">To choose among; so are units and forms.</param>
public sealed record AnalysisResult(
    IReadOnlyDictionary<string, AnalysisTable> Tables, IReadOnlyList<int> Years, IReadOnlyList<string> Units, IReadOnlyList<string> Forms);

/// <summary>The questions of the analysis page, asked of the published views alone.</summary>
internal static class Analyses
{
    private sealed record Question(string Key, string Sql);

    /// <summary>{where} and {and} stand for the filter's conditions on published.reports r.</summary>
    private static readonly IReadOnlyList<Question> Questions =
    [
        new("grades", """
            select r.fiscal_year, r.grade_code, count(*) as reports
            from published.reports r{where}
            group by 1, 2 order by 1, 2
            """),
        new("scores", """
            select r.unit, count(*) as reports, round(avg(r.total_score), 2) as average_score
            from published.reports r
            where r.total_score is not null and r.unit is not null{and}
            group by 1 order by 3 desc, 2 desc, 1 limit 15
            """),
        new("budgets", """
            select r.fiscal_year, sum(r.budget) as budget, sum(r.executed) as executed,
              round(sum(r.executed) / nullif(sum(r.budget), 0) * 100, 2) as rate
            from published.reports r
            where r.budget is not null and r.executed is not null{and}
            group by 1 order by 1
            """),
        new("indicators", """
            select i.name, count(*) as times, count(*) filter (where i.lost_points > 0) as lost, sum(i.lost_points) as points
            from published.indicators i
            where i.report_id in (select r.report_id from published.reports r{where})
            group by 1 having count(*) filter (where i.lost_points > 0) > 0
            order by 3 desc, 4 desc, 1 limit 15
            """),
        new("rules", """
            select f.rule, count(*) as findings, count(distinct f.report_id) as reports
            from published.findings f
            where f.report_id in (select r.report_id from published.reports r{where})
            group by 1 order by 2 desc, 1 limit 15
            """),
        new("reports", """
            select r.report_id, r.fiscal_year, r.unit, r.project_name, r.grade, r.total_score, r.budget, r.executed
            from published.reports r{where}
            order by r.fiscal_year desc nulls last, r.report_id limit 50
            """),
    ];

    public static async Task<AnalysisResult> RunAsync(NpgsqlConnection connection, AnalysisFilter filter, CancellationToken cancellation)
    {
        Dictionary<string, AnalysisTable> tables = new(StringComparer.Ordinal);
        foreach (var question in Questions)
        {
            tables[question.Key] = await AskAsync(connection, question, filter, cancellation);
        }

        return new AnalysisResult(
            tables,
            await connection.Command("select distinct fiscal_year from published.reports where fiscal_year is not null order by 1 desc").ListAsync(row => row.GetInt32(0), cancellation),
            await connection.Command("select name from published.units order by reports desc, name limit 300").ListAsync(row => row.GetString(0), cancellation),
            await connection.Command("select distinct form from published.reports order by 1").ListAsync(row => row.GetString(0), cancellation));
    }

    private static async Task<AnalysisTable> AskAsync(NpgsqlConnection connection, Question question, AnalysisFilter filter, CancellationToken cancellation)
    {
        List<NpgsqlParameter> parameters = [];
        var asked = Fill(question.Sql, filter, value =>
        {
            parameters.Add(value is int number ? Sql.Int(number) : Sql.Of(NpgsqlDbType.Text, value));
            return FormattableString.Invariant($"${parameters.Count}");
        });
        await using var command = connection.Command(asked, [.. parameters]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<IReadOnlyList<object?>> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.IsDBNull(at) ? null : reader.GetValue(at))]);
        }

        return new AnalysisTable(question.Key, Fill(question.Sql, filter, Literal), [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    private static string Fill(string sql, AnalysisFilter filter, Func<object, string> put)
    {
        List<string> conditions = [];
        void Add(object? value, Func<string, string> condition)
        {
            if (value is not null)
            {
                conditions.Add(condition(put(value)));
            }
        }

        Add(filter.Year, value => $"r.fiscal_year = {value}");
        Add(filter.Unit, value => $"r.unit = {value}");
        Add(filter.Form, value => $"r.form = {value}");
        Add(filter.Grade, value => $"r.grade_code = {value}");
        Add(filter.Rule, value => $"r.report_id in (select f.report_id from published.findings f where f.rule = {value})");
        Add(filter.Indicator, value => $"r.report_id in (select i.report_id from published.indicators i where i.name = {value})");
        var all = string.Join(" and ", conditions);
        return sql.Replace("{where}", all.Length == 0 ? "" : " where " + all, StringComparison.Ordinal)
            .Replace("{and}", all.Length == 0 ? "" : " and " + all, StringComparison.Ordinal);
    }

    /// <summary>For eyes; what runs has parameters.</summary>
    private static string Literal(object value) => value is string text
        ? "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'"
        : ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
}
