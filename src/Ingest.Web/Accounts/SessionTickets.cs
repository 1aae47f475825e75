using System.Security.Claims;
using System.Security.Cryptography;
using Ingest.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Ingest.Web.Accounts;

/// <summary>
/// Sessions in the database: the cookie holds a token that nobody can guess, the role is looked up at each request. So a
/// logout ends a stolen cookie, too, and a change of role holds at once.
/// </summary>
internal sealed class SessionTickets(IngestStore store, ServeOptions options) : ITicketStore
{
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var account = long.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);
        await store.Accounts.StartSessionAsync(account, token, options.LongestSession);
        return token;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await store.Accounts.OfSessionAsync(key, options.IdleSession) is not { } account)
        {
            return null;
        }

        return new AuthenticationTicket(Principal(account), CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Whoever comes back from a provider gets a session of his own: one that the browser brought along ends, or it would be gone on with.</summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Request.Path != OpenId.CallbackPath)
        {
            return await RetrieveAsync(key);
        }

        await store.Accounts.EndSessionAsync(key, cancellationToken);
        return null;
    }

    public Task RemoveAsync(string key) => store.Accounts.EndSessionAsync(key);

    public static ClaimsPrincipal Principal(Account account) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, account.Name),
            new Claim(ClaimTypes.Role, AccountStore.NameOf(account.Role)),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));
}
