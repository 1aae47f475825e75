using Ingest.Store;
using Ingest.Store.Tests;

namespace Ingest.Web.Tests.Browsing;

/// <summary>The operator's page in a browser: on a site of its own, whose queue is empty.</summary>
public sealed class OperatorTests(Site site, Chromium chromium) : IClassFixture<Site>
{
    [Fact]
    public async Task What_was_set_aside_is_found_by_its_reason_and_tried_again_from_the_keyboard()
    {
        var batch = await site.StartBatchAsync();
        await site.Store.SetAsideAsync(new SetAsideRequest(batch, "/archive/broken.pdf", Samples.Sha("one"), 5, new SetAsideReason("damaged", "It is broken", "文件已损坏")));
        await site.Store.SetAsideAsync(new SetAsideRequest(batch, "/archive/locked.pdf", Samples.Sha("two"), 5, new SetAsideReason("encrypted", "It is encrypted", "文件已加密")));
        await site.Store.FinishBatchAsync(batch, BatchEnd.Finished);
        await using var window = await chromium.OpenAsync(site.Url);
        var page = window.Page;
        await window.LoginAsync("operator", "/operating?reason=damaged");

        Assert.Contains("文件已损坏", await page.Locator("main").TextContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("文件已加密", await page.Locator("main").TextContentAsync(), StringComparison.Ordinal);
        await page.FocusAsync("form[action='/operating/retry'] button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/operating?retried=1");

        Assert.Equal("retry|{/archive/broken.pdf}", await site.ScalarAsync<string>("select command || '|' || roots::text from ingest.batch order by batch_id desc limit 1"));
        Assert.Empty(window.Troubles);
    }
}
