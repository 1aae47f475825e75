using System.Globalization;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Operating;

/// <summary>For operators: the batches, what was set aside and why, and who is at work.</summary>
internal static class OperatingEndpoints
{
    private const string Root = "/operating";
    private const int MostFailures = 200;
    private const int LongestReason = 64;

    public static void MapOperating(this IEndpointRouteBuilder app)
    {
        app.MapGet(Root, ShowAsync).RequireAuthorization(Policies.Operate);
        app.MapPost(Root + "/retry", RetryAsync).RequireAuthorization(Policies.Operate);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IngestStore store, OperatingDesk desk, CancellationToken cancellation)
    {
        var query = context.Request.Query;
        var filter = new RowFilter
        {
            BatchId = long.TryParse(query["batch"], NumberStyles.None, CultureInfo.InvariantCulture, out var batch) ? batch : null,
            Reason = Word(query["reason"]),
            Limit = MostFailures + 1,
        };
        var operations = await store.OperationsAsync(cancellation);
        var failures = await store.FailuresAsync(filter, cancellation);
        return Pages.Show<OperatingPage>(context, new
        {
            Operations = operations,
            Failures = failures.Take(MostFailures).ToList(),
            HasMore = failures.Count > MostFailures,
            Filter = filter,
            Queue = await Task.Run(desk.Lengths, cancellation),
            MayRetry = desk.Retry is not null,
            Retried = int.TryParse(query["retried"], NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : (int?)null,
        });
    }

    private static async Task<IResult> RetryAsync(HttpContext context, OperatingDesk desk, Auditor auditor, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (desk.Retry is not { } retry)
        {
            return Results.NotFound();
        }

        // Once begun it goes through, whether or not the browser waits for it.
        var reason = Word(form["reason"]);
        var files = await retry(reason is null ? [] : [reason], CancellationToken.None);
        await auditor.WriteAsync(context, "retry", context.User.Identity!.Name!);
        return Results.LocalRedirect(FormattableString.Invariant($"{Root}?retried={files}"));
    }

    private static string? Word(string? text) => text?.Trim() is { Length: > 0 and <= LongestReason } word ? word : null;
}
