namespace Ingest.Engine.Isolation;

/// <summary>What a child is asked to do with a file: a path alone, or with the division of its reports that it must follow.</summary>
public static class ExtractorRequest
{
    /// <summary>No path holds it.</summary>
    private const char Mark = '\0';

    /// <param name="outline">As JSON; null where the content decides.</param>
    public static string Of(string path, string? outline) => outline is null ? path : path + Mark + outline;

    public static (string Path, string? Outline) Read(string request) =>
        request.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? (request[..at], request[(at + 1)..]) : (request, null);
}
