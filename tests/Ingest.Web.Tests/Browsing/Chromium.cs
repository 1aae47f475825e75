using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Ingest.Web.Tests.Browsing.Chromium))]

namespace Ingest.Web.Tests.Browsing;

/// <summary>One real browser for the whole run: Debian's.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A window of its own, cookies and all, that fails the test for anything that reaches beyond the site.</summary>
    public async Task<Window> OpenAsync(string url, Look? look = null)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url,
            ViewportSize = new ViewportSize { Width = look?.Width ?? 1280, Height = look?.Height ?? 800 },
            ColorScheme = look?.IsDark == true ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(60_000);
        return await Window.OpenAsync(context, url);
    }
}

public sealed record Look(int Width, int Height, bool IsDark);

/// <summary>A page of a browser, with what went wrong in it.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private Window(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals of the content policy, and requests to anybody but the site.</summary>
    public List<string> Troubles { get; } = [];

    public static async Task<Window> OpenAsync(IBrowserContext context, string url)
    {
        var page = await context.NewPageAsync();
        var window = new Window(context, page);
        page.PageError += (_, error) => window.Troubles.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
            {
                window.Troubles.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                window.Troubles.Add("asks elsewhere: " + request.Url);
            }
        };
        return window;
    }

    /// <summary>From the keyboard, as everything here.</summary>
    public async Task LoginAsync(string name, string path = "/")
    {
        await Page.GotoAsync("/login?return=" + Uri.EscapeDataString(path));
        await Page.WaitForSelectorAsync("input[name=name]:focus");
        await Page.Keyboard.TypeAsync(name);
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync(Site.Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("**" + path);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
