using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Ingest.Web.Originals;

/// <summary>
/// Finds a document's original at the places where it was seen. A file that has changed since is another document, and is
/// not shown for this one: each is hashed once, and again when its size or time changes.
/// </summary>
internal sealed class OriginalFinder
{
    private const int MostKnown = 100_000;

    private readonly ConcurrentDictionary<(string Path, long Length, DateTime Changed), string> known = new();

    /// <summary>Null where the original is at none of the places any more.</summary>
    public async Task<string?> FindAsync(string sha256, IEnumerable<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            try
            {
                if (await HashAsync(path, cancellation) == sha256)
                {
                    return path;
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // The next place may still have it.
            }
        }

        return null;
    }

    private async Task<string?> HashAsync(string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Attributes.HasFlag(FileAttributes.Device))
        {
            return null;
        }

        var key = (path, file.Length, file.LastWriteTimeUtc);
        if (known.TryGetValue(key, out var hash))
        {
            return hash;
        }

        await using var stream = file.OpenRead();
        hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        if (known.Count >= MostKnown)
        {
            known.Clear();
        }

        return known[key] = hash;
    }
}
