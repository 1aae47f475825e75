using System.Net;
using Ingest.Store.Tests;

namespace Ingest.Web.Tests.Analysis;

public sealed class AnalysisTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Charts_come_with_their_numbers_their_SQL_and_the_reports_that_they_are_made_of()
    {
        await FillAsync();
        using var visitor = await site.VisitAsAsync("viewer");

        var page = await visitor.ReadAsync("/analysis?year=2019");

        Assert.Equal(5, page.Split("data-chart=").Length - 1);
        Assert.Contains("from published.reports r where r.fiscal_year = 2019", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/reports/", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/analysis?year=2019&amp;rule=execution-rate-mismatch\"", page, StringComparison.Ordinal);
        Assert.Contains("上海市教育委员会", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/reports/", await visitor.ReadAsync("/analysis?year=1999"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_from_the_address_is_a_value_and_never_SQL()
    {
        await FillAsync();
        using var visitor = await site.VisitAsAsync("viewer");

        var page = await visitor.ReadAsync("/analysis?unit=" + Uri.EscapeDataString("x' or '1'='1"));

        Assert.DoesNotContain("href=\"/reports/", page, StringComparison.Ordinal);
        Assert.Contains("r.unit = &#x27;x&#x27;&#x27; or &#x27;&#x27;1&#x27;&#x27;=&#x27;&#x27;1&#x27;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/analysis")]
    [InlineData("/api/v1/reports")]
    [InlineData("/api/v1/openapi.json")]
    [InlineData("/api/v1/search?q=完成率")]
    public async Task Nobody_sees_anything_without_a_login(string path)
    {
        using var visitor = site.Visit();

        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task FillAsync()
    {
        if ((await site.Store.StatusAsync()).Reports == 0)
        {
            var batch = await site.StartBatchAsync();
            await site.Store.SaveAsync(Samples.Request(batch, "first", reports: 2));
        }
    }
}
