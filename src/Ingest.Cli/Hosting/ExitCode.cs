namespace Ingest.Cli.Hosting;

/// <summary>What the process ends with. Scripts depend on these; README lists them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Wrong usage, or a path that is missing or may not be read.</summary>
    public const int Usage = 1;

    /// <summary>An import went through and set some files aside.</summary>
    public const int SomeSetAside = 2;

    /// <summary>The database cannot be reached or used.</summary>
    public const int Database = 3;

    /// <summary>The file is unreadable, or no report was found in it.</summary>
    public const int Unreadable = 4;

    /// <summary>An evaluation found differences from the goldens, or diff found some between two readings.</summary>
    public const int Differs = 5;

    /// <summary>Something is missing on this machine: doctor says what; extract and inspect, when a scan cannot be read for it.</summary>
    public const int Unhealthy = 6;

    /// <summary>Anything else: a full disk, a bug.</summary>
    public const int Failed = 70;

    /// <summary>Stopped by Ctrl-C or a termination signal.</summary>
    public const int Stopped = 130;
}
