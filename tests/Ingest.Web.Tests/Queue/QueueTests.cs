using System.Net;
using System.Text.RegularExpressions;
using Ingest.Core.Reports;
using Ingest.Store;
using Ingest.Store.Tests;

namespace Ingest.Web.Tests.Queue;

public sealed class QueueTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Projects = ["课程建设", "实训设备购置", "校园安全改造"];

    private async Task FillAsync()
    {
        var batch = await site.StartBatchAsync();
        for (var at = 0; at < Projects.Length; at++)
        {
            var request = Samples.Request(batch, "queue-" + at, project: Projects[at]);
            var report = request.Extraction.Reports[0];
            // The more findings, the higher.
            report = report with { Findings = [.. Enumerable.Repeat(report.Findings[0], at + 1)] };
            await site.Store.SaveAsync(request with { Extraction = request.Extraction with { Reports = [report] } });
        }
    }

    [Fact]
    public async Task Shows_the_riskiest_first_and_keeps_its_filters_in_the_address()
    {
        await FillAsync();
        using var visitor = await site.VisitAsAsync("viewer");

        var all = await visitor.ReadAsync("/");
        var some = await visitor.ReadAsync("/?q=%E8%AE%BE%E5%A4%87&rule=execution-rate-mismatch");

        // Other tests of the class may have run before, and filled in reports of their own.
        Assert.Equal(
            Projects.Reverse(),
            Regex.Matches(all, "class=\"report-link\"[^>]*>([^<]+)<", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value).Where(Projects.Contains));
        Assert.Contains(Projects[1], some, StringComparison.Ordinal);
        Assert.DoesNotContain(Projects[0], some, StringComparison.Ordinal);
        Assert.Matches("href=\"/reports/[0-9]+\\?rule=execution-rate-mismatch&amp;q=", some);
    }

    [Theory]
    [InlineData("/?state=nonsense&year=x&page=-1")]
    [InlineData("/?page=99999999999999999999")]
    [InlineData("/?q=%25%5F%5C")]
    [InlineData("/?q=%00&rule=%27;drop%20table%20ingest.report")]
    public async Task An_address_that_makes_no_sense_harms_nothing(string path)
    {
        using var visitor = await site.VisitAsAsync("viewer");

        using var answer = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Markup_in_a_name_is_text()
    {
        var batch = await site.StartBatchAsync();
        await site.Store.SaveAsync(Samples.Request(batch, "markup\"><script>alert(1)</script>", project: "<img src=x onerror=alert(1)>"));
        using var visitor = await site.VisitAsAsync("viewer");

        var html = await visitor.ReadAsync("/?q=%3Cimg%20src%3D%22x%22%3E&state=all") + await visitor.ReadAsync("/?state=all");

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speaks_the_language_that_was_chosen()
    {
        using var visitor = await site.VisitAsAsync("viewer");

        Assert.Contains("lang=\"zh-CN\"", await visitor.ReadAsync("/"), StringComparison.Ordinal);
        using var switched = await visitor.GetAsync("/?state=all&lang=en");

        Assert.Equal("/?state=all", switched.Headers.Location!.ToString());
        Assert.Contains("Review queue", await visitor.ReadAsync("/"), StringComparison.Ordinal);
    }
}
