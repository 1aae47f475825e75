using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store;
using Npgsql;

namespace Ingest.Cli.Tests.Operating;

/// <summary>A document that must go, with all that came of it.</summary>
public sealed class EraseTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Takes_all_that_came_of_a_document_leaves_the_others_and_records_that_it_did()
    {
        var ingest = await cluster.NewDatabaseAsync();
        var archive = Path.Combine(_files.Folder, ".archive");
        var gone = _files.Report("gone.txt", "保密项目");
        _files.Report("stays.txt", "公开项目");
        await ingest.StartAsync("import", _files.Folder, "--archive", archive);
        Assert.Equal(2, Directory.GetFiles(archive, "*", SearchOption.AllDirectories).Length);

        var erased = await ingest.StartAsync("erase", gone, "--yes", "--reason", "as asked", "--archive", archive);

        Assert.Equal(ExitCode.Ok, erased.ExitCode);
        var sha256 = erased.Output.Trim()["erased ".Length..];
        Assert.Single(Directory.GetFiles(archive, "*", SearchOption.AllDirectories));
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] });
        Assert.Null(await store.FindAsync(sha256));
        Assert.Equal(["1"], await AskAsync(store, "select count(*) from ingest.report"));
        Assert.Equal([$"{sha256} 1 1 as asked"], await AskAsync(store, "select concat_ws(' ', sha256, extractions, reports, reason) from ingest.erasure"));
        Assert.Contains(await store.Accounts.AuditAsync(10), entry => entry.Event == "erased" && entry.Detail == sha256);
        // Not a word of it is left in any row, nor the name of its file; the batch still adds up.
        Assert.Empty(await LeftAsync(store, "保密项目"));
        Assert.Empty(await LeftAsync(store, "gone.txt"));
        var status = await ingest.StartAsync("status");
        Assert.EndsWith("\t2\t2\t0\t0\t0\n", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_first_and_says_so_where_there_is_nothing()
    {
        var ingest = await cluster.NewDatabaseAsync();
        var file = _files.Report();
        await ingest.StartAsync("import", file);

        var unasked = await ingest.StartAsync("erase", file);
        var unknown = await ingest.StartAsync("erase", "0123", "--yes");
        var status = await ingest.StartAsync("status");

        Assert.Equal(ExitCode.Usage, unasked.ExitCode);
        Assert.Contains("--yes", unasked.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, unknown.ExitCode);
        Assert.StartsWith("reports 1,", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_erasing_deletes_an_extraction()
    {
        var ingest = await cluster.NewDatabaseAsync();
        await ingest.StartAsync("import", _files.Report());
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] });

        var refused = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(store, "delete from ingest.extraction returning 1"));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    private static async Task<IReadOnlyList<string>> LeftAsync(IngestStore store, string word)
    {
        List<string> left = [];
        foreach (var table in await AskAsync(store, "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('ingest', 'ingest_web')"))
        {
            if ((await AskAsync(store, $"select count(*) from {table} t where to_jsonb(t)::text like '%{word}%'"))[0] != "0")
            {
                left.Add(table);
            }
        }

        return left;
    }

    private static async Task<IReadOnlyList<string>> AskAsync(IngestStore store, string sql)
    {
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }
}
