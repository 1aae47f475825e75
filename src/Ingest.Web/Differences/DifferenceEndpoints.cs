using System.Globalization;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Layout;
using Ingest.Web.Queue;
using Ingest.Web.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Differences;

/// <summary>What a newer reading of an approved report says otherwise: taken over or kept, one by one or by kind.</summary>
internal static class DifferenceEndpoints
{
    public static void MapDifferences(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{id:long}/differences", ShowAsync).RequireAuthorization(Policies.View);
        app.MapPost("/reports/{id:long}/differences", SettleAsync).RequireAuthorization(Policies.Review);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var queue = QueueAddress.Write(QueueAddress.Read(context.Request.Query) with { Offset = 0 });
        if (await store.Reviews.WaitingAsync(id, cancellation) is not { } waiting)
        {
            return await store.Reviews.ReportAsync(id, cancellation) is null
                ? Results.NotFound()
                : Results.LocalRedirect(FormattableString.Invariant($"/reports/{id}{queue}"));
        }

        return Pages.Show<DifferencePage>(context, new { Waiting = waiting, Queue = queue, HasChanged = context.Request.Query.ContainsKey("changed") });
    }

    /// <summary>Every difference must have its decision: nothing is taken over because nobody said anything.</summary>
    private static async Task<IResult> SettleAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var here = FormattableString.Invariant($"/reports/{id}/differences");
        if (!long.TryParse(form["extraction"], NumberStyles.None, CultureInfo.InvariantCulture, out var extraction) ||
            await store.Reviews.WaitingAsync(id, cancellation) is not { } waiting)
        {
            return Results.LocalRedirect(here);
        }

        var decisions = waiting.Differences.Select(difference => (difference.Id, Decision: form["d." + difference.Id].ToString())).ToList();
        if (decisions.Exists(decided => decided.Decision is not ("accept" or "keep")))
        {
            return Results.LocalRedirect(here + "?changed=1");
        }

        var kept = decisions.Where(decided => decided.Decision == "keep").Select(decided => decided.Id).ToHashSet(StringComparer.Ordinal);
        var isSettled = await store.Reviews.SettleAsync(id, extraction, new Settlement(context.User.Identity!.Name!, kept), cancellation);
        return Results.LocalRedirect(isSettled ? FormattableString.Invariant($"/reports/{id}?settled=1") : here + "?changed=1");
    }
}
