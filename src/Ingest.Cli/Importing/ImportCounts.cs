namespace Ingest.Cli.Importing;

/// <summary>What has become of the files of a run so far; every file is one of the three.</summary>
internal sealed record ImportCounts(long Stored, long Known, long SetAside, long Reports, long Findings)
{
    public static readonly ImportCounts None = new(0, 0, 0, 0, 0);

    public long Done => Stored + Known + SetAside;
}
