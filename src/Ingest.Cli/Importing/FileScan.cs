using Ingest.Cli.Hosting;

namespace Ingest.Cli.Importing;

/// <summary>What a user's paths come to, each file once.</summary>
/// <param name="Files">To be imported: PDFs and text dumps in folders, and whatever was named itself.</param>
/// <param name="PassedOver">Files of other types in folders, counted by extension.</param>
/// <param name="Closed">Folders inside the named ones that may not be listed.</param>
internal sealed record FileScan(
    IReadOnlyList<string> Files, IReadOnlyDictionary<string, int> PassedOver, IReadOnlyList<string> Closed)
{
    private static readonly HashSet<string> Readable = new(StringComparer.OrdinalIgnoreCase) { ".pdf", ".txt" };

    /// <exception cref="UserException">A named path is missing or may not be listed: nothing is imported then.</exception>
    public static FileScan Of(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        var passedOver = new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var closed = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                Walk(new DirectoryInfo(Path.GetFullPath(path)), isNamed: true);
            }
            else
            {
                files.Add(File.Exists(path) ? Path.GetFullPath(path) : throw Paths.Missing(path));
            }
        }

        return new FileScan([.. files.Distinct(StringComparer.Ordinal)], passedOver, closed);

        void Walk(DirectoryInfo folder, bool isNamed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FileSystemInfo[] entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
            {
                if (isNamed)
                {
                    throw new UserException(
                        ExitCode.Usage, $"{folder.FullName}: cannot be listed; mend its permissions", $"{folder.FullName}：无法读取文件夹，请检查权限");
                }

                closed.Add(folder.FullName);
                return;
            }

            foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry is DirectoryInfo inner)
                {
                    // A link to a folder may lead back to where we are.
                    if (inner.LinkTarget is null)
                    {
                        Walk(inner, isNamed: false);
                    }
                }
                else if (Readable.Contains(entry.Extension))
                {
                    files.Add(entry.FullName);
                }
                else
                {
                    passedOver[entry.Extension] = passedOver.GetValueOrDefault(entry.Extension) + 1;
                }
            }
        }
    }
}
