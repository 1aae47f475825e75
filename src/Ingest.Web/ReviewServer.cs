using System.Text.Encodings.Web;
using System.Text.Unicode;
using Hangfire;
using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Analysis;
using Ingest.Web.Assets;
using Ingest.Web.Differences;
using Ingest.Web.Health;
using Ingest.Web.Heavy;
using Ingest.Web.Hosting;
using Ingest.Web.Jobs;
using Ingest.Web.Operating;
using Ingest.Web.Originals;
using Ingest.Web.Outlines;
using Ingest.Web.Queue;
using Ingest.Web.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingest.Web;

/// <summary>The review pages and the API as one web application: what it is made of, on one screen.</summary>
public static class ReviewServer
{
    /// <summary>Longest body of a request, bytes: a correction of the longest narrative, many times over.</summary>
    private const long LongestBody = 1 << 20;

    /// <summary>Not started; the store stays the caller's.</summary>
    /// <param name="jobs">The workers' queue, where there is one to show.</param>
    /// <param name="retry">Has failures tried again, where somebody can.</param>
    /// <param name="readAnew">Reads a document that a reviewer divided otherwise, where somebody can.</param>
    public static WebApplication Build(ServeOptions options, IngestStore store, PageSource pages, JobStorage? jobs = null, RetryFailures? retry = null, ReadDocumentAnew? readAnew = null)
    {
        // Neither configuration files nor environment: what is served, and where, is said on the command line alone.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Ingest.Web", EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        builder.Logging.AddConsoleLogs().SetMinimumLevel(LogLevel.Warning);
        // Keys in a database that only the server's role may read are as safe as the sessions beside them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It warns of each page that no cache may keep: none of ours may.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Services.AddSingleton(options).AddSingleton(options.Time).AddSingleton(store);
        var readiness = new Readiness(options.Time);
        readiness.Watch(store);
        builder.Services.AddSingleton(readiness);
        builder.Services.AddSingleton(new OperatingDesk(jobs, retry));
        builder.Services.AddSingleton(new OutlineDesk(readAnew));
        builder.Services.AddSingleton(new HeavyWork(options));
        builder.Services.AddSingleton(pages).AddSingleton<PageCache>().AddSingleton<OriginalPictures>();
        // Chinese stands in the pages as itself; all that means something to HTML is escaped as before.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddHangfire(_ => { }); // For its pages alone; the storage is named where they are mapped.
        builder.Services.AddRouting().AddRazorComponents();
        builder.Services.AddIngestSecurity(options);
        var app = builder.Build();
        app.UseIngestPipeline();
        MapAll(app);
        app.MapQueueDashboard(jobs);
        return app;
    }

    /// <summary>A line a folder.</summary>
    private static void MapAll(IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapAssets();
        app.MapAccounts();
        app.MapQueue();
        app.MapReports();
        app.MapDifferences();
        app.MapComparisons();
        app.MapOutlines();
        app.MapOriginals();
        app.MapOperating();
        app.MapAnalysis();
        app.MapApi();
    }
}
