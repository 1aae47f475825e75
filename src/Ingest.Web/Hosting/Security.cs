using System.Net;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingest.Web.Hosting;

/// <summary>Who is let in, and by which door.</summary>
internal static class Security
{
    public static void AddIngestSecurity(this IServiceCollection services, ServeOptions options)
    {
        services.AddDataProtection().SetApplicationName("ingest");
        services.AddSingleton<DataKeys>().AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            provider => new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<DataKeys>()));
        services.AddSingleton<SessionTickets>().AddSingleton<Auditor>();
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => Cookie(cookie, options));
        if (options.OpenId is { } provider)
        {
            authentication.AddOpenIdConnect(OpenId.Scheme, connect => OpenId.Configure(connect, provider, cookie => Strict(cookie, cookie.Name ?? "ingest_openid.", options)));
        }

        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionTickets>((cookie, tickets) => cookie.SessionStore = tickets);
        services.AddAuthorization(Policies.Add);
        services.AddAntiforgery(forgery =>
        {
            forgery.FormFieldName = Forgeries.Field;
            forgery.HeaderName = Forgeries.Header;
            forgery.SuppressXFrameOptionsHeader = true; // SecurityHeaders says it for every answer.
            Strict(forgery.Cookie, "ingest_form", options);
        });
        services.AddRateLimiter(limiter => RateLimits.Add(limiter, options));
        services.AddHostFiltering(filter => filter.AllowedHosts = options.IsLoopback ? ["localhost", "127.0.0.1", "[::1]"] : ["*"]);
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, options.TrustedProxies));
    }

    private static void Cookie(CookieAuthenticationOptions cookie, ServeOptions options)
    {
        Strict(cookie.Cookie, "ingest_session", options);
        // Strict would log out whoever follows a link from a mail; a foreign post never carries a Lax cookie.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = options.LongestSession;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/login";
        cookie.ReturnUrlParameter = "return";
        // A program is told the status, a person is led to the login.
        cookie.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = async context =>
        {
            await ((Auditor)context.HttpContext.RequestServices.GetService(typeof(Auditor))!).WriteAsync(
                context.HttpContext, "refused", detail: $"{context.Request.Method} {context.Request.Path}");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        };
    }

    private static Task Answer(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    private static void Strict(CookieBuilder cookie, string name, ServeOptions options)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = options.IsLoopback ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }

    private static void Trust(ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in proxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
            else if (IPAddress.TryParse(proxy, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
        }
    }
}
