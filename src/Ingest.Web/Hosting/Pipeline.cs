using Ingest.Store;
using Ingest.Web.Jobs;
using Ingest.Web.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Hosting;

/// <summary>What every request passes, in this order.</summary>
internal static class Pipeline
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void UseIngestPipeline(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.Use(WithHeadersAsync);
        app.UseExceptionHandler(handler => handler.Run(ExplainAsync));
        app.UseStatusCodePages(context => ErrorPages.WriteAsync(context.HttpContext));
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(Forgeries.GuardAsync);
        app.Use(Preferences.KeepAsync);
    }

    private static Task WithHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = QueueDashboard.Holds(context.Request.Path) ? QueueDashboard.ContentPolicy : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store"; // What may be kept says so itself.
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(context);
    }

    /// <summary>Tells the log all, the browser a status and nothing of what happened inside.</summary>
    private static async Task ExplainAsync(HttpContext context)
    {
        await WithHeadersAsync(context, _ => Task.CompletedTask);
        if (context.Features.Get<IExceptionHandlerFeature>()?.Error is not { } trouble)
        {
            return;
        }

        context.Response.StatusCode = trouble switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status400BadRequest, // A form larger, or of more parts, than any of ours.
            StoreException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            ((ILoggerFactory)context.RequestServices.GetService(typeof(ILoggerFactory))!).CreateLogger("Ingest.Web")
                .Failed(trouble, context.Request.Method, context.Request.Path);
        }

        await ErrorPages.WriteAsync(context);
    }
}
