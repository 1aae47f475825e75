using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Queue;

/// <summary>The reports to be looked at, the riskiest first.</summary>
internal static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder app) =>
        app.MapGet("/", ShowAsync).RequireAuthorization(Policies.View);

    private static async Task<IResult> ShowAsync(HttpContext context, IngestStore store, CancellationToken cancellation)
    {
        var filter = QueueAddress.Read(context.Request.Query);
        return Pages.Show<QueuePage>(context, new { Filter = filter, Queue = await store.Reviews.QueueAsync(filter, cancellation) });
    }
}
