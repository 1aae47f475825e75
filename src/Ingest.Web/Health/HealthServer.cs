using Ingest.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Health;

/// <summary>A port of its own for those who look after a process: nothing on it but its health, and what it measures.</summary>
public static class HealthServer
{
    /// <summary>Not started.</summary>
    /// <param name="more">What else stands at the port.</param>
    public static WebApplication Build(string url, Readiness readiness, Action<WebApplication> more)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Ingest.Web", EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 100;
        });
        builder.Logging.AddConsoleLogs().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(readiness).AddRouting();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        app.MapHealth();
        more(app);
        return app;
    }
}
