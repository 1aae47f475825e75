using System.Globalization;
using Ingest.Core.Corrections;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Heavy;
using Ingest.Web.Layout;
using Ingest.Web.Originals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Differences;

/// <summary>Two readings held against each other, to look at: of one document, or of all that a batch read. Nothing is decided here.</summary>
internal static class ComparisonEndpoints
{
    public const string Published = "published";

    private const int MostDocuments = 200;

    public static void MapComparisons(this IEndpointRouteBuilder app)
    {
        app.MapGet("/documents/{sha256}/compare", DocumentAsync).RequireAuthorization(Policies.View);
        app.MapGet("/runs/{batch:long}", RunAsync).RequireAuthorization(Policies.View);
    }

    /// <summary>Of one document: a and b are numbers of its extractions, or "published".</summary>
    private static async Task<IResult> DocumentAsync(HttpContext context, string sha256, IngestStore store, CancellationToken cancellation)
    {
        if (!Original.IsSha256(sha256) || await store.Reviews.ExtractionsAsync(sha256, cancellation) is not { } document)
        {
            return Results.NotFound();
        }

        // The newest against the one before it; the only one against what reviewers made of it.
        var newest = document.Extractions[0];
        var before = Side(context.Request.Query["a"], document) ?? Name(document.Extractions.ElementAtOrDefault(1) ?? newest);
        var after = Side(context.Request.Query["b"], document) ?? (document.Extractions.Count > 1 ? Name(newest) : Published);
        ReadingPair? pair = null;
        if (before != after && (document.Reports.Count > 0 || (before != Published && after != Published)))
        {
            await foreach (var found in store.Reviews.PairsAsync(Reading.Parse(before), Reading.Parse(after), cancellation))
            {
                pair = found;
            }
        }

        return Pages.Show<ComparePage>(context, new { Sha256 = sha256, Document = document, Before = before, After = after, Reports = pair?.Differences ?? [], store.Packs });
    }

    /// <summary>Of a batch: against what was read of its documents before, or what is published now.</summary>
    private static async Task<IResult> RunAsync(HttpContext context, long batch, IngestStore store, HeavyWork heavy, CancellationToken cancellation)
    {
        var isPublished = context.Request.Query["against"] == Published;
        Reading before = isPublished ? new Reading.Published() : new Reading.BeforeBatch(batch);
        var page = PageContext.Of(context);
        var comparison = new RunComparison(MostDocuments);
        try
        {
            await heavy.Comparisons.RunAsync(context.User.Identity!.Name!, token => comparison.RunAsync(store, before, new Reading.OfBatch(batch), token), cancellation);
        }
        catch (WorkRefusedException refused) when (refused.Status == StatusCodes.Status503ServiceUnavailable)
        {
            comparison.IsPartial = true; // What was counted until then is shown, and said to be a part.
        }
        catch (WorkRefusedException refused)
        {
            return Pages.Show<RunPage>(context, new { Batch = batch, IsPublished = isPublished, Trouble = refused.Text(page) }, refused.Status);
        }
        catch (ReadingMissingException missing)
        {
            var trouble = missing.Reading is Reading.BeforeBatch
                ? page.Say("此批次的文件此前没有提取过，没有可比较的结果。", "No document of this batch was read before: there is nothing to hold it against.")
                : page.Say("此批次没有提取结果。", "This batch recorded no extraction.");
            return Pages.Show<RunPage>(context, new { Batch = batch, IsPublished = isPublished, Trouble = trouble }, missing.Reading is Reading.OfBatch ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
        }

        return Pages.Show<RunPage>(context, new { Batch = batch, IsPublished = isPublished, Comparison = comparison, store.Packs });
    }

    private static string? Side(string? said, DocumentExtractions document) =>
        said == Published || document.Extractions.Any(extraction => Name(extraction) == said) ? said : null;

    internal static string Name(ExtractionRow extraction) => extraction.ExtractionId.ToString(CultureInfo.InvariantCulture);
}
