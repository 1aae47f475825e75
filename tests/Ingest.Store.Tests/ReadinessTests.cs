using Npgsql;

namespace Ingest.Store.Tests;

/// <summary>What the store says of itself to whoever watches over the process.</summary>
public sealed class ReadinessTests(ClusterFixture cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Is_ready_with_the_schema_of_this_program_and_says_what_is_wrong_otherwise()
    {
        var options = new StoreOptions { Database = await cluster.NewDatabaseAsync(), Retries = 0 };
        await using var store = await IngestStore.OpenAsync(options);
        Assert.Equal(StoreReadiness.Ready, await store.ReadinessAsync(Patience));

        await RunAsync(options, "update ingest.schema_version set scriptname = '9999_of_tomorrow.sql' where scriptname like '0005%'");
        Assert.Equal(StoreReadiness.Ahead, await store.ReadinessAsync(Patience));

        await RunAsync(options, "delete from ingest.schema_version where scriptname like '9999%'");
        Assert.Equal(StoreReadiness.Behind, await store.ReadinessAsync(Patience));
    }

    [Fact]
    public async Task Is_unreachable_while_the_server_is_down_and_ready_again_when_it_is_back()
    {
        await using var own = new OwnCluster();
        await own.Cluster.StartAsync();
        await own.Cluster.EnsureDatabaseAsync("ready");
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = own.Cluster.ConnectionString("ready"), Retries = 1 });
        Assert.Equal(StoreReadiness.Ready, await store.ReadinessAsync(Patience));

        await own.Cluster.StopAsync();
        Assert.Equal(StoreReadiness.Unreachable, await store.ReadinessAsync(TimeSpan.FromSeconds(5)));

        await own.Cluster.StartAsync();
        Assert.Equal(StoreReadiness.Ready, await store.ReadinessAsync(Patience));
    }

    private static async Task RunAsync(StoreOptions options, string sql)
    {
        await using var source = NpgsqlDataSource.Create(options.Database!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
