using Ingest.Core.Reports;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Layout;
using Ingest.Web.Originals;
using Ingest.Web.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Reports;

/// <summary>One report: to look at, and its decisions.</summary>
internal static class ReportEndpoints
{
    /// <summary>Lines of a dump that are shown around a report's own.</summary>
    private const int AroundLines = 3;

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports/{id:long}");
        reports.MapGet("", ShowAsync).RequireAuthorization(Policies.View);
        reports.MapGet("/history", HistoryAsync).RequireAuthorization(Policies.View);
        reports.MapPost("/approve", ApproveAsync).RequireAuthorization(Policies.Review);
        reports.MapPost("/reopen", ReopenAsync).RequireAuthorization(Policies.Review);
        reports.MapPost("/version", ChooseVersionAsync).RequireAuthorization(Policies.Review);
        reports.MapCorrections();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, long id, IngestStore store, OriginalPictures originals, CancellationToken cancellation)
    {
        if (await store.Reviews.ReportAsync(id, cancellation) is not { } report)
        {
            return Results.NotFound();
        }

        var page = PageContext.Of(context);
        var filter = QueueAddress.Read(context.Request.Query);
        var query = context.Request.Query;
        var approved = long.TryParse(query["approved"], out var number) ? number : (long?)null;
        var message = query.ContainsKey("changed") ? page.Say("此报告在您打开后有变化，请再看一遍再批准。", "This report has changed since you opened it; look once more before you approve it.")
            : query.ContainsKey("settled") ? page.Say("差异已处理。", "The differences are settled.")
            : query.ContainsKey("outlined") ? page.Say("已按新的边界与表式重新提取。", "Read again by the new boundaries and forms.")
            : approved is not null ? page.Say("上一份已批准。", "The last report was approved.")
            : null;
        return Pages.Show<ReportPage>(context, new
        {
            View = new ReportView(report, page),
            Neighbours = await store.Reviews.NeighboursAsync(filter, id, cancellation),
            Queue = QueueAddress.Write(filter with { Offset = 0 }),
            IsThere = originals.MayBeThere(report.Key.Sha256, report.Paths),
            Lines = report.Key.Kind == "dump" ? await LinesAsync(report, originals, cancellation) : null,
            Versions = await store.Reviews.VersionsAsync(id, cancellation),
            Message = message,
            Approved = approved,
        });
    }

    /// <summary>The lines of a text dump that a report stands on; null where the original is gone.</summary>
    private static async Task<(int First, IReadOnlyList<string> Text)?> LinesAsync(ReviewReport report, OriginalPictures originals, CancellationToken cancellation)
    {
        if (await originals.LinesAsync(report.Key.Sha256, report.Paths, cancellation) is not { } all)
        {
            return null;
        }

        var own = report.Read.Fields.Concat(report.Read.Totals).Concat(report.Read.Indicators.SelectMany(row => row.Cells))
            .Concat((report.Read.Funds ?? []).SelectMany(line => line.Cells))
            .SelectMany(field => field.Evidence.Regions).Select(region => region.Lines).OfType<(int First, int Last)>().ToList();
        var first = own.Count == 0 ? 1 : Math.Max(1, own.Min(lines => lines.First) - AroundLines);
        var last = own.Count == 0 ? all.Count : Math.Min(all.Count, own.Max(lines => lines.Last) + AroundLines);
        return (first, [.. all.Skip(first - 1).Take(last - first + 1)]);
    }

    private static async Task<IResult> ApproveAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var filter = FilterOf(form["queue"]);
        var queue = QueueAddress.Write(filter with { Offset = 0 });
        // Asked before, while the report still has its place in the queue.
        var (_, next) = await store.Reviews.NeighboursAsync(filter, id, cancellation);
        var isApproved = await store.Reviews.ApproveAsync(id, context.User.Identity!.Name!, form["revision"].ToString(), cancellation);
        return (isApproved, next) switch
        {
            (false, _) => Redirect(id, queue, "changed=1"),
            (true, { } following) => Redirect(following, queue, FormattableString.Invariant($"approved={id}")),
            _ => Results.LocalRedirect("/" + queue),
        };
    }

    private static async Task<IResult> ReopenAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        await store.Reviews.ReopenAsync(id, context.User.Identity!.Name!, cancellation);
        return Redirect(id, QueueAddress.Write(FilterOf(form["queue"]) with { Offset = 0 }), null);
    }

    private static async Task<IResult> ChooseVersionAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (!Enum.TryParse<VersionChoice>(form["choice"], ignoreCase: true, out var choice) || !Enum.IsDefined(choice))
        {
            return Results.BadRequest();
        }

        await store.Reviews.ChooseVersionAsync(id, choice, context.User.Identity!.Name!, cancellation: cancellation);
        return Redirect(id, QueueAddress.Write(FilterOf(form["queue"]) with { Offset = 0 }), null);
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        if (await store.Reviews.ReportAsync(id, cancellation) is not { } report)
        {
            return Results.NotFound();
        }

        return Pages.Show<HistoryPage>(context, new
        {
            Id = id,
            report.Key.Sha256,
            Title = report.Corrected.Report.Text("projectName") ?? "",
            Queue = QueueAddress.Write(QueueAddress.Read(context.Request.Query) with { Offset = 0 }),
            Rows = await store.Reviews.HistoryAsync(id, cancellation),
        });
    }

    private static QueueFilter FilterOf(string? query) =>
        QueueAddress.Read(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)));

    private static IResult Redirect(long id, string queue, string? more) => Results.LocalRedirect(
        FormattableString.Invariant($"/reports/{id}{queue}") + (more is null ? "" : (queue.Length == 0 ? "?" : "&") + more));
}
