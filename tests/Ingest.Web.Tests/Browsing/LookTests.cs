using Microsoft.Playwright;

namespace Ingest.Web.Tests.Browsing;

/// <summary>Every page in both languages, at two sizes, light and dark. INGEST_SCREENSHOTS=FOLDER keeps the pictures, to be looked at.</summary>
[Collection(nameof(RealSite))]
public sealed class LookTests(RealSite site, Chromium chromium)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("INGEST_SCREENSHOTS");

    public static TheoryData<string, int, bool> Looks => new(
        from language in new[] { "zh", "en" }
        from width in new[] { 1280, 1920 }
        from isDark in new[] { false, true }
        select (language, width, isDark));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_fit_their_window_and_ask_nobody_else(string language, int width, bool isDark)
    {
        var print = await site.ReportAsync("path like '%seed-five.pdf' and ordinal = 2");
        var national = await site.ReportAsync("form like 'national%'");
        var dump = await site.ReportAsync("path not like '%.pdf' and ordinal = 5");
        var waiting = await new DifferenceTests(site, chromium).WaitingAsync(FormattableString.Invariant($"look-{language}-{width}-{isDark}"), await site.StartBatchAsync());
        var read = await site.ScalarAsync<string>($"select sha256 || ' ' || e.batch_id from ingest.report join ingest.document using (document_id) join ingest.extraction e on e.extraction_id = waiting_extraction_id where report_id = {waiting}");
        await using var window = await chromium.OpenAsync(site.Url, new Look(width, width * 5 / 8, isDark));
        await window.Page.GotoAsync("/login?lang=" + language);
        await SeeAsync(window, FormattableString.Invariant($"login-{language}-{width}-{(isDark ? "dark" : "light")}"));
        await window.LoginAsync("administrator");
        foreach (var (name, path) in new[] { ("queue", "/"), ("analysis", "/analysis"), ("accounts", "/accounts"), ("operating", "/operating"), ("missing", "/nothing"), ("report", $"/reports/{print}"), ("national", $"/reports/{national}"), ("dump", $"/reports/{dump}"),
            ("history", $"/reports/{print}/history"), ("outline", $"/reports/{print}/outline"), ("outline-dump", $"/reports/{dump}/outline"), ("search", "/?q=" + Uri.EscapeDataString("孵化器")),
            ("differences", $"/reports/{waiting}/differences"), ("compare", $"/documents/{read.Split(' ')[0]}/compare"), ("run", $"/runs/{read.Split(' ')[1]}"), ("waiting", "/?state=waiting") })
        {
            await window.Page.GotoAsync(path);
            if (name is "report" or "national")
            {
                await window.Page.WaitForSelectorAsync(".sheet.loaded:not([hidden])");
            }

            await SeeAsync(window, FormattableString.Invariant($"{name}-{language}-{width}-{(isDark ? "dark" : "light")}"));
        }

        Assert.Empty(window.Troubles);
    }

    private static async Task SeeAsync(Window window, string name)
    {
        if (Folder is not null)
        {
            await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
        }

        Assert.False(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), name + " is wider than its window");
    }
}
