namespace Ingest.Cli.Importing.Sources;

/// <summary>From a path as it is recorded to bytes on this machine: a plain file, a file inside a .zip, an object of an S3 bucket.</summary>
internal static class SourceFiles
{
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="RefusedSourceException">Its source refuses it for a reason of its own.</exception>
    public static async Task<LocalCopy> FetchAsync(string path, CancellationToken cancellationToken) =>
        S3Folder.Holds(path) ? await S3Folder.FetchAsync(path, cancellationToken)
        : ZipFolder.Holds(path) ? await ZipFolder.FetchAsync(path, cancellationToken)
        : new LocalCopy(path);
}
