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
    private const int MostBatches = 10;

    public static void MapQueue(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", ShowAsync).RequireAuthorization(Policies.View);
        app.MapPost("/queue/approve", ApproveAsync).RequireAuthorization(Policies.Review);
        app.MapPost("/queue/assign", AssignAsync).RequireAuthorization(Policies.Review);
    }

    /// <summary>Of the reports on the page those without a doubt; whatever got one meanwhile stays open.</summary>
    private static async Task<IResult> ApproveAsync(HttpContext context, IngestStore store, CancellationToken cancellation)
    {
        var (reports, back) = await ReadAsync(context, cancellation);
        await store.Reviews.ApproveCleanAsync(reports, context.User.Identity!.Name!, cancellation);
        return Results.LocalRedirect(back);
    }

    /// <summary>Takes the reports on the page for whoever asks, so that two people do not meet.</summary>
    private static async Task<IResult> AssignAsync(HttpContext context, IngestStore store, CancellationToken cancellation)
    {
        var (reports, back) = await ReadAsync(context, cancellation);
        await store.Reviews.AssignAsync(reports, context.User.Identity!.Name!, context.User.Identity!.Name!, cancellation);
        return Results.LocalRedirect(back);
    }

    private static async Task<(IReadOnlyList<long> Reports, string Back)> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var reports = form["report"].Take(QueueAddress.PageSize).Select(text => long.TryParse(text, out var id) ? id : 0).Where(id => id > 0).ToList();
        return (reports, "/" + QueueAddress.Write(QueueAddress.Read(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form["queue"])))));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IngestStore store, CancellationToken cancellation)
    {
        var filter = QueueAddress.Read(context.Request.Query);
        return Pages.Show<QueuePage>(context, new
        {
            Filter = filter,
            Queue = await store.Reviews.QueueAsync(filter, cancellation),
            WaitingBatches = filter.State == QueueState.Waiting ? (await store.Reviews.WaitingBatchesAsync(cancellation)).Take(MostBatches).ToList() : [],
        });
    }
}
