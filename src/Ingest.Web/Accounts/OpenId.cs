using System.Security.Claims;
using System.Text.Json;
using Ingest.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Accounts;

/// <summary>An OpenID Connect provider that vouches for people: their accounts are made when they first come, their role is the provider's word.</summary>
/// <param name="Authority">Its address, below which /.well-known/openid-configuration lies.</param>
/// <param name="RoleClaim">What names a person's groups or roles there.</param>
/// <param name="Roles">Which of its values gives which role; of several the most powerful. Who has none is not let in.</param>
public sealed record OpenIdProvider(
    Uri Authority, string ClientId, string? ClientSecret, string NameClaim, string RoleClaim, IReadOnlyDictionary<string, AccountRole> Roles, string? Label)
{
    /// <summary>A file of ours: {"authority", "clientId", "clientSecret", "nameClaim", "roleClaim", "roles": {"value": "reviewer"}, "label"}.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static OpenIdProvider FromJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var roles = root.GetProperty("roles").EnumerateObject().ToDictionary(
                role => role.Name,
                role => AccountStore.RoleOf(role.Value.GetString() ?? "") ?? throw new FormatException($"roles: {role.Value} is no role"),
                StringComparer.Ordinal);
            return Text("authority") is { } authority && Uri.TryCreate(authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
                ? new OpenIdProvider(
                    uri, Text("clientId") ?? throw new FormatException("clientId is missing"), Text("clientSecret"), Text("nameClaim") ?? "preferred_username",
                    Text("roleClaim") ?? "roles", roles, Text("label"))
                : throw new FormatException("authority must be an https address");

            string? Text(string key) => root.TryGetProperty(key, out var value) ? value.GetString() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }
}

/// <summary>The login by an OpenID Connect provider: code flow with PKCE; all that stays of it is a session like any other.</summary>
internal static class OpenId
{
    public const string Scheme = "openid";
    public const string CallbackPath = "/login/openid/callback";

    public static void Configure(OpenIdConnectOptions connect, OpenIdProvider provider, Action<CookieBuilder> strict)
    {
        connect.Authority = provider.Authority.ToString();
        connect.RequireHttpsMetadata = !provider.Authority.IsLoopback;
        (connect.ClientId, connect.ClientSecret) = (provider.ClientId, provider.ClientSecret);
        (connect.ResponseType, connect.ResponseMode, connect.UsePkce) = ("code", "query", true);
        (connect.MapInboundClaims, connect.SaveTokens) = (false, false);
        connect.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        connect.CallbackPath = CallbackPath;
        connect.ClaimActions.Remove("iss"); // It is dropped otherwise; who somebody is holds for one issuer alone.
        foreach (var cookie in new[] { connect.CorrelationCookie, connect.NonceCookie })
        {
            strict(cookie);
            cookie.SameSite = SameSiteMode.Lax; // The provider's redirect comes from another site.
        }

        // Not when the token's signature holds: only now its nonce was checked, too.
        connect.Events.OnTicketReceived = context => EnterAsync(context, provider);
        connect.Events.OnRemoteFailure = async context =>
        {
            await RefuseAsync(context.HttpContext);
            context.HandleResponse();
        };
    }

    private static async Task EnterAsync(TicketReceivedContext context, OpenIdProvider provider)
    {
        var (http, claims) = (context.HttpContext, context.Principal!);
        var store = http.RequestServices.GetRequiredService<IngestStore>();
        var roles = claims.FindAll(provider.RoleClaim).Select(claim => provider.Roles.TryGetValue(claim.Value, out var role) ? role : (AccountRole?)null).OfType<AccountRole>().ToList();
        var (issuer, subject) = (claims.FindFirstValue("iss"), claims.FindFirstValue("sub"));
        if (roles.Count == 0 || issuer is null || subject is null)
        {
            await RefuseAsync(http);
            context.HandleResponse();
            return;
        }

        var name = claims.FindFirstValue(provider.NameClaim) ?? claims.FindFirstValue("email") ?? subject;
        if (await store.Accounts.EnterAsync(new ExternalIdentity(issuer, subject, name, roles.Max()), http.RequestAborted) is not { IsEnabled: true } account)
        {
            await RefuseAsync(http);
            context.HandleResponse();
            return;
        }

        context.Principal = SessionTickets.Principal(account);
        await http.RequestServices.GetRequiredService<Auditor>().WriteAsync(http, "login", account.Name, "openid");
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        http.RequestServices.GetRequiredService<ILogger<Auditor>>().LoginFailed(Auditor.AddressOf(http));
        await http.RequestServices.GetRequiredService<Auditor>().WriteAsync(http, "login-failed", null, "openid");
        http.Response.Redirect("/login?refused=1");
    }
}
