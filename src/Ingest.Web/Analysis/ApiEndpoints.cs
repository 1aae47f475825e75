using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ingest.Store;
using Ingest.Store.Exporting;
using Ingest.Store.Searching;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Analysis;

/// <summary>The published views over HTTP: paged as JSON, or streamed whole as JSON Lines or CSV. /api/v1/openapi.json describes it.</summary>
internal static class ApiEndpoints
{
    internal const string Root = "/api/v1";
    internal const int LargestPage = 1000;
    private const int UsualPage = 100;

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).RequireAuthorization(Policies.View);
        api.MapGet("/openapi.json", DescribeAsync);
        api.MapGet("/search", SearchAsync);
        api.MapGet("/{view}", GiveAsync);
    }

    private static async Task<IResult> DescribeAsync(HttpContext context, IngestStore store, CancellationToken cancellation) =>
        Tagged(context, OpenApi.Describe(await store.DictionaryAsync(cancellation)));

    private static async Task<IResult> SearchAsync(HttpContext context, IngestStore store, CancellationToken cancellation)
    {
        var query = context.Request.Query;
        try
        {
            var hits = await store.SearchAsync(
                new SearchRequest(query["q"].ToString())
                {
                    Kinds = [.. query["in"].OfType<string>().Where(kind => SearchRequest.AllKinds.Contains(kind, StringComparer.Ordinal))],
                    Years = Years(query), Unit = Word(query, "unit"), Limit = Number(query, "limit", UsualPage, 1, LargestPage),
                },
                cancellation);
            return Tagged(context, JsonSerializer.Serialize(new { hits }, JsonSerializerOptions.Web));
        }
        catch (SearchTermException problem)
        {
            return Results.Problem(problem.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> GiveAsync(HttpContext context, string view, IngestStore store, CancellationToken cancellation)
    {
        if (!IngestStore.ExportViews.Contains(view, StringComparer.Ordinal))
        {
            return Results.NotFound();
        }

        var query = context.Request.Query;
        var filter = Filter(query);
        return query["format"].ToString() switch
        {
            "" or "json" => await PageAsync(context, view, filter, store, cancellation),
            "jsonl" => Stream(store, view, filter, ExportFormat.Jsonl, "application/x-ndjson"),
            "csv" => Stream(store, view, filter, ExportFormat.Csv, "text/csv; charset=utf-8"),
            _ => Results.Problem("format is json, jsonl or csv", statusCode: StatusCodes.Status400BadRequest),
        };
    }

    private static async Task<IResult> PageAsync(HttpContext context, string view, ExportFilter filter, IngestStore store, CancellationToken cancellation)
    {
        var window = new ExportWindow(Number(context.Request.Query, "offset", 0, 0, int.MaxValue), Number(context.Request.Query, "limit", UsualPage, 1, LargestPage));
        await using var lines = new MemoryStream();
        var total = new Total();
        await using (var writer = ExportFormat.Jsonl.Writer(lines))
        {
            await store.ExportAsync([view], filter, _ => writer, total, window, cancellation);
        }

        var rows = Encoding.UTF8.GetString(lines.ToArray()).TrimEnd('\n').Replace("\n", ",\n", StringComparison.Ordinal);
        var next = window.Offset + window.Limit < total.Rows ? Next(context.Request, window) : null;
        return Tagged(context, string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"view\":\"{view}\",\"total\":{total.Rows},\"offset\":{window.Offset},\"limit\":{window.Limit},\"next\":{JsonSerializer.Serialize(next)},\"rows\":[\n{rows}\n]}}"));
    }

    /// <summary>Rows go out as they come in; an answer that ends early was broken off.</summary>
    private static IResult Stream(IngestStore store, string view, ExportFilter filter, ExportFormat format, string type) => Results.Stream(
        async body =>
        {
            await using var writer = format.Writer(body);
            await store.ExportAsync([view], filter, _ => writer);
        },
        type, $"{view}.{format.Extension()}");

    /// <summary>The answer, or that what the client has is still right.</summary>
    private static IResult Tagged(HttpContext context, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.Headers.IfNoneMatch.Contains(tag, StringComparer.Ordinal)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, "application/json; charset=utf-8");
    }

    private static ExportFilter Filter(IQueryCollection query) => new()
    {
        Years = Years(query),
        Unit = Word(query, "unit"),
        Form = Word(query, "form"),
        Grade = Word(query, "grade"),
        Since = DateTimeOffset.TryParse(query["since"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) ? since : null,
        Batch = long.TryParse(query["batch"], NumberStyles.None, CultureInfo.InvariantCulture, out var batch) ? batch : null,
        ReportId = long.TryParse(query["report"], NumberStyles.None, CultureInfo.InvariantCulture, out var report) ? report : null,
    };

    private static string Next(HttpRequest request, ExportWindow window)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key is not ("offset" or "limit")))
        {
            { "offset", (window.Offset + window.Limit).ToString(CultureInfo.InvariantCulture) },
            { "limit", window.Limit.ToString(CultureInfo.InvariantCulture) },
        };
        return request.Path + query.ToQueryString();
    }

    private static IReadOnlyList<int> Years(IQueryCollection query) =>
        [.. query["year"].Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : (int?)null).OfType<int>()];

    private static string? Word(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } word ? word : null;

    private static int Number(IQueryCollection query, string name, int usual, int least, int most) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, least, most) : usual;

    private sealed class Total : IProgress<ExportProgress>
    {
        public long Rows { get; private set; }

        public void Report(ExportProgress value) => Rows = value.Total;
    }
}
