using System.Net;
using Ingest.Store;
using Ingest.Store.Tests;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;

namespace Ingest.Web.Tests;

/// <summary>The pages, served on a port of their own over a fresh database, with an account of each role.</summary>
public sealed class Site(ClusterFixture cluster) : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private WebApplication app = null!;

    public IngestStore Store { get; private set; } = null!;

    public string Url { get; private set; } = "";

    /// <summary>What a class wants otherwise than usual; set before the site starts.</summary>
    public static ServeOptions Options { get; } = new() { Urls = ["http://127.0.0.1:0"], LoginsPerMinute = 10_000, RequestsPerSecond = 10_000 };

    public async ValueTask InitializeAsync()
    {
        Store = await IngestStore.OpenAsync(new StoreOptions { Database = await cluster.NewDatabaseAsync(), RetryDelay = TimeSpan.FromMilliseconds(20) });
        foreach (var role in Enum.GetValues<AccountRole>())
        {
            await AddAccountAsync(AccountStore.NameOf(role), role);
        }

        app = await StartAsync(Options);
        Url = app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>Another server over the same database.</summary>
    public async Task<WebApplication> StartAsync(ServeOptions options)
    {
        var server = ReviewServer.Build(options, Store);
        await server.StartAsync();
        return server;
    }

    public Task AddAccountAsync(string name, AccountRole role) => Store.Accounts.AddAsync(name, role, Passwords.Hash(Password));

    public Visitor Visit(string? url = null) => new(url ?? Url);

    public async Task<Visitor> VisitAsAsync(string name)
    {
        var visitor = Visit();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.LoginAsync(name, Password)).StatusCode);
        return visitor;
    }

    public Task<long> StartBatchAsync() => Store.StartBatchAsync(new BatchStart("import", ["/archive"], Samples.Version));
}
