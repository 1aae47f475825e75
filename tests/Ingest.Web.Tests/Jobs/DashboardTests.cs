using System.Net;
using System.Text.RegularExpressions;

namespace Ingest.Web.Tests.Jobs;

/// <summary>Hangfire's pages over the workers' queue, behind our login.</summary>
public sealed partial class DashboardTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Strangers_are_led_to_the_login()
    {
        using var visitor = site.Visit();

        using var answer = await visitor.GetAsync("/jobs");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/login", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("viewer", "/jobs")]
    [InlineData("reviewer", "/jobs")]
    [InlineData("reviewer", "/jobs/servers")]
    public async Task Who_looks_after_nothing_does_not_see_it(string name, string path)
    {
        using var visitor = await site.VisitAsAsync(name);

        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("administrator")]
    public async Task Operators_see_the_queue_with_scripts_and_styles_from_here_alone(string name)
    {
        using var visitor = await site.VisitAsAsync(name);

        using var answer = await visitor.GetAsync("/jobs");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("/jobs/servers", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", html, StringComparison.OrdinalIgnoreCase);
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]* src=)", html);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//(?!www\\.hangfire\\.io|docs\\.hangfire\\.io)", html);
        foreach (var asset in Assets().Matches(html).Select(match => match.Groups[1].Value))
        {
            using var loaded = await visitor.GetAsync(asset);
            Assert.True(loaded.StatusCode == HttpStatusCode.OK, asset);
        }
    }

    [Fact]
    public async Task Its_posts_are_refused_without_a_token_of_ours_and_taken_with_one()
    {
        using var visitor = await site.VisitAsAsync("operator");

        using var bare = await visitor.PostBareAsync("/jobs/stats", ("metrics[]", "servers:count"));
        using var ours = await visitor.PostAsync("/jobs/stats", "/", ("metrics[]", "servers:count"));

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
    }

    [Fact]
    public async Task The_policy_of_other_pages_stays_as_strict_as_it_was()
    {
        using var visitor = await site.VisitAsAsync("operator");

        using var answer = await visitor.GetAsync("/");

        Assert.DoesNotContain("unsafe", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [GeneratedRegex("<(?:script src|link rel=\"stylesheet\" href)=\"(/[^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assets();
}
