using System.Diagnostics;
using Npgsql;

namespace Ingest.Store.Tests;

public sealed class OutageTests(ClusterFixture cluster)
{
    [Theory]
    [InlineData("postgresql://ingest@127.0.0.1:1/ingest", "127.0.0.1:1")]
    [InlineData("postgresql:///ingest?host=/nowhere/at/all&user=ingest", "/nowhere/at/all")]
    public async Task A_server_that_is_not_there_is_named_quickly_with_the_next_step(string url, string named)
    {
        var clock = Stopwatch.StartNew();

        var problem = await Assert.ThrowsAsync<DatabaseUnreachableException>(() => IngestStore.OpenAsync(new StoreOptions { Database = url }));

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.Matches("INGEST_DATABASE|ingest db start", problem.Message);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_said_with_the_command_that_makes_it()
    {
        var problem = await Assert.ThrowsAsync<DatabaseUnreachableException>(
            () => IngestStore.OpenAsync(new StoreOptions { Database = cluster.Cluster.ConnectionString("absent") }));

        Assert.Contains("create database \"absent\"", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_for_good_stops_the_work_loudly()
    {
        await using var own = new OwnCluster();
        await using var store = await IngestStore.OpenAsync(
            new StoreOptions { ClusterFolder = own.Cluster.Folder, Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(20) });
        var batch = await store.StartBatchAsync(new BatchStart("import", ["/"], Samples.Version));
        await own.Cluster.StopAsync();
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAsync<DatabaseUnreachableException>(() => store.SaveAsync(Samples.Request(batch, "lost")));

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Work_goes_on_after_a_restart_of_the_server()
    {
        await using var own = new OwnCluster();
        await using var store = await IngestStore.OpenAsync(new StoreOptions { ClusterFolder = own.Cluster.Folder });
        var batch = await store.StartBatchAsync(new BatchStart("import", ["/"], Samples.Version));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.SaveAsync(Samples.Request(batch, $"before-{n}"))));

        await own.Cluster.StopAsync();
        var saving = Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.SaveAsync(Samples.Request(batch, $"after-{n}"))));
        await own.Cluster.StartAsync();

        Assert.All(await saving, outcome => Assert.Equal(SaveOutcome.Stored, outcome));
        Assert.Equal(new BatchCounts(16, 0, 0), await store.FinishBatchAsync(batch, BatchEnd.Finished));
    }

    [Fact]
    public async Task A_piece_of_work_that_hangs_is_given_up()
    {
        var options = new StoreOptions
        {
            Database = await cluster.NewDatabaseAsync(),
            TryTimeout = TimeSpan.FromMilliseconds(300),
            Retries = 1,
            RetryDelay = TimeSpan.FromMilliseconds(20),
        };
        await using var store = await IngestStore.OpenAsync(options);
        var batch = await store.StartBatchAsync(new BatchStart("import", ["/"], Samples.Version));
        await using var blocker = new NpgsqlConnection(options.Database);
        await blocker.OpenAsync();
        await using var locking = await blocker.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("lock table ingest.document", blocker);
        await command.ExecuteNonQueryAsync();

        await Assert.ThrowsAsync<DatabaseUnreachableException>(() => store.SaveAsync(Samples.Request(batch, "hangs")));
    }
}
