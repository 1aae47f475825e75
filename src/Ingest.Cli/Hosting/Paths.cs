using Ingest.Engine.Reading;

namespace Ingest.Cli.Hosting;

/// <summary>Paths that users name.</summary>
internal static class Paths
{
    /// <summary>The full path of a file that is there.</summary>
    /// <exception cref="UserException">It is not, or is a folder.</exception>
    public static string ExistingFile(string path) => FileNode.KindOf(path) switch
    {
        FileNodeKind.File => Path.GetFullPath(path),
        FileNodeKind.Folder => throw new UserException(ExitCode.Usage, $"{path}: is a folder; name a file", $"{path}：是文件夹，请指定文件"),
        FileNodeKind.Special => throw Special(path),
        _ => throw Missing(path),
    };

    /// <summary>The full path of a folder that is there.</summary>
    /// <exception cref="UserException">It is not.</exception>
    public static string ExistingFolder(string path) =>
        Directory.Exists(path) ? Path.GetFullPath(path) : throw Missing(path);

    public static UserException Missing(string path) =>
        new(ExitCode.Usage, $"{path}: no such file or folder", $"{path}：文件或文件夹不存在");

    public static UserException Special(string path) => new(
        ExitCode.Usage, $"{path}: is a pipe, a socket or a device; name a file", $"{path}：是管道、套接字或设备，请指定普通文件");

    /// <summary>For a screen: what would end its line or steer the terminal stands as an escape.</summary>
    public static string Shown(string path) => path.Any(char.IsControl)
        ? string.Concat(path.Select(letter => char.IsControl(letter) ? FormattableString.Invariant($"\\x{(int)letter:x2}") : letter.ToString()))
        : path;

    /// <summary>The repository that the launcher started us from; else null.</summary>
    public static string? Root => Environment.GetEnvironmentVariable("INGEST_ROOT") is { Length: > 0 } root ? root : null;
}
