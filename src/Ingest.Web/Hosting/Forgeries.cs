using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Hosting;

/// <summary>Marks an endpoint that a browser's cookies have no power over, so that it wants no token against forgery.</summary>
public sealed class WithoutForgeryToken;

/// <summary>Whatever changes something must come from a page of ours.</summary>
internal static class Forgeries
{
    public const string Field = "form_token";
    public const string Header = "X-Form-Token";

    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        if (isSafe || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<WithoutForgeryToken>() is not null)
        {
            await next(context);
            return;
        }

        var forgery = (IAntiforgery)context.RequestServices.GetService(typeof(IAntiforgery))!;
        try
        {
            await forgery.ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException refused) when (refused.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        catch (AntiforgeryValidationException)
        {
            await RefuseAsync(context);
            return;
        }

        await next(context);
    }

    private static async Task RefuseAsync(HttpContext context)
    {
        var auditor = (Auditor)context.RequestServices.GetService(typeof(Auditor))!;
        await auditor.WriteAsync(context, "forged", detail: $"{context.Request.Method} {context.Request.Path}");
        var logger = ((ILoggerFactory)context.RequestServices.GetService(typeof(ILoggerFactory))!).CreateLogger("Ingest.Web");
        logger.Refused(context.Request.Method, context.Request.Path, Auditor.AddressOf(context), "no valid form token");
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
    }
}
