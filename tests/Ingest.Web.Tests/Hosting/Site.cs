using System.Net;
using Ingest.Cli.Serving;
using Ingest.Cli.Tests.Hosting;
using Ingest.Cli.Working;
using Ingest.Store;
using Ingest.Store.Tests;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Web.Tests;

/// <summary>The pages, served on a port of their own over a fresh database, with an account of each role.</summary>
public class Site(ClusterFixture cluster) : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly string cache = ClusterFixture.NewFolder();
    private WebApplication app = null!;
    private string connection = "";

    public IngestStore Store { get; private set; } = null!;

    public string Connection => connection;

    public string Url { get; private set; } = "";

    /// <summary>All that the running application serves.</summary>
    public IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>What a class wants otherwise than usual; set before the site starts.</summary>
    public static ServeOptions Options { get; } = new() { Urls = ["http://127.0.0.1:0"], LoginsPerMinute = 10_000, RequestsPerSecond = 10_000 };

    public virtual async ValueTask InitializeAsync()
    {
        connection = await cluster.NewDatabaseAsync();
        Store = await IngestStore.OpenAsync(new StoreOptions { Database = connection, RetryDelay = TimeSpan.FromMilliseconds(20) });
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
        if (Directory.Exists(cache))
        {
            Directory.Delete(cache, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Imports real files, as the program does.</summary>
    public async Task ImportAsync(params string[] files)
    {
        var result = await Executable.RunAsync(["import", .. files, "--database", connection, "--lang", "en", "--time-limit", "600"]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    public Task<T> ScalarAsync<T>(string sql) => Sql.ScalarAsync<T>(connection, sql);

    public Task RunAsync(string sql) => Sql.RunAsync(connection, sql);

    /// <summary>Another server over the same database.</summary>
    public async Task<WebApplication> StartAsync(ServeOptions options)
    {
        var queue = WorkQueue.Open(Store.ConnectionString);
        var server = ReviewServer.Build(
            options with { CacheFolder = cache }, Store, new PageDrawer([]).Source, queue.Storage, new RetryJobs(Store, queue, Core.Forms.FormPackReader.BuiltIn()).RunAsync,
            new DocumentRereader(Core.Forms.FormPackReader.BuiltIn(), [], null).ReadAsync);
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

/// <summary>A site over documents that the program itself has read: forms of several kinds, and the seeds' text dump.</summary>
public sealed class RealSite(ClusterFixture cluster) : Site(cluster)
{
    public static string Fixture(string name) => Path.Combine(Repository.Root, "fixtures", name);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ImportAsync(Fixture("chromium-seed-five.pdf"), Fixture("national-district.pdf"), Path.Combine(Repository.Root, "seeds", "000_fba205f4708e3dc2.txt"));
    }

    public async Task<long> ReportAsync(string where) => await ScalarAsync<long>($"select report_id from ingest.report r join ingest.document_source s using (document_id) where {where} order by report_id limit 1");
}

/// <summary>Tests that share one site over real documents, one after the other.</summary>
[CollectionDefinition(nameof(RealSite))]
public sealed class RealSiteGroup : ICollectionFixture<RealSite>;

/// <summary>SQL behind the site's back.</summary>
internal static class Sql
{
    public static async Task<T> ScalarAsync<T>(string connection, string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task RunAsync(string connection, string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
