using Ingest.Core.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Ingest.Engine.Reading;

/// <summary>A PDF's bytes and what is known of them before it is opened.</summary>
internal sealed record PdfSource(string FileName, string Sha256, byte[] Bytes, IReadOnlyList<string> Passwords, int MaxPages)
{
    public Action<int>? OnPages { get; init; }
}

/// <summary>A document's text layer, and what each page shows.</summary>
internal sealed record PdfReading(Document Document, IReadOnlyList<PageSight> Sights)
{
    /// <summary>Why no page at all could be read; null where one could.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Poppler had to mend the file: its pages are known by what it wrote anew, or by number alone.</summary>
    public bool IsMended { get; init; }

    /// <summary>Pages that could not be read, or were filled in, as <paramref name="mended"/> has them.</summary>
    public PdfReading With(PdfReading mended)
    {
        if (mended.Document.Pages.Count != Document.Pages.Count)
        {
            return this;
        }

        var pages = Document.Pages.ToArray();
        var sights = Sights.ToArray();
        for (var i = 0; i < pages.Length; i++)
        {
            if (mended.Sights[i].Look != PageLook.Text)
            {
                continue;
            }

            if (sights[i].Look == PageLook.Unknown)
            {
                (pages[i], sights[i]) = (mended.Document.Pages[i] with { Remark = new PageRemark(PageRemarkKind.RecoveredDespiteDamage) }, mended.Sights[i]);
            }
            else if (sights[i] is { Look: PageLook.Text, IsFilledIn: true })
            {
                pages[i] = mended.Document.Pages[i];
            }
        }

        return this with { Document = Document with { Pages = pages, Kind = mended.Document.Kind }, Sights = sights, Failure = sights.Any(sight => sight.Look != PageLook.Unknown) ? null : Failure };
    }
}

/// <summary>The text layer of a PDF, by PdfPig. A page that cannot be read stays, without words and with health 0.</summary>
internal static class PdfReader
{
    private const int EndWindow = 2048;

    private const double A4Width = 595;
    private const double A4Height = 842;

    public static PdfReading Read(PdfSource source, CancellationToken cancellationToken)
    {
        var log = new PdfLog();
        using var pdf = Open(source, log);
        var count = PageCount(pdf, source);
        source.OnPages?.Invoke(count);
        var pages = new Page[count];
        var sights = new PageSight[count];
        var failures = 0;
        Exception? lastFailure = null;
        for (var number = 1; number <= count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                (pages[number - 1], sights[number - 1]) = ReadPage(pdf, number, log);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // One bad page must not lose the document: it stays in its place, unread.
                failures++;
                lastFailure = failure;
                sights[number - 1] = PageSight.Unknown;
                pages[number - 1] = new Page(number, A4Width, A4Height, [], [], TextSource.Text, new TextHealth(0, 0, 0, 0));
            }
        }

        // Cut short, with nothing but blank pages found in what is left: the pages were in the rest.
        if (failures < count && !IsWhole(source) && sights.All(sight => sight.Look is PageLook.Blank or PageLook.Unknown))
        {
            throw Unreadable.Damaged(source.FileName, lastFailure);
        }

        int texts = sights.Count(sight => sight.Look == PageLook.Text), pictures = sights.Count(sight => sight.Look == PageLook.Picture);
        var kind = pictures == 0 ? DocumentKind.Text : texts == 0 ? DocumentKind.Scan : DocumentKind.Mixed;
        return new PdfReading(new Document(source.FileName, source.Sha256, kind, pages), sights)
        {
            Failure = failures == count ? lastFailure : null,
        };
    }

    /// <summary>Pages of which nothing is known but that they can be drawn.</summary>
    public static PdfReading Unopened(PdfSource source, int count, UnreadableDocumentException damaged)
    {
        if (count > source.MaxPages)
        {
            throw Unreadable.TooManyPages(source.FileName, count, source.MaxPages);
        }

        source.OnPages?.Invoke(count);
        var pages = Enumerable.Range(1, count).Select(number => new Page(number, A4Width, A4Height, [], [], TextSource.Text, new TextHealth(0, 0, 0, 0)));
        return new PdfReading(
            new Document(source.FileName, source.Sha256, DocumentKind.Scan, [.. pages]), [.. Enumerable.Repeat(PageSight.Unknown, count)])
        {
            Failure = damaged, IsMended = true,
        };
    }

    private static PdfDocument Open(PdfSource source, PdfLog log)
    {
        try
        {
            return PdfDocument.Open(source.Bytes, new ParsingOptions
            {
                UseLenientParsing = true,
                SkipMissingFonts = true,
                ClipPaths = false,
                Logger = log,
                FilterProvider = PdfFilters.Instance,
                Passwords = [.. source.Passwords],
            });
        }
        catch (PdfDocumentEncryptedException failure)
        {
            throw Unreadable.Encrypted(source.FileName, failure);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            throw Unreadable.Damaged(source.FileName, failure);
        }
    }

    private static int PageCount(PdfDocument pdf, PdfSource source)
    {
        var count = pdf.NumberOfPages;
        if (count > source.MaxPages)
        {
            throw Unreadable.TooManyPages(source.FileName, count, source.MaxPages);
        }

        if (count > 0)
        {
            return count;
        }

        throw IsWhole(source) ? Unreadable.NoPages(source.FileName) : Unreadable.Damaged(source.FileName, null);
    }

    private static bool IsWhole(PdfSource source) =>
        source.Bytes.AsSpan()[Math.Max(0, source.Bytes.Length - EndWindow)..].IndexOf("%%EOF"u8) >= 0;

    private static (Page Page, PageSight Sight) ReadPage(PdfDocument pdf, int number, PdfLog log)
    {
        log.TakeUnmapped();
        var source = pdf.GetPage(number);
        var unmapped = log.TakeUnmapped();

        var turn = PageTurn.Of(source.Letters, source.Width, source.Height);
        var rulings = PdfRulings.Read(source.Paths, source.Width, source.Height);
        rulings = turn.IsNone ? rulings : [.. rulings.Select(turn.Turn)];
        var (words, health) = PdfWords.Read(source.Letters, rulings, turn);
        var page = new Page(number, turn.Width, turn.Height, words, rulings, TextSource.Text, health.ToHealth(unmapped) with { Misplaced = words.Sum(word => CharacterClass.CountMisplaced(word.Text)) })
        {
            Placement = turn.Placement,
        };
        return (page, PageSight.Of(source));
    }
}
