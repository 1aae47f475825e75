using System.Net;
using Ingest.Store;

namespace Ingest.Web.Tests.Accounts;

public sealed class LoginTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_stranger_is_led_to_the_login_and_then_to_where_he_wanted()
    {
        using var visitor = site.Visit();

        using var led = await visitor.GetAsync("/?state=approved");
        using var answer = await visitor.LoginAsync("reviewer", Site.Password, "/?state=approved");

        Assert.EndsWith("/login?return=%2F%3Fstate%3Dapproved", led.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/?state=approved", answer.Headers.Location!.ToString());
        Assert.Contains("reviewer", await visitor.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_login_leads_nowhere_else(string returnTo)
    {
        using var visitor = site.Visit();

        using var answer = await visitor.LoginAsync("viewer", Site.Password, returnTo);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("reviewer", "wrong password")]
    [InlineData("nobody", Site.Password)]
    [InlineData("' or 1=1 --", Site.Password)]
    [InlineData("reviewer", "")]
    public async Task A_wrong_name_or_password_is_answered_alike(string name, string password)
    {
        using var visitor = site.Visit();

        using var answer = await visitor.LoginAsync(name, password);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("用户名或密码不正确", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(visitor.Session);
    }

    [Fact]
    public async Task Guessing_locks_the_account_for_a_while_even_for_the_right_password()
    {
        await site.AddAccountAsync("guessed", AccountRole.Viewer);
        using var visitor = site.Visit();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await visitor.LoginAsync("guessed", "guess number " + attempt);
        }

        using var answer = await visitor.LoginAsync("guessed", Site.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(await site.Store.Accounts.AuditAsync(50), entry => entry is { Event: "locked", Account: "guessed" });
    }

    [Fact]
    public async Task One_address_may_not_try_many_logins()
    {
        await using var strict = await site.StartAsync(Site.Options with { LoginsPerMinute = 3 });
        using var visitor = site.Visit(strict.Urls.Single());
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            answers.Add((await visitor.LoginAsync("nobody" + attempt, "wrong password")).StatusCode);
        }

        Assert.Equal(3, answers.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(2, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_session_that_was_planted_before_the_login_is_no_session_after_it()
    {
        using var attacker = await site.VisitAsAsync("viewer");
        var planted = attacker.Session!.Value;
        await attacker.PostAsync("/logout", "/");
        using var victim = site.Visit();
        victim.Cookies.Add(victim.Site, new Cookie("ingest_session", planted, "/"));

        using var login = await victim.LoginAsync("reviewer", Site.Password);
        attacker.Cookies.Add(attacker.Site, new Cookie("ingest_session", planted, "/"));
        using var replay = await attacker.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        Assert.NotEqual(planted, victim.Session!.Value);
        Assert.StartsWith("/login", replay.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_was_stolen_ends_with_the_logout()
    {
        using var visitor = await site.VisitAsAsync("viewer");
        using var thief = site.Visit();
        thief.Cookies.Add(thief.Site, new Cookie("ingest_session", visitor.Session!.Value, "/"));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/")).StatusCode);

        await visitor.PostAsync("/logout", "/");

        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_sessions_and_a_new_role_holds_at_once()
    {
        await site.AddAccountAsync("changing", AccountRole.Viewer);
        using var visitor = await site.VisitAsAsync("changing");

        await site.Store.Accounts.SetRoleAsync("changing", AccountRole.Administrator);
        using var asAdministrator = await visitor.GetAsync("/accounts");
        await site.Store.Accounts.SetEnabledAsync("changing", false);
        using var disabled = await visitor.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, asAdministrator.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, disabled.StatusCode);
    }

    [Fact]
    public async Task Passwords_and_tokens_lie_in_the_database_as_hashes_alone()
    {
        using var visitor = await site.VisitAsAsync("operator");

        var account = await site.Store.Accounts.FindAsync("OPERATOR");

        Assert.DoesNotContain(Site.Password, account!.PasswordHash, StringComparison.Ordinal);
        Assert.True(account.PasswordHash.Length > 60);
        Assert.True(visitor.Session!.HttpOnly);
    }
}
