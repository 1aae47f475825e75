using System.Globalization;
using Ingest.Core.Documents;
using UglyToad.PdfPig.Core;

namespace Ingest.Engine.Reading;

/// <summary>Each way in which a file is hopeless, worded once: which file, what is wrong, and what to do next.</summary>
internal static class Unreadable
{
    public static UnreadableDocumentException Empty(string file) => new(UnreadableReason.NotAPdf,
        $"{file}: empty file (0 bytes). Copy it again from where it came from.");

    public static UnreadableDocumentException NotAPdf(string file) => new(UnreadableReason.NotAPdf,
        $"{file}: neither a PDF nor a text file. Open it to see what it is, and give its PDF instead.");

    public static UnreadableDocumentException Unsupported(string file, string type) => new(UnreadableReason.UnsupportedType,
        $"{file}: this is {type}, and only PDF and plain text are read. Save or print it as a PDF and give that.");

    public static UnreadableDocumentException TooLarge(string file, long bytes, long limit) => new(UnreadableReason.TooLarge,
        string.Create(CultureInfo.InvariantCulture,
            $"{file}: {bytes / 1048576.0:0.#} MB, over the limit of {limit / 1048576.0:0.#} MB. Split it, or raise the limit on bytes."));

    public static UnreadableDocumentException TooManyPages(string file, int pages, int limit) => new(UnreadableReason.TooManyPages,
        string.Create(CultureInfo.InvariantCulture,
            $"{file}: {pages} pages, over the limit of {limit}. Split it, or raise the limit on pages."));

    public static UnreadableDocumentException NoPages(string file) => new(UnreadableReason.NoPages,
        $"{file}: a PDF without a single page. Make it again from the original.");

    public static UnreadableDocumentException Encrypted(string file, Exception inner) => new(UnreadableReason.Encrypted,
        $"{file}: encrypted, and none of the known passwords opens it. Add its password, or save it without one.", inner);

    public static UnreadableDocumentException Damaged(string file, Exception? inner) => new(UnreadableReason.Damaged,
        $"{file}: damaged ({What(inner)}). Copy it again from where it came from, or open it in a viewer and print it to a new PDF.", inner);

    public static UnreadableDocumentException PictureLost(string file, string why) => new(UnreadableReason.Damaged,
        $"{file}: none of its pages can be read; {why}. Scan it again, or save it anew from a viewer.");

    // The reader's own exceptions tell of the file; all others tell only of the reader.
    private static string What(Exception? inner)
    {
        if (inner is not PdfDocumentFormatException)
        {
            return inner is null ? "its pages cannot be found" : "its structure cannot be followed";
        }

        var line = inner.Message.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        line = (end < 0 ? line : line[..end]).TrimEnd('.');
        return line.Length <= 160 ? line.ToString() : string.Concat(line[..160], "…");
    }
}
