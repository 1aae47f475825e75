using Ingest.Engine.Reading;

namespace Ingest.Cli.Watching;

/// <summary>A file as it was at a look: whoever still writes it changes one of these.</summary>
internal readonly record struct FileState(long Length, DateTime WrittenUtc);

/// <summary>
/// What a drop folder holds that is new and complete. A file is complete when it has not changed for a while, and is
/// taken once: the same file again only when it has changed. Links, pipes and devices are never opened, and no folder
/// is entered through a link, so that nothing outside is reached.
/// </summary>
/// <param name="settle">How long a file must stay as it is.</param>
internal sealed class DropFolder(string folder, TimeSpan settle, TimeProvider time)
{
    private readonly Dictionary<string, (FileState State, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileState> _taken = new(StringComparer.Ordinal);

    /// <summary>One look; the files that are complete, in the order of their paths, each given once.</summary>
    /// <exception cref="IOException">The folder itself is gone.</exception>
    public IReadOnlyList<string> Look()
    {
        var now = time.GetUtcNow();
        var here = Walk(new DirectoryInfo(folder)).ToDictionary(file => file.Path, file => file.State, StringComparer.Ordinal);
        Forget(_seen, here);
        Forget(_taken, here);
        List<string> complete = [];
        foreach (var (path, state) in here.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (_taken.TryGetValue(path, out var taken) && taken == state)
            {
                continue;
            }

            if (!_seen.TryGetValue(path, out var before) || before.State != state)
            {
                _seen[path] = (state, now);
            }
            else if (now - before.Since >= settle)
            {
                _taken[path] = state;
                complete.Add(path);
            }
        }

        return complete;
    }

    /// <summary>A file that was taken and could not be handed on is looked at again.</summary>
    public void GiveBack(string path) => _taken.Remove(path);

    private static void Forget<T>(Dictionary<string, T> known, Dictionary<string, FileState> here)
    {
        foreach (var gone in known.Keys.Where(path => !here.ContainsKey(path)).ToArray())
        {
            known.Remove(gone);
        }
    }

    private static IEnumerable<(string Path, FileState State)> Walk(DirectoryInfo folder)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (UnauthorizedAccessException)
        {
            yield break; // Somebody may mend it; we look again.
        }

        foreach (var entry in entries)
        {
            if (entry.Name.StartsWith('.') || entry.Name.EndsWith(ResultFile.Extension, StringComparison.Ordinal) || entry.LinkTarget is not null)
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                foreach (var file in Walk(inner))
                {
                    yield return file;
                }
            }
            else if (entry is FileInfo file && FileNode.KindOf(file.FullName) == FileNodeKind.File)
            {
                yield return (file.FullName, new FileState(file.Length, file.LastWriteTimeUtc));
            }
        }
    }
}
