using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Importing;

/// <summary>A file to be accounted for.</summary>
/// <param name="IsNamed">Named by the user, and so tried whatever its name ends in.</param>
internal sealed record ImportFile(string Path, bool IsNamed);

/// <summary>What of a folder is no file of an archive, and not counted among the files found.</summary>
internal enum PassedOver
{
    /// <summary>Files and folders whose name begins with a dot: editors' and systems' own.</summary>
    Hidden,

    /// <summary>A link may lead back to where we are. Links to files are taken as files.</summary>
    LinkToFolder,

    /// <summary>Pipes, sockets, devices.</summary>
    Special,
}

/// <summary>What a user's paths come to, each file once: every regular file of a folder and of those below it, and what is in .zip files.</summary>
/// <param name="Closed">Folders inside the named ones that may not be listed.</param>
internal sealed record FileScan(
    IReadOnlyList<ImportFile> Files, IReadOnlyDictionary<PassedOver, int> PassedOver, IReadOnlyList<string> Closed)
{
    /// <param name="named">Folders and files that stand on the command line.</param>
    /// <param name="listed">
    /// Those of a list on stdin. What of it is missing is a file that cannot be read, not a reason to refuse the rest.
    /// </param>
    /// <exception cref="UserException">A named path is missing or may not be listed: nothing is imported then.</exception>
    public static FileScan Of(IEnumerable<string> named, IEnumerable<string> listed, CancellationToken cancellationToken)
    {
        var scanner = new Scanner(cancellationToken);
        foreach (var path in named)
        {
            scanner.Take(path, mayBeMissing: false);
        }

        foreach (var path in listed)
        {
            scanner.Take(path, mayBeMissing: true);
        }

        return new FileScan([.. scanner.Files.DistinctBy(file => file.Path, StringComparer.Ordinal)], scanner.PassedOver, scanner.Closed);
    }

    private sealed class Scanner(CancellationToken cancellationToken)
    {
        public List<ImportFile> Files { get; } = [];

        public SortedDictionary<PassedOver, int> PassedOver { get; } = [];

        public List<string> Closed { get; } = [];

        public void Take(string path, bool mayBeMissing)
        {
            if (S3Folder.Holds(path))
            {
                Files.AddRange(S3Folder.List(path).Select(found => new ImportFile(found, IsNamed: false)));
                return;
            }

            switch (FileNode.KindOf(path))
            {
                case FileNodeKind.Folder:
                    Walk(new DirectoryInfo(Path.GetFullPath(path)), isNamed: true);
                    break;
                case FileNodeKind.Special:
                    throw Paths.Special(path);
                case FileNodeKind.Missing when !mayBeMissing && !ZipFolder.Holds(path):
                    throw Paths.Missing(path);
                case FileNodeKind.File:
                    Add(Path.GetFullPath(path), isNamed: true);
                    break;
                default:
                    Files.Add(new ImportFile(ZipFolder.Holds(path) ? path : Path.GetFullPath(path), IsNamed: true));
                    break;
            }
        }

        private void Walk(DirectoryInfo folder, bool isNamed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder, isNamed))
            {
                if (entry.Name.StartsWith('.'))
                {
                    PassOver(Importing.PassedOver.Hidden);
                }
                else if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    Walk(inner, isNamed: false);
                }
                else
                {
                    TakeEntry(entry.FullName);
                }
            }
        }

        private void TakeEntry(string path)
        {
            switch (FileNode.KindOf(path))
            {
                case FileNodeKind.Folder:
                    PassOver(Importing.PassedOver.LinkToFolder);
                    break;
                case FileNodeKind.Special:
                    PassOver(Importing.PassedOver.Special);
                    break;
                default:
                    Add(path, isNamed: false);
                    break;
            }
        }

        /// <summary>A .zip is a folder; one that cannot be listed is a file like others, and will be set aside.</summary>
        private void Add(string path, bool isNamed)
        {
            if (path.EndsWith(ZipFolder.Extension, StringComparison.OrdinalIgnoreCase) && ZipFolder.List(path) is { } inside)
            {
                Files.AddRange(inside.Select(entry => new ImportFile(entry, IsNamed: false)));
            }
            else
            {
                Files.Add(new ImportFile(path, isNamed));
            }
        }

        private IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder, bool isNamed)
        {
            try
            {
                return folder.GetFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal);
            }
            catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
            {
                if (isNamed)
                {
                    throw new UserException(
                        ExitCode.Usage, $"{folder.FullName}: cannot be listed; mend its permissions", $"{folder.FullName}：无法读取文件夹，请检查权限");
                }

                Closed.Add(folder.FullName);
                return [];
            }
        }

        private void PassOver(PassedOver kind) => PassedOver[kind] = PassedOver.GetValueOrDefault(kind) + 1;
    }
}
