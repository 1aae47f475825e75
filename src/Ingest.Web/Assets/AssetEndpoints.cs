using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Assets;

/// <summary>Styles and scripts: for everybody, the login page has them, too.</summary>
internal static class AssetEndpoints
{
    public static void MapAssets(this IEndpointRouteBuilder app) => app.MapGet("/assets/{version}/{name}", Give).AllowAnonymous();

    private static IResult Give(HttpContext context, string version, string name)
    {
        if (Asset.Find(name) is not { } asset)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = asset.Version == version ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(asset.Content, asset.Type);
    }
}
