using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Reports;

/// <summary>What the report page sends while a reviewer works, and what it gets back: the record as it is now, and what is to be said.</summary>
internal static class CorrectionEndpoints
{
    /// <param name="Status">saved, conflict, invalid, approved or missing.</param>
    /// <param name="Html">The record pane, made anew; null where there is no report.</param>
    /// <param name="Current">Of a conflict: the value as it is now.</param>
    private sealed record Answer(string Status, string? Html, string? Revision, string? Message, string? Current, string? Key);

    private const int LongestReason = 500;

    public static void MapCorrections(this IEndpointRouteBuilder reports)
    {
        reports.MapPost("/values", CorrectAsync).RequireAuthorization(Policies.Review);
        reports.MapPost("/read", BoxEndpoints.ReadAsync).RequireAuthorization(Policies.Review);
        reports.MapPost("/rows", ChangeRowAsync).RequireAuthorization(Policies.Review);
        reports.MapPost("/undo", UndoAsync).RequireAuthorization(Policies.Review);
        reports.MapPost("/assign", AssignAsync).RequireAuthorization(Policies.Review);
    }

    private static async Task<IResult> CorrectAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (!ValueKeys.TryParse(form["key"].ToString(), out var row, out var field) || field.Length == 0)
        {
            return Results.BadRequest();
        }

        var reason = form["reason"].ToString().Trim();
        var answer = await store.Reviews.CorrectAsync(
            new CorrectionRequest(
                id, context.User.Identity!.Name!, row, field, form["expected"].ToString().ReplaceLineEndings("\n"), form["typed"].ToString(),
                reason.Length is 0 or > LongestReason ? null : reason) { Place = ReadPlaces.Of(form) },
            cancellation);
        return await AnswerAsync(context, answer, form["key"].ToString());
    }

    private static async Task<IResult> ChangeRowAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        if (!ValueKeys.TryParse(form["key"].ToString(), out var row, out _) || row is null || !Enum.TryParse<RowChangeKind>(form["change"], out var kind))
        {
            return Results.BadRequest();
        }

        var answer = await store.Reviews.ChangeRowAsync(new RowChange(id, context.User.Identity!.Name!, row, kind), cancellation);
        var key = kind == RowChangeKind.AddBelow && answer.CorrectionId is { } added ? ValueKeys.Of(new RowAnchor(row.List, 0, null, null, added), "name") : null;
        return await AnswerAsync(context, answer, key);
    }

    private static async Task<IResult> UndoAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var which = long.TryParse(form["correction"], out var number) ? number : (long?)null;
        return await AnswerAsync(context, await store.Reviews.UndoAsync(id, context.User.Identity!.Name!, which, cancellation), null);
    }

    /// <summary>Takes the report for whoever asks, or gives it back where it is theirs already.</summary>
    private static async Task<IResult> AssignAsync(HttpContext context, long id, IngestStore store, CancellationToken cancellation)
    {
        var me = context.User.Identity!.Name!;
        if (await store.Reviews.ReportAsync(id, cancellation) is not { } report)
        {
            return Results.NotFound();
        }

        await store.Reviews.AssignAsync([id], report.State.AssignedTo == me ? null : me, me, cancellation);
        return await AnswerAsync(context, new CorrectionAnswer(CorrectionStatus.Saved, await store.Reviews.ReportAsync(id, cancellation)), null);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, CorrectionAnswer answer, string? key)
    {
        if (answer.Report is not { } report)
        {
            return Results.NotFound();
        }

        var page = PageContext.Of(context);
        var view = new ReportView(report, page);
        var current = answer.Status == CorrectionStatus.Conflict ? view.All.FirstOrDefault(value => value.Key == key)?.Text : null;
        return Results.Json(
            new Answer(answer.Status.ToString().ToLowerInvariant(), await RenderAsync(context, page, view), report.Revision, MessageOf(answer, page), current, key),
            statusCode: answer.Status switch
            {
                CorrectionStatus.Saved => StatusCodes.Status200OK,
                CorrectionStatus.Invalid => StatusCodes.Status422UnprocessableEntity,
                CorrectionStatus.Missing => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status409Conflict,
            });
    }

    private static async Task<string> RenderAsync(HttpContext context, PageContext page, ReportView view)
    {
        await using var renderer = new HtmlRenderer(context.RequestServices, (ILoggerFactory)context.RequestServices.GetService(typeof(ILoggerFactory))!);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Context"] = page, ["View"] = view });
            return (await renderer.RenderComponentAsync<RecordPane>(parameters)).ToHtmlString();
        });
    }

    private static string? MessageOf(CorrectionAnswer answer, PageContext page) => answer switch
    {
        { Status: CorrectionStatus.Invalid, Kind: { } kind } => Wanted(kind, page),
        { Status: CorrectionStatus.Conflict, Theirs: { } theirs } => page.Say(
            $"{theirs.By} 于 {theirs.At.ToLocalTime():HH:mm:ss} 更正", $"by {theirs.By} at {theirs.At.ToLocalTime():HH:mm:ss}"),
        { Status: CorrectionStatus.Conflict } => page.Say("更正已撤销，或文件已重新提取", "A correction was taken back, or the document was read anew"),
        _ => null,
    };

    private static string Wanted(FieldKind kind, PageContext page) => kind switch
    {
        FieldKind.Amount => page.Say("不是金额，例如 9,690,000.00 或 969万元", "Not an amount, such as 9,690,000.00 or 969万元"),
        FieldKind.Rate => page.Say("不是百分比，例如 99.9%", "Not a rate, such as 99.9%"),
        FieldKind.Date => page.Say("不是日期，例如 2019-01-31 或 2019年1月", "Not a date, such as 2019-01-31 or 2019年1月"),
        FieldKind.Year => page.Say("不是年度，例如 2019", "Not a year, such as 2019"),
        FieldKind.Choice => page.Say("请填 是 或 否", "Write 是 (yes) or 否 (no)"),
        FieldKind.Number => page.Say("不是数字，例如 4.5", "Not a number, such as 4.5"),
        _ => page.Say("内容无法识别", "This cannot be read"),
    };
}
