using Ingest.Core.Corrections;
using Ingest.Core.Documents;

namespace Ingest.Web.Originals;

/// <param name="Path">The original; read and found to be what the database knows.</param>
/// <param name="Page">Counted from 1.</param>
public sealed record PageRequest(string Path, int Page, int Dpi);

/// <summary>A box that a reviewer drew.</summary>
/// <param name="Box">Points of the page as displayed, origin top left.</param>
public sealed record BoxRequest(string Path, int Page, Box Box);

/// <summary>An original on this machine, for as long as it is needed: a copy goes when this is disposed of.</summary>
public sealed class FoundOriginal(string path, IDisposable? copy = null) : IDisposable
{
    public string Path => path;

    public void Dispose() => copy?.Dispose();
}

/// <summary>Where pictures and texts of originals come from: the host says, these pages find and draw nothing themselves.</summary>
/// <param name="Draw">A page as PNG, as many pixels as its size in points has at the dots an inch asked for.</param>
/// <param name="Lines">The lines of a text dump as evidence counts them; null for what is no text.</param>
/// <param name="Find">The original of a content's hash, unchanged, by the places where it was seen; null where none has it any more.</param>
/// <param name="MayBeThere">Whether one of the places can be looked at; asked without reading anything.</param>
public sealed record PageSource(
    Func<PageRequest, CancellationToken, Task<byte[]>> Draw, Func<string, CancellationToken, Task<IReadOnlyList<string>?>> Lines,
    Func<string, IReadOnlyList<string>, CancellationToken, Task<FoundOriginal?>> Find, Func<string, IReadOnlyList<string>, bool> MayBeThere)
{
    /// <summary>What stands in a box of a page; null where nothing can be read there. Without it boxes are not read.</summary>
    public Func<BoxRequest, CancellationToken, Task<ReadPlace?>>? ReadBox { get; init; }
}

/// <summary>A page cannot be drawn; the record stays usable without it.</summary>
public sealed class PageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
