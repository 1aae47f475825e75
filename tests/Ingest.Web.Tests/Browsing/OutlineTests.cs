using Ingest.Cli.Tests.Hosting;
using Ingest.Store.Tests;
using Microsoft.Playwright;

namespace Ingest.Web.Tests.Browsing;

/// <summary>Where reports begin, and by which form they are read, said by a reviewer: on a site of its own, since reports get other numbers.</summary>
public sealed class OutlineTests(ClusterFixture cluster, Chromium chromium) : IAsyncLifetime
{
    private readonly Site site = new(cluster);

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        await site.ImportAsync(RealSite.Fixture("chromium-seed-five.pdf"));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Two_reports_become_one_and_two_again_and_what_was_said_of_the_others_goes_with_them()
    {
        var third = await site.ScalarAsync<long>("select report_id from ingest.report where ordinal = 3");
        await using var window = await chromium.OpenAsync(site.Url);
        var page = window.Page;
        await window.LoginAsync("reviewer", $"/reports/{third}");
        await page.WaitForSelectorAsync("button.value.here");
        await page.FocusAsync("button.value[data-key=grade]");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("良好");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button.value.corrected[data-key=grade]");

        // The second row loses its beginning: the second report joins the first.
        await page.Keyboard.PressAsync("b");
        await page.WaitForSelectorAsync("tr[data-mark='1'] input[name='page.1']");
        await page.FillAsync("input[name='page.1']", "");
        await page.FillAsync("input[name='top.1']", "");
        await page.FocusAsync("input[name=reason]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**outlined=1");

        Assert.Equal(4, await site.ScalarAsync<long>("select count(*) from ingest.report"));
        Assert.Equal("1-8", await site.ScalarAsync<string>("select first_page || '-' || last_page from ingest.report where ordinal = 1"));
        Assert.Equal("良好|1|0", await site.ScalarAsync<string>("select concat_ws('|', grade, corrections, conflicts) from ingest.report where ordinal = 2"));
        Assert.True(await page.Locator("button.value.corrected[data-key=grade]").IsVisibleAsync());

        // A new reading of the program's follows what the reviewer said.
        var reprocess = await Executable.RunAsync(["reprocess", "--database", site.Connection, "--lang", "en", "--time-limit", "600"]);
        Assert.True(reprocess.ExitCode == 0, reprocess.Error);
        Assert.Equal(4, await site.ScalarAsync<long>("select count(*) from ingest.report"));

        await page.GotoAsync($"/reports/{await site.ScalarAsync<long>("select report_id from ingest.report where ordinal = 2")}/history");
        await page.WaitForSelectorAsync("td:has-text('划定报告边界与表式')");
        await page.GotoAsync($"/reports/{await site.ScalarAsync<long>("select report_id from ingest.report where ordinal = 2")}/outline");
        await page.ClickAsync("button[name=withdraw]");
        await page.WaitForURLAsync("**outlined=1");

        Assert.Equal(5, await site.ScalarAsync<long>("select count(*) from ingest.report"));
        Assert.Equal("良好|1|0", await site.ScalarAsync<string>("select concat_ws('|', grade, corrections, conflicts) from ingest.report where ordinal = 3"));
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task A_report_is_read_by_another_form_and_what_is_no_report_goes()
    {
        var first = await site.ScalarAsync<long>("select report_id from ingest.report where ordinal = 1");
        using var reviewer = await site.VisitAsAsync("reviewer");
        using var answer = await reviewer.PostAsync(
            $"/reports/{first}/outline", $"/reports/{first}/outline", ("revision", "0"),
            ("page.0", "1"), ("form.0", "national-project"), ("page.1", "5"), ("form.1", "shanghai-project"), ("page.2", "9"), ("form.2", ""));

        Assert.Equal($"/reports/{first}?outlined=1", answer.Headers.Location?.ToString());
        Assert.Equal("national-project shanghai-project", await site.ScalarAsync<string>("select string_agg(form, ' ' order by ordinal) from ingest.report"));

        // Whoever saw the division before this one is told.
        using var late = await reviewer.PostAsync($"/reports/{first}/outline", $"/reports/{first}/outline", ("revision", "0"), ("page.0", "1"), ("form.0", "shanghai-project"));
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Equal(2, await site.ScalarAsync<long>("select count(*) from ingest.report"));
    }

    [Theory]
    [InlineData("page.0", "400", "form.0", "shanghai-project")]
    [InlineData("page.0", "1", "form.0", "../../etc")]
    [InlineData("page.0", "1", "form.0", "")]
    [InlineData("page.0", "", "form.0", "shanghai-project")]
    public async Task What_makes_no_sense_changes_nothing(params string[] fields)
    {
        var first = await site.ScalarAsync<long>("select report_id from ingest.report where ordinal = 1");
        using var reviewer = await site.VisitAsAsync("reviewer");

        using var answer = await reviewer.PostAsync($"/reports/{first}/outline", $"/reports/{first}/outline", ("revision", "0"), (fields[0], fields[1]), (fields[2], fields[3]));

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await site.ScalarAsync<long>("select count(*) from ingest.outline"));
    }

    [Fact]
    public async Task While_a_report_of_the_file_is_approved_it_stays_as_it_is()
    {
        var first = await site.ScalarAsync<long>("select report_id from ingest.report where ordinal = 1");
        await site.RunAsync("update ingest.report set review_state = 'approved', approved_by = 'reviewer', approved_at = now() where ordinal = 4");
        using var reviewer = await site.VisitAsAsync("reviewer");

        using var answer = await reviewer.PostAsync($"/reports/{first}/outline", "/", ("revision", "0"), ("page.0", "1"), ("form.0", "shanghai-project"));

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(5, await site.ScalarAsync<long>("select count(*) from ingest.report"));
    }
}
