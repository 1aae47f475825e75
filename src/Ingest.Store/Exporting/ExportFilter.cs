using Ingest.Store.Connecting;
using Npgsql;
using NpgsqlTypes;

namespace Ingest.Store.Exporting;

/// <summary>Which reports, and with them which rows of the other views. Empty and null ask for all; the same everywhere.</summary>
public sealed record ExportFilter
{
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>A name or an alias; with * for any characters.</summary>
    public string? Unit { get; init; }

    public string? Form { get; init; }

    /// <summary>A code (excellent) or a grade as printed (优秀).</summary>
    public string? Grade { get; init; }

    /// <summary>Published at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    public long? Batch { get; init; }

    public long? ReportId { get; init; }

    /// <summary>A condition on published.reports r with parameters from $1 on; a filter that is not set leaves no trace in the plan.</summary>
    internal (string Condition, IReadOnlyList<NpgsqlParameter> Parameters) ToSql()
    {
        List<string> conditions = [];
        List<NpgsqlParameter> parameters = [];
        void Add(string condition, NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            conditions.Add(condition.Replace("$?", FormattableString.Invariant($"${parameters.Count}"), StringComparison.Ordinal));
        }

        if (Years.Count > 0)
        {
            Add("r.fiscal_year = any($?)", Sql.Of(NpgsqlDbType.Array | NpgsqlDbType.Integer, Years.ToArray()));
        }

        if (Unit is { } unit)
        {
            var name = string.Concat(unit.Where(letter => !char.IsWhiteSpace(letter))).Replace('(', '（').Replace(')', '）');
            if (name.Contains('*', StringComparison.Ordinal))
            {
                Add("r.unit_id in (select u.unit_id from published.units u, unnest(u.aliases) a where a like $? or u.name like $?)", Sql.Text(Pattern(name)));
            }
            else
            {
                Add("r.unit_id in (select u.unit_id from published.units u where u.name = $? or u.aliases @> array[$?])", Sql.Text(name));
            }
        }

        if (Form is { } form)
        {
            Add("r.form = $?", Sql.Text(form));
        }

        if (Grade is { } grade)
        {
            Add("(r.grade_code = $? or r.grade = $?)", Sql.Text(grade));
        }

        if (Since is { } since)
        {
            Add("r.published_at >= $?", Sql.Time(since.ToUniversalTime()));
        }

        if (Batch is { } batch)
        {
            Add("r.batch_id = $?", Sql.Long(batch));
        }

        if (ReportId is { } report)
        {
            Add("r.report_id = $?", Sql.Long(report));
        }

        return (string.Join(" and ", conditions), parameters);
    }

    private static string Pattern(string name) =>
        name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace('*', '%');
}
