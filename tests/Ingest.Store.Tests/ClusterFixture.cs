using System.Diagnostics;
using System.Globalization;
using Npgsql;

[assembly: AssemblyFixture(typeof(Ingest.Store.Tests.ClusterFixture))]

namespace Ingest.Store.Tests;

/// <summary>One real PostgreSQL for the whole run, in a folder that goes away with it.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private int databases;

    public PrivateCluster Cluster { get; } = new(NewFolder());

    /// <summary>A path that does not exist yet; not below a private folder, because the server's user must get in.</summary>
    public static string NewFolder() => Path.Combine(Path.GetTempPath(), "ingest-test-" + Guid.NewGuid().ToString("N")[..12]);

    public async ValueTask InitializeAsync() => await Cluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Cluster.StopAsync();
        Directory.Delete(Cluster.Folder, recursive: true);
    }

    /// <summary>An empty database; the answer is its connection string.</summary>
    public async Task<string> NewDatabaseAsync(string options = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        if (options.Length == 0)
        {
            await Cluster.EnsureDatabaseAsync(name);
        }
        else
        {
            await using var connection = new NpgsqlConnection(Cluster.ConnectionString("postgres"));
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"create database {name} {options}", connection);
            await create.ExecuteNonQueryAsync();
        }

        return Cluster.ConnectionString(name);
    }
}

/// <summary>A store on a fresh database for each test class, and SQL to look behind it.</summary>
public sealed class StoreFixture(ClusterFixture cluster) : IAsyncLifetime
{
    public StoreOptions Options { get; private set; } = new();

    public IngestStore Store { get; private set; } = null!;

    public string ConnectionString => Options.Database!;

    public async ValueTask InitializeAsync()
    {
        Options = new StoreOptions { Database = await cluster.NewDatabaseAsync(), RetryDelay = TimeSpan.FromMilliseconds(20) };
        Store = await IngestStore.OpenAsync(Options);
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }
    }

    public Task<long> StartBatchAsync() => Store.StartBatchAsync(new BatchStart("import", ["/archive"], Samples.Version));

    public Task<long> CountAsync(string table, string where = "true") => ScalarAsync<long>($"select count(*) from ingest.{table} where {where}");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until a query gives true; a minute at most.</summary>
    public async Task UntilAsync(string sql)
    {
        var clock = Stopwatch.StartNew();
        while (!await ScalarAsync<bool>(sql))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), "waited in vain for: " + sql);
            await Task.Delay(20);
        }
    }
}
