using System.Globalization;
using Ingest.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ingest.Web.Queue;

/// <summary>The queue's filter as it stands in an address: what is chosen can be kept, sent, and gone back to.</summary>
internal static class QueueAddress
{
    public const int PageSize = 50;
    private const int LongestText = 200;
    private const int LastPage = 100_000;

    /// <summary>What cannot be understood counts as not chosen.</summary>
    public static QueueFilter Read(IQueryCollection query)
    {
        var page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, LastPage) : 1;
        return new QueueFilter
        {
            State = StateOf(query["state"]),
            Rule = Word(query["rule"]),
            Form = Word(query["form"]),
            FiscalYear = int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null,
            AssignedTo = Word(query["who"]),
            Text = Word(query["q"]),
            Offset = (page - 1) * PageSize,
            Limit = PageSize,
        };
    }

    /// <summary>Empty, or with its question mark.</summary>
    public static string Write(QueueFilter filter)
    {
        var query = new QueryBuilder();
        AddTo(query, "state", filter.State == QueueState.Open ? null : NameOf(filter.State));
        AddTo(query, "rule", filter.Rule);
        AddTo(query, "form", filter.Form);
        AddTo(query, "year", filter.FiscalYear?.ToString(CultureInfo.InvariantCulture));
        AddTo(query, "who", filter.AssignedTo);
        AddTo(query, "q", filter.Text);
        AddTo(query, "page", filter.Offset == 0 ? null : PageOf(filter).ToString(CultureInfo.InvariantCulture));
        return query.ToQueryString().Value ?? "";
    }

    public static int PageOf(QueueFilter filter) => (filter.Offset / PageSize) + 1;

    public static string NameOf(QueueState state) => state.ToString().ToLowerInvariant();

    private static QueueState StateOf(string? name) =>
        Enum.GetValues<QueueState>().FirstOrDefault(state => string.Equals(NameOf(state), name, StringComparison.OrdinalIgnoreCase));

    private static string? Word(string? text) => text?.Trim() is { Length: > 0 and <= LongestText } word ? word : null;

    private static void AddTo(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }
}
