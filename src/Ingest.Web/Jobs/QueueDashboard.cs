using Hangfire;
using Hangfire.Dashboard;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Jobs;

/// <summary>
/// Hangfire's own pages over the workers' queue, for operators. They hold style attributes, and so a content policy of their own:
/// scripts from here alone, as everywhere.
/// </summary>
internal static class QueueDashboard
{
    public const string Root = "/jobs";

    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static bool Holds(PathString path) => path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <param name="storage">Null where nobody has a queue to show.</param>
    public static void MapQueueDashboard(this IEndpointRouteBuilder app, JobStorage? storage)
    {
        if (storage is null)
        {
            return;
        }

        // Who may see it is settled by our policy, before Hangfire is asked; posts carry the token that all of ours carry.
        var options = new DashboardOptions
        {
            Authorization = [], AsyncAuthorization = [], AppPath = "/", DashboardTitle = "ingest", DisplayStorageConnectionString = false, FaviconPath = null,
        };
        app.MapHangfireDashboard(Root, options, storage).RequireAuthorization(Policies.Operate);
    }
}
