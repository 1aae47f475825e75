using System.Net;
using System.Text.RegularExpressions;

namespace Ingest.Web.Tests;

/// <summary>A browser without a screen: cookies, no redirects followed, forms sent with the token that the page gave.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient client;

    public Visitor(string url)
    {
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Site => client.BaseAddress!;

    public Cookie? Session => Cookies.GetCookies(Site)["ingest_session"];

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default) => client.SendAsync(request, cancellation);

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}\n{text}");
        return text;
    }

    /// <summary>The token that a page of the site carries.</summary>
    public async Task<string> TokenAsync(string page) => FormToken().Match(await ReadAsync(page)) is { Success: true } found
        ? found.Groups[1].Value
        : throw new InvalidOperationException($"{page} carries no token");

    /// <summary>Sends a form as the page would.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] fields) =>
        await PostBareAsync(path, [.. fields, ("form_token", await TokenAsync(page))]);

    /// <summary>Sends a form without the token, as a foreign page would.</summary>
    public Task<HttpResponseMessage> PostBareAsync(string path, params (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> LoginAsync(string name, string password, string returnTo = "/") =>
        PostAsync("/login", "/login", ("name", name), ("password", password), ("return", returnTo));

    public void Dispose() => client.Dispose();

    [GeneratedRegex("(?:name=\"form_token\" value|name=\"form-token\" content)=\"([^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}
