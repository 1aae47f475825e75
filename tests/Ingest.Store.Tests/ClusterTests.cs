using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Ingest.Store.Tests;

public sealed class ClusterTests
{
    [Fact]
    public async Task It_starts_stops_and_keeps_what_it_holds()
    {
        await using var own = new OwnCluster();
        Assert.False(await own.Cluster.IsRunningAsync());
        Assert.False(await own.Cluster.StopAsync());

        await own.Cluster.StartAsync();
        await own.Cluster.StartAsync();
        await own.Cluster.EnsureDatabaseAsync();
        await own.Cluster.EnsureDatabaseAsync();
        await ScalarAsync(own, "create table kept as select 42 as answer");
        Assert.True(await own.Cluster.IsRunningAsync());

        Assert.True(await own.Cluster.StopAsync());
        Assert.False(await own.Cluster.IsRunningAsync());

        await own.Cluster.StartAsync();
        Assert.Equal(42, await ScalarAsync(own, "select answer from kept"));
    }

    [Fact]
    public async Task It_comes_back_after_kill_9_with_all_that_was_committed()
    {
        await using var own = new OwnCluster();
        await own.Cluster.StartAsync();
        await own.Cluster.EnsureDatabaseAsync();
        await ScalarAsync(own, "create table kept as select 42 as answer");

        using (var server = Process.GetProcessById(own.Pid))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        Assert.False(await own.Cluster.IsRunningAsync());
        await own.Cluster.StartAsync();
        Assert.Equal(42, await ScalarAsync(own, "select answer from kept"));
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_does_not_keep_it_from_starting()
    {
        await using var own = new OwnCluster();
        await own.Cluster.StartAsync();
        var pidFile = Path.Combine(own.Cluster.Folder, "data", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        await own.Cluster.StopAsync();

        // A process of the server's own user, as after a restart of the machine.
        using var stranger = Process.Start(Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--clear-groups", "sleep", "300"])
            : new ProcessStartInfo("sleep", ["300"]))!;
        try
        {
            lines[0] = stranger.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await File.WriteAllLinesAsync(pidFile, lines);

            await own.Cluster.StartAsync();

            Assert.True(await own.Cluster.IsRunningAsync());
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task Several_that_start_it_at_once_make_one_server()
    {
        await using var own = new OwnCluster();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new PrivateCluster(own.Cluster.Folder).StartAsync()));

        Assert.True(await own.Cluster.IsRunningAsync());
    }

    [Fact]
    public async Task A_folder_too_long_for_a_socket_gets_its_socket_elsewhere()
    {
        var root = ClusterFixture.NewFolder();
        var folder = Path.Combine(root, new string('长', 40), "it's here", "postgres");
        try
        {
            await using var own = new OwnCluster(folder);
            await own.Cluster.StartAsync();

            Assert.True(await own.Cluster.IsRunningAsync());
            Assert.True(Encoding.UTF8.GetByteCount(own.Cluster.SocketFolder) < 90);
            Assert.Equal(own.Cluster.SocketFolder, new PrivateCluster(folder).SocketFolder);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_cannot_start_shows_the_end_of_its_log()
    {
        await using var own = new OwnCluster();
        await own.Cluster.StartAsync();
        await own.Cluster.StopAsync();
        await File.AppendAllTextAsync(Path.Combine(own.Cluster.Folder, "data", "postgresql.conf"), "no_such_setting = 1\n");

        var problem = await Assert.ThrowsAsync<DatabaseUnreachableException>(
            () => IngestStore.OpenAsync(new StoreOptions { ClusterFolder = own.Cluster.Folder }));

        Assert.Contains("no_such_setting", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_made_cluster_is_made_anew()
    {
        await using var own = new OwnCluster();
        var half = Path.Combine(own.Cluster.Folder, "data.new");
        Directory.CreateDirectory(half);
        await File.WriteAllTextAsync(Path.Combine(half, "PG_VERSION"), "15\n");

        await own.Cluster.StartAsync();

        Assert.True(await own.Cluster.IsRunningAsync());
        Assert.False(Directory.Exists(half));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_so()
    {
        var problem = await Assert.ThrowsAsync<StoreException>(() => new PrivateCluster("/proc/ingest/postgres").StartAsync());

        Assert.Contains("INGEST_HOME", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_folders_are_closed_to_others_and_it_listens_to_no_network()
    {
        await using var own = new OwnCluster();
        await using var store = await IngestStore.OpenAsync(new StoreOptions { ClusterFolder = own.Cluster.Folder });

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.All(
            [own.Cluster.Folder, own.Cluster.SocketFolder, Path.Combine(own.Cluster.Folder, "data")],
            folder => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & others));
        Assert.Equal("", await ScalarAsync(own, "show listen_addresses"));
        Assert.Equal("on", await ScalarAsync(own, "show fsync"));
        Assert.Equal("on", await ScalarAsync(own, "show synchronous_commit"));
        Assert.Equal("UTF8 C.UTF-8", await ScalarAsync(
            own, "select pg_encoding_to_char(encoding) || ' ' || datctype from pg_database where datname = current_database()"));
        Assert.StartsWith("postgresql:///ingest?host=/", store.Url, StringComparison.Ordinal);

        using var psql = Process.Start(new ProcessStartInfo("psql", ["-Atc", "select count(*) from ingest.report", store.Url]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        Assert.Equal("0", (await psql.StandardOutput.ReadToEndAsync()).Trim());
    }

    private static async Task<object?> ScalarAsync(OwnCluster own, string sql)
    {
        await using var connection = new NpgsqlConnection(own.Cluster.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
