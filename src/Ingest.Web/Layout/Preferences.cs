using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ingest.Web.Layout;

/// <summary>Language and light, chosen by ?lang= and ?theme= on any page and kept in cookies.</summary>
internal static class Preferences
{
    private static readonly Dictionary<string, string[]> Choices = new(StringComparer.Ordinal)
    {
        ["lang"] = ["zh", "en"],
        ["theme"] = ["auto", "light", "dark"],
    };

    public static string Language(HttpContext context, ServeOptions options) => Of(context, "lang") ?? options.Language;

    public static string Theme(HttpContext context) => Of(context, "theme") ?? "auto";

    /// <summary>Keeps what the address says and goes on without it.</summary>
    public static Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var chosen = Choices.Keys.Where(name => request.Query.ContainsKey(name)).ToList();
        if (chosen.Count == 0 || !HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return next(context);
        }

        foreach (var name in chosen.Where(name => Choices[name].Contains(request.Query[name].ToString(), StringComparer.Ordinal)))
        {
            context.Response.Cookies.Append(name, request.Query[name].ToString(), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, IsEssential = true,
            });
        }

        var rest = new QueryBuilder(request.Query.Where(pair => !chosen.Contains(pair.Key, StringComparer.Ordinal)));
        context.Response.Redirect(request.Path + rest.ToQueryString());
        return Task.CompletedTask;
    }

    private static string? Of(HttpContext context, string name) =>
        context.Request.Cookies[name] is { } value && Choices[name].Contains(value, StringComparer.Ordinal) ? value : null;
}
