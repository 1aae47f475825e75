using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Analysis;

/// <summary>Charts over what is published.</summary>
internal static class AnalysisEndpoints
{
    public static void MapAnalysis(this IEndpointRouteBuilder app) => app.MapGet(AnalysisAddress.Path, ShowAsync).RequireAuthorization(Policies.View);

    private static async Task<IResult> ShowAsync(HttpContext context, IngestStore store, CancellationToken cancellation)
    {
        var filter = AnalysisAddress.Read(context.Request.Query);
        return Pages.Show<AnalysisPage>(context, new { Filter = filter, Result = await store.AnalyseAsync(filter, cancellation) });
    }
}
