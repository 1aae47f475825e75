using System.Net;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;

namespace Ingest.Web.Tests.Accounts;

/// <summary>The login by an OpenID Connect provider, against a small one of our own.</summary>
public sealed class OpenIdTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private sealed record Entered(string? Location);

    private Provider provider = null!;
    private WebApplication server = null!;
    private string url = "";

    public async ValueTask InitializeAsync()
    {
        provider = await Provider.StartAsync();
        var file = $$"""{"authority": "{{provider.Url}}", "clientId": "{{Provider.Client}}", "clientSecret": "{{Provider.Secret}}", "roleClaim": "groups", "roles": {"qa": "reviewer", "staff": "viewer"} }""";
        server = await site.StartAsync(Site.Options with { OpenId = OpenIdProvider.FromJson(file) });
        url = server.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task The_providers_groups_become_a_role_and_another_role_at_the_next_login()
    {
        var first = await EnterAsync("zhao", "赵敏", "qa", "staff");
        Assert.Equal("/analysis", first.Location);
        Assert.Equal("赵敏|reviewer", await AccountAsync("zhao"));

        var later = await EnterAsync("zhao", "赵敏", "staff");
        Assert.Equal("/analysis", later.Location);
        Assert.Equal("赵敏|viewer", await AccountAsync("zhao"));
        Assert.Equal(2, await site.ScalarAsync<long>("select count(*) from ingest_web.audit where event = 'login' and account = '赵敏' and detail = 'openid'"));
    }

    [Fact]
    public async Task Who_has_no_role_there_is_not_let_in()
    {
        var refused = await EnterAsync("qian", "钱进", "canteen");

        Assert.Equal("/login?refused=1", refused.Location);
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from ingest_web.account where subject = 'qian'"));
    }

    [Fact]
    public async Task A_local_account_of_the_same_name_is_not_taken_over()
    {
        Assert.Equal("/analysis", (await EnterAsync("someone", "administrator", "staff")).Location);

        Assert.Equal("administrator@127.0.0.1|viewer", await AccountAsync("someone"));
        Assert.Equal("administrator", await site.ScalarAsync<string>("select role from ingest_web.account where name = 'administrator'"));
    }

    [Fact]
    public async Task A_session_that_the_browser_brought_along_ends()
    {
        using var visitor = site.Visit(url);
        await visitor.LoginAsync("viewer", Site.Password);
        var before = visitor.Session!.Value;

        await EnterAsync(visitor, "sun", "孙立", "qa");

        Assert.Contains("孙立", await visitor.ReadAsync("/"), StringComparison.Ordinal);
        Assert.NotEqual(before, visitor.Session!.Value);
        using var old = new Visitor(url);
        old.Cookies.Add(new Cookie("ingest_session", before, "/", "127.0.0.1"));
        using var answer = await old.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_disabled_account_stays_out_and_no_password_opens_it()
    {
        await EnterAsync("zhou", "周平", "qa");
        using var visitor = site.Visit(url);
        using var byPassword = await visitor.LoginAsync("周平", "");
        await site.Store.Accounts.SetEnabledAsync("周平", false);

        Assert.Equal(HttpStatusCode.Unauthorized, byPassword.StatusCode);
        Assert.Equal("/login?refused=1", (await EnterAsync("zhou", "周平", "qa")).Location);
    }

    [Fact]
    public async Task A_token_of_a_foreign_key_or_for_another_question_is_refused()
    {
        provider.SignsWithAForeignKey = true;
        Assert.Equal("/login?refused=1", (await EnterAsync("li", "李四", "qa")).Location);

        (provider.SignsWithAForeignKey, provider.ForgetsTheNonce) = (false, true);
        Assert.Equal("/login?refused=1", (await EnterAsync("li", "李四", "qa")).Location);
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from ingest_web.account where subject = 'li'"));
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_is_refused_and_a_return_leads_nowhere_else()
    {
        using var visitor = site.Visit(url);
        using var forged = await visitor.GetAsync("/login/openid/callback?code=1&state=2");
        Assert.Equal("/login?refused=1", forged.Headers.Location?.ToString());

        provider.Claims = new() { ["sub"] = "wu", ["preferred_username"] = "吴用", ["groups"] = new[] { "qa" } };
        Assert.Equal("/", await FollowAsync(visitor, "/login/openid?return=" + Uri.EscapeDataString("//evil.example/")));
    }

    [Fact]
    public async Task Nobody_elsewhere_is_asked_unless_it_is_said_who()
    {
        using var visitor = site.Visit();
        using var answer = await visitor.GetAsync("/login/openid");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("/login/openid", await visitor.ReadAsync("/login"), StringComparison.Ordinal);
        using var asking = site.Visit(url);
        Assert.Contains("/login/openid", await asking.ReadAsync("/login"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"authority": "http://idp.example", "clientId": "x", "roles": {}}""")]
    [InlineData("""{"authority": "https://idp.example", "roles": {}}""")]
    [InlineData("""{"authority": "https://idp.example", "clientId": "x", "roles": {"a": "king"}}""")]
    [InlineData("""{"authority": "https://idp.example", "clientId": "x"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_names_no_provider_is_refused(string text) => Assert.Throws<FormatException>(() => OpenIdProvider.FromJson(text));

    private async Task<Entered> EnterAsync(string subject, string name, params string[] groups)
    {
        using var visitor = site.Visit(url);
        return new Entered(await EnterAsync(visitor, subject, name, groups));
    }

    private Task<string?> EnterAsync(Visitor visitor, string subject, string name, params string[] groups)
    {
        provider.Claims = new() { ["sub"] = subject, ["preferred_username"] = name, ["groups"] = groups };
        return FollowAsync(visitor, "/login/openid?return=/analysis");
    }

    /// <summary>From our page to the provider, back to us; gives back where we then lead.</summary>
    private static async Task<string?> FollowAsync(Visitor visitor, string path)
    {
        using var away = await visitor.GetAsync(path);
        using var elsewhere = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await elsewhere.GetAsync(away.Headers.Location);
        using var answer = await visitor.GetAsync(back.Headers.Location!.PathAndQuery);
        return answer.Headers.Location?.ToString();
    }

    private Task<string> AccountAsync(string subject) => site.ScalarAsync<string>($"select name || '|' || role from ingest_web.account where subject = '{subject}'");
}
