using System.Security.Claims;
using Ingest.Store;
using Ingest.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Ingest.Web.Layout;

/// <summary>What every page knows of the request that it answers.</summary>
/// <param name="Theme">auto, light or dark.</param>
/// <param name="Address">Path and query, to come back to.</param>
public sealed record PageContext(bool IsChinese, string Theme, string? AccountName, AccountRole? Role, string Address, DateTimeOffset Now)
{
    private readonly HttpContext? context;

    /// <summary>For forms and fetches; asked for only where there is one, since asking sets a cookie.</summary>
    public string FormToken =>
        ((IAntiforgery)context!.RequestServices.GetService(typeof(IAntiforgery))!).GetAndStoreTokens(context).RequestToken!;

    public static PageContext Of(HttpContext context)
    {
        var options = (ServeOptions)context.RequestServices.GetService(typeof(ServeOptions))!;
        return new PageContext(
            Preferences.Language(context, options) == "zh",
            Preferences.Theme(context),
            context.User.Identity?.Name,
            AccountStore.RoleOf(context.User.FindFirstValue(ClaimTypes.Role) ?? ""),
            context.Request.Path + context.Request.QueryString,
            options.Time.GetUtcNow(),
            context);
    }

    private PageContext(bool isChinese, string theme, string? accountName, AccountRole? role, string address, DateTimeOffset now, HttpContext context)
        : this(isChinese, theme, accountName, role, address, now) => this.context = context;

    public string Say(string chinese, string english) => IsChinese ? chinese : english;

    /// <summary>The address of this page with a preference changed.</summary>
    public string With(string preference, string value) =>
        Address + (Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + preference + "=" + value;
}
