using System.Net;
using System.Net.Http.Headers;

namespace Ingest.Web.Tests.Hosting;

public sealed class HardeningTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/login")]
    [InlineData("/nothing-here")]
    [InlineData("/assets/0/app.css")]
    public async Task Every_answer_forbids_scripts_and_styles_of_others_and_frames(string path)
    {
        using var visitor = site.Visit();

        using var answer = await visitor.GetAsync(path);

        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task No_page_holds_a_script_or_a_style_of_its_own()
    {
        using var visitor = await site.VisitAsAsync("administrator");

        foreach (var page in new[] { "/", "/analysis", "/accounts" })
        {
            var html = await visitor.ReadAsync(page);
            Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("<script(?![^>]* src=)", html);
            Assert.DoesNotMatch("<[^>]+ (style|on[a-z]+)=", html);
        }
    }

    [Fact]
    public async Task A_post_without_a_token_of_ours_is_refused_and_written_down()
    {
        using var visitor = await site.VisitAsAsync("reviewer");

        using var bare = await visitor.PostBareAsync("/logout");
        using var foreign = await visitor.PostBareAsync("/logout", ("form_token", "CfDJ8forged"));

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        Assert.Contains(await site.Store.Accounts.AuditAsync(50), entry => entry is { Event: "forged", Account: "reviewer" });
    }

    [Fact]
    public async Task A_token_of_one_account_is_worth_nothing_for_another()
    {
        using var mine = await site.VisitAsAsync("reviewer");
        using var yours = await site.VisitAsAsync("viewer");

        using var answer = await mine.PostBareAsync("/logout", ("form_token", await yours.TokenAsync("/")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_larger_than_any_form_is_refused()
    {
        using var visitor = await site.VisitAsAsync("reviewer");

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("padding", new string('x', 2 << 20)), KeyValuePair.Create("form_token", await visitor.TokenAsync("/"))]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/logout") { Content = form };
        // Asks before it sends the body: else the refusal may come while that is still written, and breaks the connection.
        request.Headers.ExpectContinue = true;
        using var answer = await visitor.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("reviewer")]
    [InlineData("operator")]
    public async Task Accounts_and_the_audit_log_are_for_administrators(string name)
    {
        using var visitor = await site.VisitAsAsync(name);

        using var answer = await visitor.GetAsync("/accounts");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("<table", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await site.Store.Accounts.AuditAsync(50), entry => entry.Event == "refused" && entry.Account == name);
    }

    [Fact]
    public async Task A_program_without_a_login_is_told_so_by_the_status()
    {
        using var visitor = site.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_foreign_host_name_does_not_reach_the_pages_of_this_machine()
    {
        using var visitor = site.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login");
        request.Headers.Host = "rebound.example";

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_often_waits()
    {
        await using var strict = await site.StartAsync(Site.Options with { RequestsPerSecond = 2 });
        using var visitor = site.Visit(strict.Urls.Single());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.GetAsync("/login")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/assets/x/..%2f..%2fIngest.Web.dll")]
    [InlineData("/assets/x/%2e%2e%2fapp.css")]
    [InlineData("/../../etc/passwd")]
    public async Task Tricks_with_paths_find_nothing(string path)
    {
        using var visitor = await site.VisitAsAsync("administrator");

        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
