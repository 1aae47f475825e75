using System.Globalization;
using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Heavy;
using Ingest.Web.Layout;
using Ingest.Web.Originals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Outlines;

/// <summary>Where the reports of a document begin, and by which form each is read: a correction of the whole document.</summary>
internal static class OutlineEndpoints
{
    private const int MostMarks = 500;

    public static void MapOutlines(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reports/{id:long}/outline", ShowAsync).RequireAuthorization(Policies.View);
        app.MapPost("/reports/{id:long}/outline", SetAsync).RequireAuthorization(Policies.Review);
    }

    private static Task<IResult> ShowAsync(HttpContext context, long id, IngestStore store, OriginalPictures originals, OutlineDesk desk, CancellationToken cancellation) =>
        PageAsync(context, id, (store, originals, desk), null, cancellation);

    private static async Task<IResult> PageAsync(
        HttpContext context, long id, (IngestStore Store, OriginalPictures Originals, OutlineDesk Desk) with, string? trouble, CancellationToken cancellation,
        int troubled = StatusCodes.Status422UnprocessableEntity)
    {
        if (await with.Store.Reviews.OutlineAsync(id, cancellation) is not { } outline || await with.Store.Reviews.ReportAsync(id, cancellation) is not { } report)
        {
            return Results.NotFound();
        }

        return Pages.Show<OutlinePage>(
            context,
            new
            {
                Report = report,
                Outline = outline,
                Forms = with.Store.Packs.Select(pack => (pack.Form, Title: TitleOf(pack))).ToList(),
                IsThere = with.Originals.MayBeThere(report.Key.Sha256, report.Paths),
                CanRead = with.Desk.Read is not null,
                Trouble = trouble,
            },
            trouble is null ? StatusCodes.Status200OK : troubled);
    }

    private static async Task<IResult> SetAsync(HttpContext context, long id, IngestStore store, OriginalPictures originals, OutlineDesk desk, HeavyWork heavy, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        var page = PageContext.Of(context);
        if (await store.Reviews.OutlineAsync(id, cancellation) is not { } before || await store.Reviews.ReportAsync(id, cancellation) is not { } report)
        {
            return Results.NotFound();
        }

        var isWithdrawn = form.ContainsKey("withdraw");
        var outline = isWithdrawn ? null : Read(form, report, store.Packs);
        var trouble = before.Approved.Count > 0 ? page.Say("文件中有已批准的报告，请先重新打开。", "A report of this file is approved; open it again first.")
            : desk.Read is null ? page.Say("本服务不能重新提取文件。", "This server cannot read documents again.")
            : !isWithdrawn && outline is null ? page.Say("请至少留一份报告，起点须在文件之内且不重复。", "Keep at least one report; each must begin within the file, no two in one place.")
            : null;
        if (trouble is not null)
        {
            return await PageAsync(context, id, (store, originals, desk), trouble, cancellation);
        }

        ReadAnew read;
        try
        {
            read = await heavy.Rereads.RunAsync(context.User.Identity!.Name!, token => desk.Read!(report.Key.Sha256, report.Paths, outline, token), cancellation);
        }
        catch (WorkRefusedException refused)
        {
            return await PageAsync(context, id, (store, originals, desk), refused.Text(page), cancellation, refused.Status);
        }
        catch (PageUnavailableException)
        {
            return await PageAsync(context, id, (store, originals, desk), page.Say("按此划分无法提取，或原件不在；未作更改。", "The file cannot be read so, or its original is gone; nothing was changed."), cancellation);
        }

        var found = outline ?? Outline.Of(read.Extraction.Reports, read.Extraction.Kind);
        var status = await store.Reviews.SetOutlineAsync(
            new OutlineRequest(id, context.User.Identity!.Name!, outline, found, Number(form["revision"]) ?? -1, form["reason"].ToString() is { Length: > 0 and <= 500 } reason ? reason : null), cancellation);
        if (status != CorrectionStatus.Saved)
        {
            return await PageAsync(context, id, (store, originals, desk), page.Say("他人刚刚更改了划分或批准了报告，请再看一遍。", "Somebody has just divided it otherwise, or approved a report; look once more."), cancellation);
        }

        // What is decided is carried out, whether or not the browser still waits.
        await SaveAsync(store, read);
        var ordinal = before.Outline.OrdinalsIn(found).ElementAtOrDefault(report.Read.Key.Ordinal - 1) ?? 1;
        var there = await store.Reviews.ReportOfAsync(report.Key.DocumentId, Math.Min(ordinal, read.Extraction.Reports.Count), CancellationToken.None);
        return Results.LocalRedirect(there is { } next ? FormattableString.Invariant($"/reports/{next}?outlined=1") : "/");
    }

    private static async Task SaveAsync(IngestStore store, ReadAnew read)
    {
        var batch = await store.StartBatchAsync(new BatchStart("outline", [read.File.Path], read.Version), CancellationToken.None);
        var end = BatchEnd.Stopped;
        try
        {
            await store.SaveAsync(new SaveRequest(batch, read.File, read.Extraction, read.Version, read.Duration) { Json = read.Json, IsToBePublished = true }, CancellationToken.None);
            end = BatchEnd.Finished;
        }
        finally
        {
            await store.FinishBatchAsync(batch, end, CancellationToken.None);
        }
    }

    /// <summary>Null where it makes no sense.</summary>
    private static Outline? Read(IFormCollection form, ReviewReport report, IReadOnlyList<FormPack> packs)
    {
        List<OutlineMark> marks = [];
        for (var at = 0; at < MostMarks && form.ContainsKey(FormattableString.Invariant($"form.{at}")); at++)
        {
            var (page, line) = (Number(form[FormattableString.Invariant($"page.{at}")]), Number(form[FormattableString.Invariant($"line.{at}")]));
            if (page is null && line is null)
            {
                continue; // An empty row at the foot, or one that was emptied.
            }

            var name = form[FormattableString.Invariant($"form.{at}")].ToString();
            var top = double.TryParse(form[FormattableString.Invariant($"top.{at}")], CultureInfo.InvariantCulture, out var points) && points is > 0 and < 20_000 ? points : 0;
            if ((name.Length > 0 && packs.All(pack => pack.Form != name)) || page is < 1 || page > report.Key.PageCount || line is < 1 or > 10_000_000)
            {
                return null;
            }

            marks.Add(new OutlineMark((int)(page ?? 1), line is null ? top : 0, (int?)line, name.Length == 0 ? null : name));
        }

        marks.Sort();
        var isDouble = marks.Zip(marks.Skip(1)).Any(pair => pair.First.CompareTo(pair.Second) == 0);
        return isDouble || marks.TrueForAll(mark => mark.Form is null) ? null : new Outline(marks);
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string TitleOf(FormPack pack) => pack.Titles is [var title, ..] ? title : pack.Form;
}
