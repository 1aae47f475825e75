using System.Collections.Concurrent;
using System.Globalization;

namespace Ingest.Web.Originals;

/// <summary>Drawn pages in a folder, by the content that they were drawn from; two who ask at once wait for one drawing.</summary>
internal sealed class PageCache(ServeOptions options)
{
    /// <summary>Drawings between two looks at how large the folder has become.</summary>
    private const int BetweenLooks = 200;

    private readonly ConcurrentDictionary<string, Lazy<Task>> atWork = new(StringComparer.Ordinal);
    private int drawn;

    /// <param name="sha256">Lower-case hex, already checked: it becomes part of a path.</param>
    public async Task<string> GetAsync(string sha256, int page, Func<CancellationToken, Task<byte[]>> draw, CancellationToken cancellation)
    {
        var path = Path.Combine(options.CacheFolder, sha256[..2], string.Create(CultureInfo.InvariantCulture, $"{sha256}.{page}.{Original.Dpi}.png"));
        if (File.Exists(path))
        {
            return path;
        }

        // Drawn for whoever waits: one of them going away does not stop it.
        var work = atWork.GetOrAdd(path, key => new Lazy<Task>(() => StoreAsync(key, draw)));
        try
        {
            await work.Value.WaitAsync(cancellation);
        }
        finally
        {
            if (work.Value.IsCompleted)
            {
                atWork.TryRemove(path, out _);
            }
        }

        return path;
    }

    private async Task StoreAsync(string path, Func<CancellationToken, Task<byte[]>> draw)
    {
        var picture = await draw(CancellationToken.None);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + "." + Guid.NewGuid().ToString("N");
        await File.WriteAllBytesAsync(unfinished, picture);
        File.Move(unfinished, path, overwrite: true);
        if (Interlocked.Increment(ref drawn) % BetweenLooks == 0)
        {
            Trim();
        }
    }

    /// <summary>Takes away the oldest until a quarter is free again.</summary>
    private void Trim()
    {
        var files = new DirectoryInfo(options.CacheFolder).EnumerateFiles("*.png", SearchOption.AllDirectories).OrderBy(file => file.LastAccessTimeUtc).ToList();
        var size = files.Sum(file => file.Length);
        if (size <= options.CacheBytes)
        {
            return;
        }

        foreach (var file in files.TakeWhile(_ => size > options.CacheBytes * 3 / 4))
        {
            size -= file.Length;
            file.Delete();
        }
    }
}
