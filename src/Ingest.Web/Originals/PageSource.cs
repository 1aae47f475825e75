namespace Ingest.Web.Originals;

/// <param name="Path">The original; read and found to be what the database knows.</param>
/// <param name="Page">Counted from 1.</param>
public sealed record PageRequest(string Path, int Page, int Dpi);

/// <summary>Where pictures and texts of originals come from: the host says, these pages draw nothing themselves.</summary>
/// <param name="Draw">A page as PNG, as many pixels as its size in points has at the dots an inch asked for.</param>
/// <param name="Lines">The lines of a text dump as evidence counts them; null for what is no text.</param>
public sealed record PageSource(
    Func<PageRequest, CancellationToken, Task<byte[]>> Draw, Func<string, CancellationToken, Task<IReadOnlyList<string>?>> Lines);

/// <summary>A page cannot be drawn; the record stays usable without it.</summary>
public sealed class PageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
