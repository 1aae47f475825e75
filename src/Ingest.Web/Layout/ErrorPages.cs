using Microsoft.AspNetCore.Http;

namespace Ingest.Web.Layout;

/// <summary>Every refusal and failure as a page for people; programs get the status alone.</summary>
internal static class ErrorPages
{
    public static async Task WriteAsync(HttpContext context)
    {
        var wantsPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (wantsPage && !context.Response.HasStarted)
        {
            await Pages.Show<ErrorPage>(context, new { Status = context.Response.StatusCode }, context.Response.StatusCode).ExecuteAsync(context);
        }
    }
}
