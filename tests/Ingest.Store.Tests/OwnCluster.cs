using Npgsql;

namespace Ingest.Store.Tests;

/// <summary>A cluster for one test that hurts it.</summary>
internal sealed class OwnCluster(string? folder = null) : IAsyncDisposable
{
    public PrivateCluster Cluster { get; } = new(folder ?? ClusterFixture.NewFolder());

    /// <summary>The server's process id.</summary>
    public int Pid => int.Parse(File.ReadLines(Path.Combine(Cluster.Folder, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Cluster.StopAsync();
        if (Directory.Exists(Cluster.Folder))
        {
            Directory.Delete(Cluster.Folder, recursive: true);
        }

        if (Directory.Exists(Cluster.SocketFolder))
        {
            Directory.Delete(Cluster.SocketFolder, recursive: true);
        }
    }
}
