using System.Globalization;
using Ingest.Store;
using Npgsql;

[assembly: AssemblyFixture(typeof(Ingest.Cli.Tests.Hosting.ClusterFixture))]

namespace Ingest.Cli.Tests.Hosting;

/// <summary>One real PostgreSQL for the run, started when a test first wants it.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _turn = new(1);
    private PrivateCluster? _cluster;
    private int _databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The database that <paramref name="ingest"/> works on, past the program.</summary>
    public NpgsqlDataSource Open(Executable ingest) =>
        NpgsqlDataSource.Create(_cluster!.ConnectionString(new Uri(ingest.Environment["INGEST_DATABASE"]!).AbsolutePath[1..]));

    /// <summary>The environment of a command that has an empty database of its own.</summary>
    public async Task<Executable> NewDatabaseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_cluster is null)
            {
                _cluster = new PrivateCluster(Path.Combine(Path.GetTempPath(), "ingest-cli-" + Guid.NewGuid().ToString("N")[..12]));
                await _cluster.StartAsync();
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"cli_{++_databases}");
            await _cluster.EnsureDatabaseAsync(name);
            return new Executable { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["INGEST_DATABASE"] = _cluster.Url(name) } };
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_cluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await _cluster.StopAsync();
            Directory.Delete(_cluster.Folder, recursive: true);
        }
    }
}
