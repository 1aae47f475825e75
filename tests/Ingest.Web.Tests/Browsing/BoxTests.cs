using System.Globalization;
using Microsoft.Playwright;

namespace Ingest.Web.Tests.Browsing;

/// <summary>A box drawn on the original is read into the value that is being edited, and becomes its evidence.</summary>
[Collection(nameof(RealSite))]
public sealed class BoxTests(RealSite site, Chromium chromium)
{
    [Fact]
    public async Task Dragged_with_the_mouse_around_another_value()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 2");
        var page = window.Page;
        await page.WaitForSelectorAsync(".sheet.loaded:not([hidden])");
        await page.FocusAsync("button.value[data-key=projectName]");
        var expected = await page.EvaluateAsync<string>("document.querySelector('button.value[data-key=budgetUnit]').dataset.text");
        var box = (await page.Locator(".sheet:not([hidden]) rect[data-key=budgetUnit]").BoundingBoxAsync())!;

        await page.Keyboard.PressAsync("Enter");
        await page.Mouse.MoveAsync(box.X - 3, box.Y - 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 5);
        await page.Mouse.MoveAsync(box.X + box.Width + 3, box.Y + box.Height + 2);
        await page.Mouse.UpAsync();
        await page.WaitForFunctionAsync("text => document.querySelector('.editor textarea')?.value === text", expected);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("button.value.corrected[data-key=projectName]");

        // Its box is lit there now, and is kept.
        var lit = (await page.Locator(".sheet:not([hidden]) rect.lit[data-key=projectName]").BoundingBoxAsync())!;
        Assert.InRange(lit.X, box.X - 4, box.X + 4);
        Assert.Equal(expected, await page.EvaluateAsync<string>("document.querySelector('button.value[data-key=projectName]').dataset.text"));
        Assert.Equal(expected, await site.ScalarAsync<string>("select place->>'raw' from ingest.correction where place is not null order by correction_id desc limit 1"));

        await page.Keyboard.PressAsync("u");
        await page.WaitForSelectorAsync("button.value[data-key=projectName]:not(.corrected)");
        Assert.Empty(window.Troubles);
    }

    [Fact]
    public async Task Placed_and_sized_with_the_keys()
    {
        await using var window = await OpenAsync("path like '%seed-five.pdf' and ordinal = 3");
        var page = window.Page;
        await page.WaitForSelectorAsync(".sheet.loaded:not([hidden])");
        await page.FocusAsync("button.value[data-key=projectName]");
        var whole = await page.EvaluateAsync<string>("document.activeElement.dataset.text");

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("F2");
        await page.WaitForSelectorAsync("rect.drawn");
        // Half as wide: half of the name.
        var width = double.Parse((await page.Locator("rect.drawn").GetAttributeAsync("width"))!, CultureInfo.InvariantCulture);
        for (var taken = 0.0; taken < width / 2; taken += 6)
        {
            await page.Keyboard.PressAsync("Shift+ArrowLeft");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("rect.drawn", new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached });
        var read = await page.Locator(".editor textarea").InputValueAsync();
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");

        Assert.StartsWith(read, whole, StringComparison.Ordinal);
        Assert.InRange(read.Length, 1, whole.Length - 1);
        Assert.Equal(whole, await page.EvaluateAsync<string>("document.activeElement.dataset.text"));
        Assert.Empty(window.Troubles);
    }

    private async Task<Window> OpenAsync(string where)
    {
        var window = await chromium.OpenAsync(site.Url);
        await window.LoginAsync("reviewer", $"/reports/{await site.ReportAsync(where)}");
        await window.Page.WaitForSelectorAsync("button.value.here");
        return window;
    }
}
