using System.Threading.RateLimiting;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Ingest.Web.Hosting;

/// <summary>How often one account, or one address, may ask.</summary>
internal static class RateLimits
{
    public const string Logins = "logins";

    public static void Add(RateLimiterOptions limiter, ServeOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "10";
            if (HttpMethods.IsPost(rejected.HttpContext.Request.Method))
            {
                await ((Auditor)rejected.HttpContext.RequestServices.GetService(typeof(Auditor))!).WriteAsync(
                    rejected.HttpContext, "too-many", detail: rejected.HttpContext.Request.Path);
            }
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.Identity?.Name is { } name ? "account " + name : "address " + Auditor.AddressOf(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 3 * options.RequestsPerSecond,
                TokensPerPeriod = options.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
        limiter.AddPolicy(Logins, context => RateLimitPartition.GetFixedWindowLimiter(
            Auditor.AddressOf(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.LoginsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }
}
