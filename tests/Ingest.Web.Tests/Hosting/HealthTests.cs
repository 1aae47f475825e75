using System.Net;

namespace Ingest.Web.Tests.Hosting;

/// <summary>What the pages' own server answers to whoever looks after it, without a login.</summary>
public sealed class HealthTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Says_without_a_login_that_it_is_alive_and_ready()
    {
        using var visitor = site.Visit();

        Assert.Equal("{\"alive\":true}\n", await visitor.ReadAsync("/healthz"));
        Assert.Equal("{\"ready\":true}\n", await visitor.ReadAsync("/readyz"));
    }

    [Fact]
    public async Task Does_not_show_its_measures_to_everybody()
    {
        using var visitor = site.Visit();

        using var answer = await visitor.GetAsync("/metrics");

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Is_not_ready_over_a_database_that_a_newer_program_has_migrated_and_names_neither()
    {
        await using var own = await site.StartAsync(Site.Options);
        using var visitor = site.Visit(own.Urls.Single());
        await site.RunAsync("insert into ingest.schema_version (scriptname, applied) values ('9999_of_tomorrow.sql', now())");
        try
        {
            using var answer = await visitor.GetAsync("/readyz");
            var said = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("\"missing\":\"program\"", said, StringComparison.Ordinal);
            Assert.Contains("更新本程序", said, StringComparison.Ordinal);
            Assert.DoesNotContain("9999", said, StringComparison.Ordinal);
        }
        finally
        {
            await site.RunAsync("delete from ingest.schema_version where scriptname = '9999_of_tomorrow.sql'");
        }
    }
}
