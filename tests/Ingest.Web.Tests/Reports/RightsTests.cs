using System.Net;

namespace Ingest.Web.Tests.Reports;

[Collection(nameof(RealSite))]
public sealed class RightsTests(RealSite site)
{
    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    public async Task Who_may_not_review_changes_nothing(string name)
    {
        var report = await site.ReportAsync("ordinal = 1");
        using var visitor = await site.VisitAsAsync(name);
        foreach (var action in new[] { "values", "read", "rows", "undo", "assign", "approve", "reopen", "version", "outline" })
        {
            using var answer = await visitor.PostAsync(
                $"/reports/{report}/{action}", "/", ("key", "grade"), ("expected", "优秀"), ("typed", "合格"), ("change", "Remove"), ("revision", "x"), ("choice", "apart"));

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(0, await site.ScalarAsync<long>($"select count(*) from ingest.correction where corrected_by = '{name}'"));
    }

    [Fact]
    public async Task Pages_and_pictures_are_for_accounts_alone()
    {
        var report = await site.ReportAsync("path like '%seed-five.pdf'");
        var picture = $"/documents/{await ShaAsync()}/pages/1";
        using var stranger = site.Visit();
        using var viewer = await site.VisitAsAsync("viewer");

        using var seen = await viewer.GetAsync(picture);
        using var refusedPicture = await stranger.GetAsync(picture);
        using var refusedPage = await stranger.GetAsync($"/reports/{report}");

        Assert.Equal("image/png", seen.Content.Headers.ContentType?.MediaType);
        Assert.Contains("private", seen.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, refusedPicture.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, refusedPage.StatusCode);
    }

    [Theory]
    [InlineData("/documents/..%2f..%2fetc%2fpasswd/pages/1")]
    [InlineData("/documents/0000000000000000000000000000000000000000000000000000000000000000/pages/1")]
    [InlineData("/documents/{sha}/pages/0")]
    [InlineData("/documents/{sha}/pages/100000")]
    [InlineData("/documents/{sha}/pages/1%2f..%2f2")]
    [InlineData("/documents/{SHA}/pages/1")]
    [InlineData("/reports/0")]
    [InlineData("/reports/9999999999")]
    public async Task What_is_not_there_or_no_name_of_ours_is_not_found(string path)
    {
        var sha = await ShaAsync();
        using var visitor = await site.VisitAsAsync("administrator");

        using var answer = await visitor.GetAsync(path.Replace("{sha}", sha, StringComparison.Ordinal).Replace("{SHA}", sha.ToUpperInvariant(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_original_that_is_gone_or_another_by_now_leaves_the_record_usable()
    {
        var copy = Path.Combine(Path.GetTempPath(), $"ingest-moved-{Guid.NewGuid():N}.pdf");
        File.Copy(RealSite.Fixture("chromium-wan-ascii.pdf"), copy);
        await site.ImportAsync(copy);
        var report = await site.ReportAsync($"path = '{copy}'");
        var sha = await site.ScalarAsync<string>($"select sha256 from ingest.document join ingest.report using (document_id) where report_id = {report}");
        using var visitor = await site.VisitAsAsync("reviewer");

        File.Copy(RealSite.Fixture("national-district.pdf"), copy, overwrite: true);
        using var another = await visitor.GetAsync($"/documents/{sha}/pages/1");
        File.Delete(copy);
        using var gone = await visitor.GetAsync($"/documents/{sha}/pages/1");

        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("原件已不在导入时的位置", await visitor.ReadAsync($"/reports/{report}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i1.score; drop table ingest.report")]
    [InlineData("indicators[0].score")]
    [InlineData("i99999999999999999999.score")]
    [InlineData("")]
    public async Task A_name_that_no_page_of_ours_sends_is_refused(string key)
    {
        var report = await site.ReportAsync("ordinal = 1");
        using var visitor = await site.VisitAsAsync("reviewer");

        using var answer = await visitor.PostAsync($"/reports/{report}/values", "/", ("key", key), ("expected", ""), ("typed", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<string> ShaAsync() => site.ScalarAsync<string>("select sha256 from ingest.document join ingest.document_source using (document_id) where path like '%seed-five.pdf' limit 1");
}
