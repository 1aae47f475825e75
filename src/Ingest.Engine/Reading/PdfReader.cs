using Ingest.Core.Documents;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Exceptions;
using PdfPage = UglyToad.PdfPig.Content.Page;

namespace Ingest.Engine.Reading;

/// <summary>A PDF's bytes and what is known of them before it is opened.</summary>
internal sealed record PdfSource(string FileName, string Sha256, byte[] Bytes, IReadOnlyList<string> Passwords, int MaxPages)
{
    public Action<int>? OnPages { get; init; }
}

/// <summary>What a page of a PDF is, as far as its content stream tells.</summary>
internal enum PageLook
{
    Blank,
    Text,
    Picture,
}

/// <summary>A document's text layer, and the look of each page.</summary>
internal sealed record PdfReading(Document Document, IReadOnlyList<PageLook> Looks);

/// <summary>The text layer of a PDF, by PdfPig. A page that cannot be read stays, without words and with health 0.</summary>
internal static class PdfReader
{
    /// <summary>Fewer characters than this do not make a page of text: a stamp, a page number, a scanner's mark.</summary>
    private const int FewCharacters = 12;

    /// <summary>As many are a page of text even over a picture of it; fewer may be what a scanner printed around one.</summary>
    private const int ManyCharacters = 120;

    private const int ManyPaths = 500;
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
        var looks = new PageLook[count];
        var failures = 0;
        Exception? lastFailure = null;
        for (var number = 1; number <= count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                (pages[number - 1], looks[number - 1]) = ReadPage(pdf, number, log);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // One bad page must not lose the document: it stays in its place, unread.
                failures++;
                lastFailure = failure;
                pages[number - 1] = new Page(number, A4Width, A4Height, [], [], TextSource.Text, new TextHealth(0, 0, 0, 0));
            }
        }

        // Cut short, with nothing but blank pages found in what is left: the pages were in the rest.
        int texts = looks.Count(look => look == PageLook.Text), pictures = looks.Count(look => look == PageLook.Picture);
        if (failures == count || (texts + pictures == 0 && !IsWhole(source)))
        {
            throw Unreadable.Damaged(source.FileName, lastFailure);
        }

        var kind = pictures == 0 ? DocumentKind.Text : texts == 0 ? DocumentKind.Scan : DocumentKind.Mixed;
        return new PdfReading(new Document(source.FileName, source.Sha256, kind, pages), looks);
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

    private static (Page Page, PageLook Look) ReadPage(PdfDocument pdf, int number, PdfLog log)
    {
        log.TakeUnmapped();
        var source = pdf.GetPage(number);
        var unmapped = log.TakeUnmapped();

        var turn = PageTurn.Of(source.Letters, source.Width, source.Height);
        var rulings = PdfRulings.Read(source.Paths, source.Width, source.Height);
        rulings = turn.IsNone ? rulings : [.. rulings.Select(turn.Turn)];
        var (words, health) = PdfWords.Read(source.Letters, rulings, turn);
        var page = new Page(number, turn.Width, turn.Height, words, rulings, TextSource.Text, health.ToHealth(unmapped))
        {
            Placement = turn.Placement,
        };
        return (page, LookOf(source, health.Characters));
    }

    private static PageLook LookOf(PdfPage page, int characters)
    {
        if (characters >= FewCharacters && (characters >= ManyCharacters || !HasPagePicture(page)))
        {
            // A picture of the page under letters that are not drawn: somebody's OCR, which ours is to do better.
            return page.NumberOfImages > 0 && IsHidden(page) && HasPagePicture(page) ? PageLook.Picture : PageLook.Text;
        }

        // Type turned into outlines is a picture too: it prints, and cannot be read but by OCR.
        if (page.NumberOfImages > 0 || page.Paths.Count > ManyPaths)
        {
            return PageLook.Picture;
        }

        return characters > 0 ? PageLook.Text : PageLook.Blank;
    }

    private static bool IsHidden(PdfPage page) =>
        page.Letters.Count(letter => letter.RenderingMode == TextRenderingMode.Neither) * 2 > page.Letters.Count;

    private static bool HasPagePicture(PdfPage page)
    {
        if (page.NumberOfImages == 0)
        {
            return false;
        }

        try
        {
            return page.GetImages().Any(i => Math.Abs(i.BoundingBox.Area) >= page.Width * page.Height / 2);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // A picture that PdfPig cannot make sense of is there all the same.
            return true;
        }
    }
}
