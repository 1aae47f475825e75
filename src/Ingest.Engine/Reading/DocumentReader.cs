using System.Security.Cryptography;
using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Reading;

/// <summary>
/// Bytes to pages of words and rulings. Decides by what the file holds, never by its name. Keeps nothing of a file, but
/// warm engines from the first scan on: one reader reads one file at a time.
/// </summary>
public sealed class DocumentReader(ReadOptions? options = null) : IDisposable
{
    /// <summary>How many pages of text a page to be recognised counts for, when time is allowed.</summary>
    private const int PageUnits = 15;

    private readonly int maxPages = options?.MaxPages ?? new ReadOptions().MaxPages;
    private readonly long maxBytes = options?.MaxBytes ?? new ReadOptions().MaxBytes;
    private readonly Action<int>? onPages = options?.OnPages;
    private readonly string[] passwords = ["", .. options?.Passwords ?? []];
    private readonly OcrMode ocr = options?.Ocr ?? OcrMode.Auto;
    private readonly ScanReader scans = new(options?.OcrThreads ?? 1);

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
            ContentKind.Pdf => ReadPdf(path, new PdfSource(fileName, sha256, bytes, passwords, maxPages) { OnPages = onPages }, cancellationToken),
            ContentKind.Image => ReadImage(path, new Document(fileName, sha256, DocumentKind.Scan, []), cancellationToken),
            ContentKind.Text => DumpReader.Read(fileName, sha256, content.Text!),
            ContentKind.Empty => throw Unreadable.Empty(fileName),
            ContentKind.Other => throw Unreadable.Unsupported(fileName, content.Type!),
            _ => throw Unreadable.NotAPdf(fileName),
        };
    }

    public void Dispose() => scans.Dispose();

    private Document ReadPdf(string path, PdfSource source, CancellationToken cancellationToken)
    {
        var reading = PdfReader.Read(source, cancellationToken);
        var wanted = OcrChoice.Pages(reading, ocr);
        if (wanted.Count == 0)
        {
            return reading.Document;
        }

        onPages?.Invoke(reading.Document.Pages.Count + (wanted.Count * PageUnits));
        var recognised = scans.Read(wanted, new PdfPictures(path, source, reading.Document.Pages), cancellationToken);
        var pages = reading.Document.Pages.ToArray();
        foreach (var page in recognised)
        {
            pages[page.Number - 1] = page;
        }

        var isScan = !pages.Where((page, i) => page.Source != TextSource.Ocr && reading.Looks[i] != PageLook.Blank).Any();
        return reading.Document with { Pages = pages, Kind = isScan ? DocumentKind.Scan : DocumentKind.Mixed };
    }

    private Document ReadImage(string path, Document empty, CancellationToken cancellationToken)
    {
        if (ocr == OcrMode.Never)
        {
            throw Unreadable.RecognitionIsOff(empty.FileName);
        }

        using var pictures = ImagePictures.Open(path, empty.FileName, maxPages);
        onPages?.Invoke(pictures.Count * (1 + PageUnits));
        return empty with { Pages = scans.Read([.. Enumerable.Range(1, pictures.Count)], pictures, cancellationToken) };
    }
}
