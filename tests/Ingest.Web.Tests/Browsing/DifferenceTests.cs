using Ingest.Core.Reports;
using Ingest.Store;
using Ingest.Store.Tests;

namespace Ingest.Web.Tests.Browsing;

[Collection(nameof(RealSite))]
public sealed class DifferenceTests(RealSite site, Chromium chromium)
{
    [Fact]
    public async Task One_difference_is_taken_and_one_kept_and_nothing_without_a_decision()
    {
        var report = await WaitingAsync("differences");
        await using var window = await chromium.OpenAsync(site.Url);
        var page = window.Page;
        await window.LoginAsync("reviewer", $"/reports/{report}");
        await page.WaitForSelectorAsync("button.value.here");
        await page.Keyboard.PressAsync("d");
        await page.WaitForSelectorAsync("input[type=radio]:focus");

        Assert.Equal("评", await page.Locator("ins").First.TextContentAsync());
        await page.Locator("input[name='d.budgetUnit'][value=accept]").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator("input[name='d.projectName'][value=keep]").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**settled=1");

        Assert.Equal(
            "课程建设|上海市教评会|approved|",
            await site.ScalarAsync<string>($"select concat_ws('|', project_name, budget_unit, review_state, '') from ingest.report where report_id = {report} and waiting_extraction_id is null"));
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task Whole_groups_are_taken_and_kept_with_a_key_each()
    {
        var report = await WaitingAsync("groups");
        await using var window = await chromium.OpenAsync(site.Url);
        var page = window.Page;
        await window.LoginAsync("reviewer", $"/reports/{report}/differences");
        await page.WaitForSelectorAsync("input[type=radio]:focus");
        var first = await page.Locator("[data-group] input[type=radio]").First.GetAttributeAsync("name");

        // The first group is kept, the next taken.
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**settled=1");

        Assert.Equal(
            first == "d.projectName" ? "课程建设|上海市教评会" : "课程建没|上海市教育委员会",
            await site.ScalarAsync<string>($"select concat_ws('|', project_name, budget_unit) from ingest.report where report_id = {report}"));
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task A_form_without_all_decisions_settles_nothing_and_a_viewer_may_not()
    {
        var report = await WaitingAsync("undecided");
        var extraction = await site.ScalarAsync<long>($"select waiting_extraction_id from ingest.report where report_id = {report}");
        using var reviewer = await site.VisitAsAsync("reviewer");
        using var viewer = await site.VisitAsAsync("viewer");

        using var partial = await reviewer.PostAsync($"/reports/{report}/differences", "/", ("extraction", $"{extraction}"), ("d.budgetUnit", "accept"));
        using var refused = await viewer.PostAsync($"/reports/{report}/differences", "/", ("extraction", $"{extraction}"), ("d.budgetUnit", "accept"), ("d.projectName", "accept"));

        Assert.EndsWith("?changed=1", partial.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.True(await site.ScalarAsync<bool>($"select waiting_extraction_id is not null from ingest.report where report_id = {report}"));
    }

    /// <summary>An approved report that another version reads otherwise in two places.</summary>
    /// <param name="later">The batch of the other version; null for the same.</param>
    internal async Task<long> WaitingAsync(string name, long? later = null)
    {
        var batch = await site.StartBatchAsync();
        var request = Samples.Request(batch, name);
        await site.Store.SaveAsync(request);
        var report = await site.ScalarAsync<long>($"select report_id from ingest.report join ingest.document using (document_id) where sha256 = '{Samples.Sha(name)}'");
        await site.Store.Reviews.ApproveAsync(report, "reviewer", (await site.Store.Reviews.ReportAsync(report))!.Revision);
        var read = request.Extraction.Reports[0];
        var other = read with
        {
            Fields = [.. read.Fields.Select(field => field.Key switch
            {
                "projectName" => field with { Value = new TextValue("课程建没") },
                "budgetUnit" => field with { Value = new TextValue("上海市教评会") },
                _ => field,
            })],
        };
        await site.Store.SaveAsync(request with { BatchId = later ?? batch, Extraction = request.Extraction with { Reports = [other] }, Version = Samples.Version with { Version = "2.0.0" } });
        return report;
    }
}
