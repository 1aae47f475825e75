using Ingest.Core.Forms;

namespace Ingest.Store;

/// <summary>Which database, and how patiently. Copied when the store is opened.</summary>
public sealed record StoreOptions
{
    /// <summary>The environment variable that names a real server.</summary>
    public const string DatabaseVariable = "INGEST_DATABASE";

    /// <summary>A URL <c>postgresql://…</c> or <c>Host=…;Database=…</c>; null for the private cluster.</summary>
    public string? Database { get; init; }

    /// <summary>The folder of the private cluster; null for <see cref="PrivateCluster.DefaultFolder"/>.</summary>
    public string? ClusterFolder { get; init; }

    /// <summary>The form packs that corrections are read and checked by; null for the built-in ones.</summary>
    public IReadOnlyList<FormPack>? Packs { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long one attempt to connect may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt at a piece of work may take.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often work is tried again after a transient fault.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The pause before the second attempt; doubled for each later one, up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Told of a fault that is going to be tried again, and of the time since this store was opened; from any thread.</summary>
    public Action<Exception, TimeSpan>? OnAway { get; init; }

    /// <summary>A server that is not there when the store is opened is waited for as later on; otherwise that is told at once.</summary>
    public bool WaitsAtStart { get; init; }

    /// <summary>INGEST_DATABASE, or the private cluster where it is not set.</summary>
    public static StoreOptions FromEnvironment()
    {
        var database = Environment.GetEnvironmentVariable(DatabaseVariable);
        return new StoreOptions { Database = string.IsNullOrWhiteSpace(database) ? null : database };
    }
}
