namespace Ingest.Store.Clusters;

/// <summary>Makes the folders and, with initdb, the data of a private cluster.</summary>
internal sealed class ClusterMaker(ClusterFolder folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // fsync and synchronous_commit keep their defaults: what is reported as stored survives the plug.
    // The log is terse and without statements because details of an error may hold report text.
    private const string Settings = """

        # --- ingest ---
        listen_addresses = ''
        unix_socket_permissions = 0700
        shared_buffers = 256MB
        random_page_cost = 1.1
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        jit = off
        log_error_verbosity = terse
        log_min_error_statement = panic
        log_checkpoints = off

        """;

    public async Task PrepareFolderAsync(CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.Root)!);
            Directory.CreateDirectory(folder.Root, OwnerOnly);
            Directory.CreateDirectory(folder.Socket, OwnerOnly);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"Cannot make {folder.Root}: {problem.Message} Set INGEST_HOME to a folder you may write.", problem);
        }

        if (Environment.IsPrivilegedProcess)
        {
            await GiveToServerAsync(folder.Root, cancellation);
            await GiveToServerAsync(folder.Socket, cancellation);
            var entered = await ServerPrograms.RunAsServerAsync("/usr/bin/test", ["-w", folder.Root], cancellation);
            if (!entered.Succeeded)
            {
                throw new StoreException(
                    $"The user {ServerPrograms.ServerUser}, as whom the server runs, cannot enter {folder.Root}: set INGEST_HOME to a folder "
                    + $"outside of private ones such as /root, or open the way to it (chmod o+x). {entered.Output}");
            }
        }

        await EnsureOursAsync(folder.Socket, cancellation);
    }

    public async Task InitialiseAsync(ServerPrograms programs, CancellationToken cancellation)
    {
        if (Directory.Exists(folder.DataInTheMaking))
        {
            Directory.Delete(folder.DataInTheMaking, recursive: true);
        }

        var made = await ServerPrograms.RunAsServerAsync(
            programs.InitDb,
            ["-D", folder.DataInTheMaking, "-U", PrivateCluster.User, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--data-checksums", "--no-instructions"],
            cancellation);
        if (!made.Succeeded)
        {
            throw new StoreException($"initdb could not make a cluster in {folder.Root}:\n{made.Output}");
        }

        await File.AppendAllTextAsync(Path.Combine(folder.DataInTheMaking, "postgresql.conf"), Settings, cancellation);
        Directory.Move(folder.DataInTheMaking, folder.Data);
    }

    private static async Task GiveToServerAsync(string path, CancellationToken cancellation)
    {
        var given = await ServerPrograms.RunAsync("chown", ["-h", ServerPrograms.ServerUser + ":", path], cancellation);
        if (!given.Succeeded)
        {
            throw new StoreException(
                $"Cannot give {path} to the user {ServerPrograms.ServerUser}: {given.Output}. "
                + "PostgreSQL does not run as root; the package postgresql-common makes this user.");
        }
    }

    /// <summary>In /tmp another user may have been there before us: a folder that is not ours, or open, is refused.</summary>
    private static async Task EnsureOursAsync(string path, CancellationToken cancellation)
    {
        var owned = await ServerPrograms.RunAsServerAsync("/usr/bin/test", ["-O", path, "-a", "!", "-L", path], cancellation);
        if (!owned.Succeeded)
        {
            throw new StoreException($"{path} belongs to another user: remove it, or set INGEST_HOME to a folder with a shorter path.");
        }

        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
