using System.Diagnostics;
using Ingest.Cli.Hosting;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store;
using Npgsql;

namespace Ingest.Cli.Tests.Operating;

/// <summary>The operator's guide's way to back up and to restore, tried.</summary>
public sealed class BackupTests(ClusterFixture cluster) : IDisposable
{
    private readonly SampleFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_is_restored_from_a_backup_is_what_was_there_row_by_row_and_goes_on()
    {
        var ingest = await cluster.NewDatabaseAsync();
        _files.Report("a.txt", "甲项目");
        _files.Report("b.txt", "乙项目");
        _files.Empty();
        await ingest.StartAsync("import", _files.Folder);
        await ingest.StartAsync("import", _files.Folder, "--enqueue");
        await (ingest with { Input = "correct horse battery\n" }).StartAsync("account", "add", "root", "--role", "administrator");
        var before = await RowsAsync(ingest);
        var backup = Path.Combine(_files.Folder, ".backup");

        var dumped = await RunAsync("pg_dump", "-Fc", "-f", backup, (await ingest.StartAsync("db", "url")).Output.Trim());
        var other = await cluster.NewDatabaseAsync();
        var restored = await RunAsync("pg_restore", "--exit-on-error", "--single-transaction", "-d", other.Environment["INGEST_DATABASE"]!, backup);

        Assert.True(dumped.ExitCode == 0, dumped.Said);
        Assert.True(restored.ExitCode == 0, restored.Said);
        Assert.Equal(before, await RowsAsync(other));
        Assert.Contains(before, row => row.StartsWith("ingest.report|", StringComparison.Ordinal));
        Assert.Contains(before, row => row.StartsWith("ingest_web.account|", StringComparison.Ordinal));
        var again = await other.StartAsync("import", _files.Folder);
        Assert.Equal("found 3 = stored 0 + known 3 + set aside 0\n", again.Output);
        var found = await other.StartAsync("search", "乙项目");
        Assert.Contains("乙项目", found.Output, StringComparison.Ordinal);
    }

    /// <summary>Every row of every table of ours.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(Executable ingest)
    {
        await using var store = await IngestStore.OpenAsync(new StoreOptions { Database = ingest.Environment["INGEST_DATABASE"] });
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync();
        var tables = await ListAsync(connection, """
            select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('ingest', 'ingest_web', 'published', 'hangfire') order by 1
            """);
        List<string> rows = [];
        foreach (var table in tables)
        {
            // Migrations that run at each start are journalled again.
            var where = table == "ingest.schema_version" ? " where scriptname not like 'always%'" : "";
            rows.AddRange(await ListAsync(connection, $"select '{table}|' || to_jsonb(t)::text from {table} t{where} order by 1"));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + error);
    }
}
