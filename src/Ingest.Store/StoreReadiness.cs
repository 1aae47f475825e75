namespace Ingest.Store;

/// <summary>Whether the store can do its work at this moment.</summary>
public enum StoreReadiness
{
    Ready,

    /// <summary>No server answers, or not to us.</summary>
    Unreachable,

    /// <summary>Migrations of this program have not run.</summary>
    Behind,

    /// <summary>A newer program has migrated the database.</summary>
    Ahead,
}
