using Ingest.Store;
using Ingest.Web.Hosting;
using Ingest.Web.Layout;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Accounts;

/// <summary>Logging in and out, and what an administrator sees of it.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", ShowAsync).AllowAnonymous();
        app.MapPost("/login", LoginAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Logins);
        app.MapGet("/login/openid", EnterElsewhere).AllowAnonymous().RequireRateLimiting(RateLimits.Logins);
        app.MapPost("/logout", LogoutAsync);
        app.MapGet("/accounts", ListAsync).RequireAuthorization(Policies.Administer);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IngestStore store, ServeOptions options, CancellationToken cancellation)
    {
        var returnTo = Local(context.Request.Query["return"]);
        if (context.User.Identity?.IsAuthenticated == true)
        {
            return Results.LocalRedirect(returnTo);
        }

        var hasAccounts = (await store.Accounts.ListAsync(cancellation)).Count > 0;
        return Pages.Show<LoginPage>(context, new
        {
            HasAccounts = hasAccounts || options.OpenId is not null, ReturnTo = returnTo, options.OpenId, IsRefused = context.Request.Query.ContainsKey("refused"),
        });
    }

    private static IResult EnterElsewhere(HttpContext context, ServeOptions options) => options.OpenId is null
        ? Results.NotFound()
        : Results.Challenge(new AuthenticationProperties { RedirectUri = Local(context.Request.Query["return"]) }, [OpenId.Scheme]);

    private static async Task<IResult> LoginAsync(
        HttpContext context, IngestStore store, ServeOptions options, Auditor auditor, ILogger<Auditor> logger, CancellationToken cancellation)
    {
        var form = await context.Request.ReadFormAsync(cancellation);
        string name = form["name"].ToString().Trim(), password = form["password"].ToString(), returnTo = Local(form["return"]);
        var account = name.Length is > 0 and <= 64 ? await store.Accounts.FindAsync(name, cancellation) : null;
        var mayTry = account is { IsEnabled: true } && !(account.LockedUntil > options.Time.GetUtcNow());
        var (isRight, isOutdated) = Passwords.Verify(mayTry ? account : null, password);
        if (!isRight)
        {
            await RefuseAsync(context, mayTry ? account : null, (options.LockOut, auditor, logger), cancellation);
            return Pages.Show<LoginPage>(
                context, new { HasFailed = true, Name = name.Length <= 64 ? name : "", ReturnTo = returnTo, options.OpenId }, StatusCodes.Status401Unauthorized);
        }

        if (isOutdated)
        {
            await store.Accounts.RefreshHashAsync(account!.AccountId, Passwords.Hash(password), cancellation);
        }

        // A session that the browser brought along ends here: nobody can plant one and wait for the login.
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SessionTickets.Principal(account!));
        await auditor.WriteAsync(context, "login", account!.Name);
        return Results.LocalRedirect(returnTo);
    }

    private static async Task RefuseAsync(
        HttpContext context, Account? account, (LockOut LockOut, Auditor Auditor, ILogger Logger) with, CancellationToken cancellation)
    {
        var address = Auditor.AddressOf(context);
        with.Logger.LoginFailed(address);
        if (account is not null && await Store(context).Accounts.FailAsync(account.AccountId, with.LockOut, cancellation))
        {
            with.Logger.Locked(address);
            await with.Auditor.WriteAsync(context, "locked", account.Name);
        }

        // Names that are no account's are not written down: people type their password there.
        await with.Auditor.WriteAsync(context, "login-failed", account?.Name);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, Auditor auditor)
    {
        await auditor.WriteAsync(context, "logout");
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/login");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IngestStore store, CancellationToken cancellation) => Pages.Show<AccountsPage>(context, new
    {
        Accounts = await store.Accounts.ListAsync(cancellation),
        Audit = await store.Accounts.AuditAsync(200, cancellation),
    });

    private static IngestStore Store(HttpContext context) => (IngestStore)context.RequestServices.GetService(typeof(IngestStore))!;

    /// <summary>A path of ours, or the queue: a login never leads elsewhere.</summary>
    private static string Local(string? path) =>
        path is ['/', ..] && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) ? path : "/";
}
