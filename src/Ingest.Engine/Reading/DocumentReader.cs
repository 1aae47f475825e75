using System.Security.Cryptography;
using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;
using Ingest.Engine.Reading.Pictures;

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
    private readonly OcrChoice choice = new(options?.Ocr ?? OcrMode.Auto, options?.KnowsLabels);
    private readonly ScanReader scans = new(options?.OcrThreads ?? 1, options?.Sketch);

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
            ContentKind.Image => ReadImage(bytes, new Document(fileName, sha256, DocumentKind.Scan, []), cancellationToken),
            ContentKind.Text => DumpReader.Read(fileName, sha256, content.Text!),
            ContentKind.Empty => throw Unreadable.Empty(fileName),
            ContentKind.Other => throw Unreadable.Unsupported(fileName, content.Type!),
            _ => throw Unreadable.NotAPdf(fileName),
        };
    }

    public void Dispose() => scans.Dispose();

    private Document ReadPdf(string path, PdfSource source, CancellationToken cancellationToken)
    {
        var reading = Open(path, source, cancellationToken);
        var pictures = new PdfPictures(path, source, reading.Sights);
        var wanted = choice.Pages(reading);
        Page? asked = null;
        if (choice.Doubtful(reading, wanted) is { } doubtful)
        {
            asked = Ask(doubtful, pictures, cancellationToken);
            wanted = asked is null ? wanted : [.. reading.Document.Pages.Where((_, i) => reading.Sights[i].Look != PageLook.Blank).Select(page => page.Number)];
        }

        var pages = reading.Document.Pages.ToArray();
        if (wanted.Count > 0)
        {
            onPages?.Invoke(pages.Length + (wanted.Count * PageUnits));
            foreach (var page in scans.Read(wanted, pictures, cancellationToken))
            {
                pages[page.Number - 1] = OcrChoice.Replace(pages[page.Number - 1], page, isSenseless: asked is not null);
            }
        }

        if (reading.IsMended)
        {
            pages = [.. pages.Select(page => page with { Remark = page.Remark ?? new PageRemark(PageRemarkKind.RecoveredDespiteDamage) })];
        }

        var document = reading.Document with { Pages = pages, Kind = KindOf(pages, reading) };
        return wanted.Count < pages.Length && reading.Failure is null ? document : Checked(document, reading.Failure);
    }

    /// <summary>
    /// A file that PdfPig cannot follow, or a page of it, may be one that poppler can: it is read as poppler writes it anew, and
    /// what has no text then is recognised as poppler draws it. So is a page with filled-in fields, whose text lies above the page.
    /// </summary>
    internal static PdfReading Open(string path, PdfSource source, CancellationToken cancellationToken)
    {
        PdfReading reading;
        try
        {
            reading = PdfReader.Read(source, cancellationToken);
            if (reading.Sights.All(sight => sight.Look != PageLook.Unknown && !(sight.IsFilledIn && sight.Look == PageLook.Text)))
            {
                return reading;
            }
        }
        catch (UnreadableDocumentException damaged) when (damaged.Reason == UnreadableReason.Damaged)
        {
            if (PopplerInfo.PageCount(path, source.Passwords, cancellationToken) is not ({ } count and > 0))
            {
                throw;
            }

            reading = PdfReader.Unopened(source, count, damaged);
        }

        return Mended(path, source, cancellationToken) is { } mended ? reading.With(mended) : reading;
    }

    private static PdfReading? Mended(string path, PdfSource source, CancellationToken cancellationToken)
    {
        foreach (var password in source.Passwords)
        {
            if (PopplerRewrite.Of(path, password, cancellationToken) is not { } bytes)
            {
                continue;
            }

            try
            {
                return PdfReader.Read(source with { Bytes = bytes, OnPages = null }, cancellationToken);
            }
            catch (UnreadableDocumentException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The page as recognised, if that makes more sense than its text layer; null too where nothing can be recognised.</summary>
    private Page? Ask(int number, PdfPictures pictures, CancellationToken cancellationToken)
    {
        onPages?.Invoke(PageUnits);
        try
        {
            return scans.Read([number], pictures, cancellationToken)[0] is var page && choice.IsRight(page) ? page : null;
        }
        catch (OcrUnavailableException)
        {
            return null;
        }
    }

    private static DocumentKind KindOf(IReadOnlyList<Page> pages, PdfReading reading)
    {
        if (pages.All(page => page.Source != TextSource.Ocr))
        {
            return reading.Document.Kind;
        }

        var isScan = !pages.Where((page, i) => page.Source != TextSource.Ocr && reading.Sights[i].Look != PageLook.Blank).Any();
        return isScan ? DocumentKind.Scan : DocumentKind.Mixed;
    }

    private Document ReadImage(byte[] bytes, Document empty, CancellationToken cancellationToken)
    {
        if (ocr == OcrMode.Never)
        {
            throw Unreadable.RecognitionIsOff(empty.FileName);
        }

        NativeLibraries.Load(); // Before OpenCV looks at the picture.
        var pictures = ImagePictures.Open(bytes, empty.FileName, maxPages);
        onPages?.Invoke(pictures.Count * (1 + PageUnits));
        return Checked(empty with { Pages = scans.Read([.. Enumerable.Range(1, pictures.Count)], pictures, cancellationToken) }, null);
    }

    /// <summary>The document, if anything could be read of it; else why not.</summary>
    private static Document Checked(Document document, Exception? failure)
    {
        if (document.Pages.Any(page => page.Words.Count > 0))
        {
            return document;
        }

        var lost = document.Pages.FirstOrDefault(page => page.Remark is { Kind: PageRemarkKind.PictureLost })?.Remark;
        return failure is UnreadableDocumentException ? throw failure
            : failure is not null ? throw Unreadable.Damaged(document.FileName, failure)
            : lost is not null ? throw Unreadable.PictureLost(document.FileName, lost.Detail!)
            : document;
    }
}
