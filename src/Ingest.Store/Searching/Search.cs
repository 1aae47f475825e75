using Ingest.Store.Connecting;
using Npgsql;
using NpgsqlTypes;

namespace Ingest.Store.Searching;

/// <param name="Terms">Words of two characters or more with spaces between; all must occur.</param>
public sealed record SearchRequest(string Terms)
{
    /// <summary>What can be searched.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = ["report", "indicator", "narrative", "finding"];

    /// <summary>Some of <see cref="AllKinds"/>; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>The unit's name.</summary>
    public string? Unit { get; init; }

    public int Limit { get; init; } = 50;
}

/// <param name="Kind">report, indicator, narrative or finding.</param>
/// <param name="Key">The narrative, or what a finding speaks of; null for an indicator.</param>
/// <param name="Ordinal">Of an indicator or a finding.</param>
/// <param name="Snippet">The text around the first hit, each hit between 【 and 】.</param>
public sealed record SearchHit(
    string Kind, long? ReportId, string? Key, int? Ordinal, int? FiscalYear, string? Unit, string? ProjectName, float Rank, string Snippet);

/// <summary>A term of one character finds too much to be worth an index.</summary>
public sealed class SearchTermException(Exception inner) : Exception("a search term has at least two characters", inner);

internal static class Search
{
    public static async Task<IReadOnlyList<SearchHit>> RunAsync(NpgsqlConnection connection, SearchRequest request, CancellationToken cancellation)
    {
        try
        {
            return await connection.Command(
                "select * from published.search($1, $2, $3, $4, $5)",
                Sql.Text(PgText.Clean(request.Terms)),
                request.Kinds.Count == 0 ? Sql.Of(NpgsqlDbType.Array | NpgsqlDbType.Text, null) : Sql.Texts([.. request.Kinds]),
                Sql.Int(request.Limit),
                Sql.Of(NpgsqlDbType.Array | NpgsqlDbType.Integer, request.Years.Count == 0 ? null : request.Years.ToArray()),
                Sql.Text(request.Unit)).ListAsync(
                row => new SearchHit(
                    row.GetString(0), row.OrNull<long>(1), row.TextOrNull(2), row.OrNull<int>(3), row.OrNull<int>(4), row.TextOrNull(5), row.TextOrNull(6),
                    row.GetFloat(7), row.GetString(8)),
                cancellation);
        }
        catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            throw new SearchTermException(problem);
        }
    }
}
