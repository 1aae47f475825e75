using Npgsql;

namespace Ingest.Store.Tests;

public sealed class SchemaTests(StoreFixture fixture, ClusterFixture cluster) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Every_schema_table_and_column_says_in_Chinese_and_English_what_it_is()
    {
        var missing = await fixture.ScalarAsync<string>("""
            select coalesce(string_agg(what, ', '), '') from (
              select nspname as what, obj_description(oid, 'pg_namespace') as said from pg_namespace where nspname in ('ingest', 'published')
              union all
              select relname, obj_description(oid, 'pg_class') from pg_class
              where relnamespace in ('ingest'::regnamespace, 'published'::regnamespace) and relkind in ('r', 'v', 'm', 'p')
              union all
              select relname || '.' || attname, col_description(c.oid, attnum) from pg_class c join pg_attribute a on a.attrelid = c.oid
              where relnamespace in ('ingest'::regnamespace, 'published'::regnamespace) and relkind in ('r', 'v', 'm', 'p') and attnum > 0 and not attisdropped
              union all
              select proname, obj_description(oid, 'pg_proc') from pg_proc p where pronamespace in ('ingest'::regnamespace, 'published'::regnamespace)
                and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')
            ) said_of where said is null or said !~ '^[^·]*[一-龥][^·]* · .*[A-Za-z]'
            """);

        Assert.Equal("", missing);
    }

    [Fact]
    public async Task Migrating_twice_runs_nothing_the_second_time()
    {
        var before = await fixture.ScalarAsync<string>("select string_agg(scriptname, ',' order by scriptname) from ingest.schema_version");

        Assert.Empty(await IngestStore.MigrateAsync(fixture.Options));

        Assert.Equal(before, await fixture.ScalarAsync<string>("select string_agg(scriptname, ',' order by scriptname) from ingest.schema_version"));
    }

    [Fact]
    public async Task Stores_that_open_a_new_database_at_once_migrate_it_once()
    {
        var options = new StoreOptions { Database = await cluster.NewDatabaseAsync() };

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IngestStore.OpenAsync(options)));

        Assert.Empty((await stores[0].StatusAsync()).Batches);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_migrated_by_a_newer_program_is_left_alone()
    {
        var options = new StoreOptions { Database = await cluster.NewDatabaseAsync() };
        await IngestStore.MigrateAsync(options);
        await ExecuteAsync(options.Database!, "insert into ingest.schema_version (scriptname, applied) values ('9999_future.sql', now())");

        var problem = await Assert.ThrowsAsync<StoreException>(() => IngestStore.OpenAsync(options));

        Assert.Contains("9999_future.sql", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_whose_locale_does_not_know_Chinese_letters_is_refused_with_the_remedy()
    {
        var options = new StoreOptions { Database = await cluster.NewDatabaseAsync("template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'") };

        var problem = await Assert.ThrowsAsync<StoreException>(() => IngestStore.OpenAsync(options));

        Assert.Contains("lc_ctype 'C.UTF-8'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into ingest.batch (command, roots, version, packs, started_at) values ('x', '{}', 'x', '{}', now())")]
    [InlineData("update ingest.report set grade = '优秀'")]
    [InlineData("delete from ingest.finding")]
    [InlineData("truncate ingest.indicator")]
    [InlineData("create table ingest.mine ()")]
    public async Task An_analyst_cannot_write(string sql)
    {
        var problem = await Assert.ThrowsAsync<PostgresException>(() => fixture.RunAsync("set role ingest_analyst; " + sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, problem.SqlState);
    }

    [Fact]
    public async Task A_worker_may_do_all_that_the_store_does_and_no_more()
    {
        await fixture.RunAsync("create role a_worker login in role ingest_worker");
        var login = new NpgsqlConnectionStringBuilder(fixture.ConnectionString) { Username = "a_worker" }.ConnectionString;
        await using var store = await IngestStore.OpenAsync(fixture.Options with { Database = login });
        var batch = await store.StartBatchAsync(new BatchStart("import", ["/"], Samples.Version));

        await store.SaveAsync(Samples.Request(batch, "worker"));
        await store.SaveAsync(Samples.Request(batch, "worker", version: "2.0.0"));
        await store.SetAsideAsync(new SetAsideRequest(batch, "/x.pdf", Samples.Sha("x"), 1, new SetAsideReason("damaged", "", "")));
        await store.RetryAsync([]);
        await store.FinishBatchAsync(batch, BatchEnd.Finished);

        var problem = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(login, "delete from ingest.correction"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, problem.SqlState);
    }

    [Fact]
    public async Task A_user_who_may_not_create_roles_can_still_migrate()
    {
        await using var own = new OwnCluster();
        await own.Cluster.StartAsync();
        await ExecuteAsync(own.Cluster.ConnectionString("postgres"), "create role plain login");
        await ExecuteAsync(own.Cluster.ConnectionString("postgres"), "create database plain owner plain");
        var login = new NpgsqlConnectionStringBuilder(own.Cluster.ConnectionString("plain")) { Username = "plain" }.ConnectionString;

        await using (var store = await IngestStore.OpenAsync(new StoreOptions { Database = login }))
        {
            var batch = await store.StartBatchAsync(new BatchStart("import", ["/"], Samples.Version));
            Assert.Equal(SaveOutcome.Stored, await store.SaveAsync(Samples.Request(batch, "plain")));
        }

        // Later an administrator makes the roles, and a migration as one who may grants to them.
        await IngestStore.MigrateAsync(new StoreOptions { Database = own.Cluster.ConnectionString("plain") });
        await ExecuteAsync(own.Cluster.ConnectionString("plain"), "set role ingest_analyst; select * from published.reports");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
