using Ingest.Store;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Originals;

/// <summary>Pictures of pages. An address names content and page, never a path: paths come from the database alone.</summary>
internal static class OriginalEndpoints
{
    private const int MostPages = 100_000;

    public static void MapOriginals(this IEndpointRouteBuilder app) =>
        app.MapGet("/documents/{sha256}/pages/{page:int}", GiveAsync).RequireAuthorization(Policies.View);

    private static async Task<IResult> GiveAsync(
        HttpContext context, string sha256, int page, IngestStore store, OriginalPictures originals, CancellationToken cancellation)
    {
        if (!Original.IsSha256(sha256) || page is < 1 or > MostPages || await store.Reviews.PathsAsync(sha256, cancellation) is not { } paths)
        {
            return Results.NotFound();
        }

        try
        {
            if (await originals.PageAsync(sha256, page, paths, cancellation) is not { } picture)
            {
                return Results.NotFound();
            }

            // The address names the content: the picture never changes.
            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
            return Results.File(picture, "image/png");
        }
        catch (PageUnavailableException)
        {
            return Results.NotFound();
        }
    }
}
