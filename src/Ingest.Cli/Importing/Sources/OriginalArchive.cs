using System.Security.Cryptography;
using Ingest.Store;

namespace Ingest.Cli.Importing.Sources;

/// <summary>
/// Originals kept unchanged, by content: <c>DIR/ab/ab12….pdf</c>, named by their SHA-256 and their own ending. A file is
/// there whole or not at all, however the copying ended, and the same content is there once.
/// </summary>
internal sealed class OriginalArchive(string folder)
{
    /// <param name="folder">As a user named it; null for no archive.</param>
    public static OriginalArchive? At(string? folder) => folder is null ? null : new OriginalArchive(Path.GetFullPath(folder));

    private static string KeyOf(SourceFile file)
    {
        var extension = Path.GetExtension(file.Path).ToLowerInvariant();
        // An ending that is no ending (a dot in a sentence, a control character) stays out of the name.
        var isPlain = extension.Length is > 1 and <= 6 && extension.Skip(1).All(char.IsAsciiLetterOrDigit);
        return $"{file.Sha256[..2]}/{file.Sha256}{(isPlain ? extension : "")}";
    }

    /// <summary>Where a file's bytes are, if they are kept.</summary>
    public string PathOf(SourceFile file) => Path.Combine(folder, KeyOf(file));

    /// <summary>Keeps a file's bytes; does nothing when they are there.</summary>
    /// <param name="local">Where the bytes can be read.</param>
    /// <exception cref="IOException">The archive is full, or may not be written.</exception>
    public async Task KeepAsync(SourceFile file, string local, CancellationToken cancellationToken)
    {
        var target = PathOf(file);
        if (File.Exists(target))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():n}.part";
        try
        {
            if (await CopyAsync(local, partial, cancellationToken) != file.Sha256)
            {
                throw new IOException("it changed while it was copied");
            }

            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<string> CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        await using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 17];
        while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        target.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
