using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingest.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Health;

/// <summary>
/// <c>/healthz</c> and <c>/readyz</c> for whoever looks after processes: without a login, and without a word of where the
/// database is, what it said, or what is in it.
/// </summary>
public static class HealthEndpoints
{
    public const string Alive = "/healthz";
    public const string Ready = "/readyz";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Read by people with curl.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet(Alive, () => Show(StatusCodes.Status200OK, new { Alive = true })).AllowAnonymous().DisableRateLimiting();
        app.MapGet(Ready, ReadyAsync).AllowAnonymous().DisableRateLimiting();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken cancellation) => Missing(await readiness.AskAsync(cancellation)) is { } missing
        ? Show(StatusCodes.Status503ServiceUnavailable, new { Ready = false, missing.Missing, missing.Message, missing.MessageZh })
        : Show(StatusCodes.Status200OK, new { Ready = true });

    private static (string Missing, string Message, string MessageZh)? Missing(StoreReadiness state) => state switch
    {
        StoreReadiness.Unreachable => ("database", "the database cannot be reached; see ingest doctor", "数据库无法连接；请执行 ingest doctor"),
        StoreReadiness.Behind => ("schema", "the database lacks migrations of this program; run ingest db migrate", "数据库结构落后于本程序；请执行 ingest db migrate"),
        StoreReadiness.Ahead => ("program", "a newer program has migrated the database; update this one", "数据库已被更新版本的程序升级；请更新本程序"),
        _ => null,
    };

    private static IResult Show(int status, object what) => Results.Text(JsonSerializer.Serialize(what, Format) + "\n", "application/json", statusCode: status);
}
