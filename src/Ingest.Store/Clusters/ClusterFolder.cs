using System.Security.Cryptography;
using System.Text;

namespace Ingest.Store.Clusters;

/// <summary>Where a private cluster keeps what: data, log, lock and socket.</summary>
internal sealed class ClusterFolder
{
    /// <summary>sun_path holds 108 bytes with its closing zero; the server's own name for the socket takes 16 of them.</summary>
    private const int LongestSocketFolder = 107 - 16;

    public ClusterFolder(string root)
    {
        Root = Path.GetFullPath(root);
        Socket = ShortSocketFolder(Root);
    }

    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    /// <summary>Becomes <see cref="Data"/> by a rename, so that an initdb cut short leaves no half cluster.</summary>
    public string DataInTheMaking => Path.Combine(Root, "data.new");

    public string Log => Path.Combine(Root, "server.log");

    public string Lock => Path.Combine(Root, "lock");

    public string Socket { get; }

    public string SocketFile => Path.Combine(Socket, ".s.PGSQL.5432");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>There from the first start until somebody stops the server: whoever finds it gone then may start it again.</summary>
    public string Wanted => Path.Combine(Root, "wanted");

    public bool HasData => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>The major version that made the data: "15".</summary>
    public string? DataVersion => HasData ? File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim() : null;

    public static string Default()
    {
        if (Environment.GetEnvironmentVariable("INGEST_HOME") is { Length: > 0 } home)
        {
            return Path.Combine(Path.GetFullPath(home), "postgres");
        }

        if (Environment.IsPrivilegedProcess)
        {
            return "/var/lib/ingest/postgres";
        }

        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return Path.Combine(data, "ingest", "postgres");
    }

    /// <summary>The last lines of the server's log, for a message; empty when there are none.</summary>
    public string LogTail(int lines = 12)
    {
        try
        {
            return string.Join('\n', File.ReadLines(Log).TakeLast(lines));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>In the folder itself where the path is short enough; else in a place that every process finds again.</summary>
    private static string ShortSocketFolder(string root)
    {
        var near = Path.Combine(root, "socket");
        if (Encoding.UTF8.GetByteCount(near) <= LongestSocketFolder)
        {
            return near;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..16];
        var runtime = Environment.IsPrivilegedProcess
            ? "/run"
            : Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/tmp";
        var parent = Directory.Exists(runtime) && Encoding.UTF8.GetByteCount(runtime) < 60 ? runtime : "/tmp";
        return Path.Combine(parent, "ingest-" + hash);
    }
}
