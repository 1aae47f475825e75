using System.Security.Cryptography;
using Ingest.Core.Documents;

namespace Ingest.Engine.Reading;

/// <summary>
/// Bytes to pages of words and rulings. Decides by what the file holds, never by its name. Safe to share: it keeps no
/// state between files.
/// </summary>
public sealed class DocumentReader(ReadOptions? options = null)
{
    private readonly int maxPages = options?.MaxPages ?? new ReadOptions().MaxPages;
    private readonly long maxBytes = options?.MaxBytes ?? new ReadOptions().MaxBytes;
    private readonly Action<int>? onPages = options?.OnPages;
    private readonly string[] passwords = ["", .. options?.Passwords ?? []];

    /// <exception cref="UnreadableDocumentException">The file can never become a report.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read: an outage, not the file's fault.</exception>
    public Document Read(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fileName = Path.GetFileName(path);
        var length = new FileInfo(path).Length;
        if (length > maxBytes)
        {
            throw Unreadable.TooLarge(fileName, length, maxBytes);
        }

        var bytes = File.ReadAllBytes(path);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        cancellationToken.ThrowIfCancellationRequested();

        var content = FileContent.Of(bytes);
        return content.Kind switch
        {
            ContentKind.Pdf => PdfReader.Read(new PdfSource(fileName, sha256, bytes, passwords, maxPages) { OnPages = onPages }, cancellationToken),
            ContentKind.Text => DumpReader.Read(fileName, sha256, content.Text!),
            ContentKind.Empty => throw Unreadable.Empty(fileName),
            ContentKind.Other => throw Unreadable.Unsupported(fileName, content.TypeName!),
            _ => throw Unreadable.NotAPdf(fileName),
        };
    }
}
