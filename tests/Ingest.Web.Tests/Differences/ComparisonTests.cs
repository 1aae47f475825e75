using System.Net;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store.Tests;
using Ingest.Web.Tests.Browsing;

namespace Ingest.Web.Tests.Differences;

[Collection(nameof(RealSite))]
public sealed class ComparisonTests(RealSite site, Chromium chromium)
{
    [Fact]
    public async Task Two_extractions_of_a_document_are_chosen_and_only_what_changed_is_marked()
    {
        var (sha, first, second, _) = await TwiceReadAsync("compare");
        using var viewer = await site.VisitAsAsync("viewer");

        var forth = await TextAsync(viewer, $"/documents/{sha}/compare?a={first}&b={second}");
        var back = await TextAsync(viewer, $"/documents/{sha}/compare?a={second}&b={first}");
        var same = await TextAsync(viewer, $"/documents/{sha}/compare?a={first}&b={first}");
        var usual = await TextAsync(viewer, $"/documents/{sha}/compare");

        Assert.Contains("课程建<del>设</del>", forth, StringComparison.Ordinal);
        Assert.Contains("课程建<ins>没</ins>", forth, StringComparison.Ordinal);
        Assert.Contains("课程建<ins>设</ins>", back, StringComparison.Ordinal);
        Assert.DoesNotContain("<del>", same, StringComparison.Ordinal);
        Assert.Contains("课程建<ins>没</ins>", usual, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"radio\"", forth, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extraction_of_another_document_is_no_choice()
    {
        var (sha, first, second, _) = await TwiceReadAsync("own");
        var foreign = await site.ScalarAsync<long>($"select min(extraction_id) from ingest.extraction where extraction_id not in ({first}, {second})");
        using var viewer = await site.VisitAsAsync("viewer");

        var page = await TextAsync(viewer, $"/documents/{sha}/compare?a={foreign}&b={second}");
        using var unknown = await viewer.GetAsync($"/documents/{new string('0', 64)}/compare");

        Assert.Contains("课程建<del>设</del>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_run_is_counted_by_kind_and_field_as_the_command_counts_it_and_leads_to_each_document()
    {
        var (sha, first, second, batch) = await TwiceReadAsync("run");
        using var reviewer = await site.VisitAsAsync("reviewer");

        var page = await TextAsync(reviewer, $"/runs/{batch}");
        var diff = await Executable.RunAsync(["diff", $"before:{batch}", $"batch:{batch}", "--database", site.Connection, "--lang", "zh"]);

        Assert.Contains("比较文件 1 = 无变化 0 + 有变化 1", page, StringComparison.Ordinal);
        Assert.Contains("比较 1 = 无变化 0 + 有变化 1", diff.Output, StringComparison.Ordinal);
        Assert.Matches("<td>文字变化</td><td>项目名称</td><td class=\"num\">1</td>", page);
        Assert.Contains($"/documents/{sha}/compare?a={first}&b={second}", page, StringComparison.Ordinal);
        Assert.Contains($"/runs/{batch}\"", await TextAsync(reviewer, "/?state=waiting"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_is_not_there_or_has_nothing_before_it_is_said_so()
    {
        using var viewer = await site.VisitAsAsync("viewer");
        var first = await site.ScalarAsync<long>("select min(batch_id) from ingest.extraction");

        using var missing = await viewer.GetAsync("/runs/999999");
        var begins = await TextAsync(viewer, $"/runs/{first}");

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("此前没有提取过", begins, StringComparison.Ordinal);
    }

    /// <summary>A document read twice, by two versions, and the batch of the second.</summary>
    private async Task<(string Sha, long First, long Second, long Batch)> TwiceReadAsync(string name)
    {
        var report = await new DifferenceTests(site, chromium).WaitingAsync(name, await site.StartBatchAsync());
        var sha = Samples.Sha(name);
        var ids = await site.ScalarAsync<long[]>($"select array_agg(e.extraction_id order by e.extraction_id) from ingest.extraction e join ingest.report using (document_id) where report_id = {report}");
        return (sha, ids[0], ids[1], await site.ScalarAsync<long>($"select batch_id from ingest.extraction where extraction_id = {ids[1]}"));
    }

    private static async Task<string> TextAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));
}
