namespace Ingest.Cli.Hosting;

/// <summary>Paths that users name.</summary>
internal static class Paths
{
    /// <summary>The full path of a file that is there.</summary>
    /// <exception cref="UserException">It is not, or is a folder.</exception>
    public static string ExistingFile(string path) => File.Exists(path) ? Path.GetFullPath(path)
        : Directory.Exists(path) ? throw new UserException(ExitCode.Usage, $"{path}: is a folder; name a file", $"{path}：是文件夹，请指定文件")
        : throw Missing(path);

    /// <summary>The full path of a folder that is there.</summary>
    /// <exception cref="UserException">It is not.</exception>
    public static string ExistingFolder(string path) =>
        Directory.Exists(path) ? Path.GetFullPath(path) : throw Missing(path);

    public static UserException Missing(string path) =>
        new(ExitCode.Usage, $"{path}: no such file or folder", $"{path}：文件或文件夹不存在");

    /// <summary>The repository that the launcher started us from; else null.</summary>
    public static string? Root => Environment.GetEnvironmentVariable("INGEST_ROOT") is { Length: > 0 } root ? root : null;
}
