using System.Net;

namespace Ingest.Web.Tests.Reports;

/// <summary>The fifth seed is there twice: in the text dump and printed as a PDF.</summary>
[Collection(nameof(RealSite))]
public sealed class VersionPageTests(RealSite site)
{
    [Fact]
    public async Task A_report_tells_its_versions_and_a_reviewer_chooses_among_them()
    {
        var printed = await site.ReportAsync("path like '%seed-five.pdf'");
        var dumped = await site.ScalarAsync<long>($"select report_id from ingest.report where shown_report_id = {printed}");
        using var reviewer = await site.VisitAsAsync("reviewer");

        Assert.Contains($"href=\"/reports/{printed}\"", await PageAsync(reviewer, dumped), StringComparison.Ordinal);
        Assert.Contains("value=\"shown\"", await PageAsync(reviewer, dumped), StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"shown\"", await PageAsync(reviewer, printed), StringComparison.Ordinal);

        using (var chosen = await reviewer.PostAsync($"/reports/{dumped}/version", $"/reports/{dumped}", ("choice", "shown")))
        {
            Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        }

        Assert.Equal(dumped, await site.ScalarAsync<long>($"select shown_report_id from ingest.report where report_id = {printed}"));
        Assert.Contains("value=\"undone\"", await PageAsync(reviewer, dumped), StringComparison.Ordinal);
        Assert.Contains("选为发布的版本", await PageAsync(reviewer, dumped, "/history"), StringComparison.Ordinal);

        using var undone = await reviewer.PostAsync($"/reports/{dumped}/version", $"/reports/{dumped}", ("choice", "undone"));
        Assert.Equal(printed, await site.ScalarAsync<long>($"select shown_report_id from ingest.report where report_id = {dumped}"));
        using var nonsense = await reviewer.PostAsync($"/reports/{dumped}/version", $"/reports/{dumped}", ("choice", "drop table"));
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    private static async Task<string> PageAsync(Visitor visitor, long report, string more = "")
    {
        using var answer = await visitor.GetAsync($"/reports/{report}{more}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
