using Ingest.Store.Tests;
using Microsoft.Playwright;

namespace Ingest.Web.Tests.Browsing;

/// <summary>Every page in both languages, at two sizes, light and dark. INGEST_SCREENSHOTS=FOLDER keeps the pictures, to be looked at.</summary>
public sealed class LookTests(Site site, Chromium chromium) : IClassFixture<Site>
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
        await FillAsync();
        await using var window = await chromium.OpenAsync(site.Url, new Look(width, width * 5 / 8, isDark));
        await window.Page.GotoAsync("/login?lang=" + language);
        await SeeAsync(window, $"login-{language}-{width}-{isDark}");
        await window.LoginAsync("administrator");
        foreach (var (name, path) in new[] { ("queue", "/"), ("accounts", "/accounts"), ("missing", "/nothing") })
        {
            await window.Page.GotoAsync(path);
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

    private async Task FillAsync()
    {
        var batch = await site.StartBatchAsync();
        for (var at = 0; at < 30; at++)
        {
            await site.Store.SaveAsync(Samples.Request(batch, FormattableString.Invariant($"上海市教育委员会2019年度项目绩效自评价报告（第{at}册）"), project: "“双一流”建设专项经费—课程与教材建设" + at));
        }
    }
}
