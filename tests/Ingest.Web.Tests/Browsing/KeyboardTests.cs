using Microsoft.Playwright;

namespace Ingest.Web.Tests.Browsing;

/// <summary>The work itself, in a real browser, without a mouse.</summary>
[Collection(nameof(RealSite))]
public sealed class KeyboardTests(RealSite site, Chromium chromium)
{
    [Fact]
    public async Task From_the_login_to_a_corrected_and_approved_report()
    {
        await using var window = await chromium.OpenAsync(site.Url);
        var page = window.Page;
        await window.LoginAsync("reviewer");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button.value.here");
        var report = long.Parse(page.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

        // The first doubt has the focus, and its place on the page is lit.
        await page.WaitForSelectorAsync("rect.lit, li.lit");
        await GoToAsync(page, "grade");
        await TypeAsync(page, "良好", "印章下的字");
        await page.WaitForSelectorAsync("button.value.corrected[data-key=grade]");
        await page.Keyboard.PressAsync("a");
        await page.WaitForURLAsync("**approved=*");

        Assert.Equal("良好|approved|reviewer", await site.ScalarAsync<string>($"select concat_ws('|', grade, review_state, approved_by) from ingest.report where report_id = {report}"));
        Assert.Equal("印章下的字", await site.ScalarAsync<string>("select reason from ingest.correction order by correction_id desc limit 1"));
        Assert.NotEqual(report, long.Parse(new Uri(page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task A_value_lights_its_box_and_a_box_its_value()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 2");
        var page = window.Page;
        await GoToAsync(page, "projectName");
        await page.WaitForSelectorAsync(".sheet.loaded:not([hidden]) rect.lit[data-key=projectName]");
        var lit = (await page.Locator("rect.lit").First.BoundingBoxAsync())!;
        var sheet = (await page.Locator(".sheet:not([hidden])").BoundingBoxAsync())!;

        await page.Keyboard.PressAsync("PageDown");
        await page.Locator(".sheet:not([hidden]) rect[data-key='i3.name']").First.DispatchEventAsync("click");

        Assert.InRange(lit.X, sheet.X, sheet.X + sheet.Width);
        Assert.InRange(lit.Y, sheet.Y, sheet.Y + sheet.Height);
        Assert.Equal("i3.name", await page.EvaluateAsync<string>("document.activeElement.dataset.key"));
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task What_is_no_such_value_is_said_and_stays_to_be_mended_and_Esc_leaves_all_as_it_was()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 1");
        var page = window.Page;
        await GoToAsync(page, "currentYearBudget");
        var before = await page.EvaluateAsync<string>("document.activeElement.dataset.text");

        await TypeAsync(page, "很多钱");
        await page.WaitForSelectorAsync(".editor [data-slot=error]:has-text('不是金额')");
        Assert.Equal("很多钱", await page.Locator(".editor textarea").InputValueAsync());
        await page.Keyboard.PressAsync("Escape");

        Assert.Equal(before, await page.EvaluateAsync<string>("document.activeElement.dataset.text"));
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task A_sum_lights_up_when_it_fails_and_goes_out_when_the_correction_is_taken_back()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 3");
        var page = window.Page;
        await GoToAsync(page, "i1.weight");
        var failing = await page.Locator(".indicators .fails").CountAsync();

        await TypeAsync(page, "77");
        await page.WaitForSelectorAsync(".indicators tfoot .fails");
        await page.Keyboard.PressAsync("u");
        await page.WaitForSelectorAsync("button.value[data-key='i1.weight']:not(.corrected)");

        Assert.Equal(failing, await page.Locator(".indicators .fails").CountAsync());
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task Rows_are_added_filled_moved_and_removed()
    {
        await using var window = await OpenAsync("form like 'national%'");
        var page = window.Page;
        await GoToAsync(page, "i2.name");
        var rows = await page.Locator("tr[data-row^=i]").CountAsync();

        await page.Keyboard.PressAsync("Insert");
        await page.WaitForSelectorAsync("tr.added");
        await TypeAsync(page, "补上的指标");
        await page.WaitForSelectorAsync("tr.added button.value:has-text('补上的指标')");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.WaitForSelectorAsync("tr.added + tr[data-row=i2]");
        await page.Keyboard.PressAsync("Delete");
        await page.WaitForSelectorAsync("tr.added", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });

        Assert.Equal(rows, await page.Locator("tr[data-row^=i]").CountAsync());
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task The_second_of_two_reviewers_sees_both_values_and_chooses()
    {
        await using var first = await OpenAsync("path like '%seed-five.pdf' and ordinal = 4");
        await using var second = await OpenAsync("path like '%seed-five.pdf' and ordinal = 4", "administrator");
        await GoToAsync(first.Page, "budgetUnit");
        await GoToAsync(second.Page, "budgetUnit");
        await TypeAsync(first.Page, "第一位写的");
        await first.Page.WaitForSelectorAsync("button.value.corrected[data-key=budgetUnit]");

        await TypeAsync(second.Page, "第二位写的");
        await second.Page.WaitForSelectorAsync("#conflict[open]");
        Assert.Equal("第一位写的", await second.Page.Locator("#conflict [data-slot=theirs]").TextContentAsync());
        Assert.Equal("第二位写的", await second.Page.Locator("#conflict [data-slot=mine]").TextContentAsync());
        await second.Page.Keyboard.PressAsync("Tab");
        await second.Page.Keyboard.PressAsync("Enter");
        await second.Page.WaitForSelectorAsync("button.value:has-text('第二位写的')");

        Assert.Equal(2, await site.ScalarAsync<long>("select count(*) from ingest.correction where field = 'budgetUnit' and report_ordinal = 4"));
        Assert.Empty(first.Troubles);
        Assert.Empty(second.Troubles);
    }

    [Fact]
    public async Task Markup_that_is_typed_is_text()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 5");
        var page = window.Page;
        const string Markup = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        foreach (var key in new[] { "projectName", "i1.name", "keyAchievements" })
        {
            await GoToAsync(page, key);
            await TypeAsync(page, Markup, "\"><svg onload=alert(1)>");
            await page.WaitForSelectorAsync($"button.value.corrected[data-key='{key}']");
        }

        await page.ReloadAsync();
        await page.WaitForSelectorAsync("button.value.here");
        await page.Keyboard.PressAsync("h");
        await page.WaitForSelectorAsync("table.history");

        Assert.Equal(0, await page.Locator("img, script:not([src])").CountAsync());
        Assert.DoesNotContain("owned", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains(Markup, await page.Locator("table.history").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task A_viewer_sees_all_and_changes_nothing()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 1", "viewer");
        var page = window.Page;
        await GoToAsync(page, "grade");

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("a");

        Assert.Equal(0, await page.Locator(".editor, #decide").CountAsync());
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task A_text_dump_shows_its_lines()
    {
        await using var window = await OpenAsync("path like '%.txt' and ordinal = 5");
        await GoToAsync(window.Page, "executionRate");

        Assert.Contains("100.00%", await window.Page.Locator("li.lit").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(window.Troubles);
    }

    private async Task<Window> OpenAsync(string where, string account = "reviewer")
    {
        var window = await chromium.OpenAsync(site.Url);
        await window.LoginAsync(account, $"/reports/{await site.ReportAsync(where)}");
        await window.Page.WaitForSelectorAsync("button.value.here");
        return window;
    }

    private static Task GoToAsync(IPage page, string key) => page.FocusAsync($"button.value[data-key='{key}']");

    private static async Task TypeAsync(IPage page, string text, string? reason = null)
    {
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
        if (reason is not null)
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync(reason);
        }

        await page.Keyboard.PressAsync("Enter");
    }
}
