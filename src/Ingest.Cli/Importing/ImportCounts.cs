namespace Ingest.Cli.Importing;

/// <summary>What has become of the files of a batch so far; every file that is done is one of the three.</summary>
internal sealed record ImportCounts(long Stored, long Known, long SetAside)
{
    public static readonly ImportCounts None = new(0, 0, 0);

    public long Done => Stored + Known + SetAside;
}
