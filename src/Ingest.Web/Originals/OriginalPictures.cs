using Ingest.Core.Corrections;
using Ingest.Core.Documents;

namespace Ingest.Web.Originals;

/// <summary>The originals of documents: where they are, and what their pages look like.</summary>
internal sealed class OriginalPictures(PageSource source, PageCache cache)
{
    private const int LongestDump = 200_000;

    /// <summary>A file with the page as PNG; null where the original is gone.</summary>
    /// <exception cref="PageUnavailableException">It cannot be drawn.</exception>
    public async Task<string?> PageAsync(string sha256, int page, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var isGone = false;
        try
        {
            var picture = await cache.GetAsync(
                sha256,
                page,
                async token =>
                {
                    using var original = await source.Find(sha256, paths, token);
                    isGone = original is null;
                    return original is null
                        ? throw new PageUnavailableException("The original is at none of the places where it was seen.")
                        : await source.Draw(new PageRequest(original.Path, page, Original.Dpi), token);
                },
                cancellation);
            return picture;
        }
        catch (PageUnavailableException) when (isGone)
        {
            return null;
        }
    }

    /// <summary>What stands in a box of a page; null where nothing can be read there.</summary>
    /// <exception cref="PageUnavailableException">The page cannot be read, or its original is gone.</exception>
    public async Task<ReadPlace?> ReadBoxAsync(string sha256, IReadOnlyList<string> paths, (int Page, Box Box) place, CancellationToken cancellation)
    {
        using var original = await source.Find(sha256, paths, cancellation);
        return original is null || source.ReadBox is not { } read
            ? throw new PageUnavailableException("The original is at none of the places where it was seen.")
            : await read(new BoxRequest(original.Path, place.Page, place.Box), cancellation);
    }

    /// <summary>The lines of a text dump; null where it is gone, or no text.</summary>
    public async Task<IReadOnlyList<string>?> LinesAsync(string sha256, IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        using var original = await source.Find(sha256, paths, cancellation);
        return original is not null && await source.Lines(original.Path, cancellation) is { Count: <= LongestDump } lines ? lines : null;
    }

    /// <summary>Whether a file may be at one of the places; whether it is still the same is found out when it is drawn.</summary>
    public bool MayBeThere(string sha256, IReadOnlyList<string> paths) => source.MayBeThere(sha256, paths);
}
