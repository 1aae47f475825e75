using System.Text.Json;

namespace Ingest.Web.Tests.Browsing;

[Collection(nameof(RealSite))]
public sealed class AccessibilityTests(RealSite site, Chromium chromium)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [InlineData(false, "en")]
    public async Task Axe_finds_nothing_serious_on_any_page(bool isDark, string language = "zh")
    {
        await using var window = await chromium.OpenAsync(site.Url, new Look(1280, 800, isDark));
        await window.Page.GotoAsync("/login?lang=" + language);
        await CheckAsync(window, "login");
        await window.LoginAsync("administrator");
        var report = await site.ReportAsync("path like '%seed-five.pdf' and ordinal = 2");
        var waiting = await new DifferenceTests(site, chromium).WaitingAsync($"axe-{isDark}-{language}", await site.StartBatchAsync());
        var read = await site.ScalarAsync<string>($"select sha256 || ' ' || e.batch_id from ingest.report join ingest.document using (document_id) join ingest.extraction e on e.extraction_id = waiting_extraction_id where report_id = {waiting}");
        foreach (var path in new[] { "/", "/accounts", "/analysis", "/?state=waiting", $"/reports/{report}/outline", $"/reports/{waiting}/differences", $"/documents/{read.Split(' ')[0]}/compare", $"/runs/{read.Split(' ')[1]}", "/operating", $"/reports/{report}", $"/reports/{report}/history", "/nothing" })
        {
            await window.Page.GotoAsync(path);
            await CheckAsync(window, path);
        }

        await window.Page.GotoAsync($"/reports/{report}");
        await window.Page.WaitForSelectorAsync("button.value.here");
        await window.Page.Keyboard.PressAsync("?");
        await CheckAsync(window, "keys");
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.Keyboard.PressAsync("Enter");
        await CheckAsync(window, "editor");
    }

    private static async Task CheckAsync(Window window, string where)
    {
        using var script = new StreamReader(typeof(AccessibilityTests).Assembly.GetManifestResourceStream("axe.min.js")!);
        // Through the debugger: the content policy lets no page load it.
        await window.Page.EvaluateAsync(await script.ReadToEndAsync());
        var found = await window.Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.filter(one => ['serious', 'critical'].includes(one.impact))"
            + ".map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{where}:\n{string.Join('\n', found.EnumerateArray().Select(one => one.GetString()))}");
    }
}
