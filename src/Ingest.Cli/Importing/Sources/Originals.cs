using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ingest.Store;

namespace Ingest.Cli.Importing.Sources;

/// <summary>
/// Finds a document's original, unchanged: in the archive where there is one, else where the file was seen, in folders, .zip files and
/// buckets. A file that has changed since is another document. Plain files are hashed once, and again when their size or time changes.
/// </summary>
internal sealed class Originals(OriginalArchive? archive)
{
    private const int MostKnown = 100_000;

    private readonly ConcurrentDictionary<(string Path, long Length, DateTime Changed), string> _known = new();

    /// <param name="paths">Where it was seen, the latest place first.</param>
    /// <returns>Null where no place has it unchanged any more.</returns>
    public async Task<LocalCopy?> FindAsync(string sha256, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in Places(sha256, paths))
        {
            LocalCopy? copy = null;
            try
            {
                copy = await SourceFiles.FetchAsync(path, cancellationToken);
                if (await HashAsync(copy.Path, copy.Path == path, cancellationToken) == sha256)
                {
                    return copy;
                }
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or RefusedSourceException)
            {
                // The next place may still have it.
            }
            catch
            {
                copy?.Dispose();
                throw;
            }

            copy?.Dispose();
        }

        return null;
    }

    /// <summary>Whether one of the places can be looked at; whether it is still the same is found out when it is fetched.</summary>
    public bool MayBeThere(string sha256, IReadOnlyList<string> paths) =>
        Places(sha256, paths).Any(path => File.Exists(path) || S3Folder.Holds(path) || ZipFolder.IsThere(path));

    private IEnumerable<string> Places(string sha256, IReadOnlyList<string> paths) =>
        (archive is null ? [] : paths.Select(path => archive.PathOf(new SourceFile(path, sha256, 0))).Distinct(StringComparer.Ordinal)).Concat(paths);

    private async Task<string?> HashAsync(string path, bool isPlain, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Attributes.HasFlag(FileAttributes.Device))
        {
            return null;
        }

        var key = (path, file.Length, file.LastWriteTimeUtc);
        if (isPlain && _known.TryGetValue(key, out var hash))
        {
            return hash;
        }

        await using var stream = file.OpenRead();
        hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (isPlain)
        {
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }

            _known[key] = hash;
        }

        return hash;
    }
}
