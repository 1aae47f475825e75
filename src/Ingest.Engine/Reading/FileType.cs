using System.Text;

namespace Ingest.Engine.Reading;

/// <summary>A type of file, told by its bytes, as people call it; the English with its article.</summary>
public sealed record FileType(string English, string Chinese)
{
    private const int Head = 1 << 20;

    /// <summary>
    /// What a folder's file is tried as a report for, by the end of its name: the one list of it. What has another
    /// ending is tried only when its bytes are a PDF's.
    /// </summary>
    private static readonly HashSet<string> TriedExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".pdf", ".txt", ".tif", ".tiff", ".jpg", ".jpeg", ".png",
    };

    /// <summary>Null for a file that is to be tried; else what it is, so that it can be set aside by that name.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileType? NotTried(string path)
    {
        var extension = Path.GetExtension(path);
        if (TriedExtensions.Contains(extension))
        {
            return null;
        }

        var content = FileContent.Of(HeadAndTail(path));
        var named = extension.Length > 1 ? $" ({extension})" : "";
        return content.Kind switch
        {
            ContentKind.Pdf => null,
            ContentKind.Other => content.Type,
            ContentKind.Text => new FileType($"a text file not named .txt{named}", $"非 .txt 的文本文件{named}"),
            ContentKind.Image => new FileType($"an image of another name{named}", $"扩展名不符的图像{named}"),
            ContentKind.Empty => new FileType($"an empty file{named}", $"空文件{named}"),
            _ => new FileType($"a file of an unknown type{named}", $"未知类型的文件{named}"),
        };
    }

    /// <summary>Null for bytes of no type that we know by name.</summary>
    internal static FileType? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x50, 0x4B, 0x03 or 0x05, ..] => Zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Ole(bytes),
        [0x52, 0x61, 0x72, 0x21, ..] => new("a RAR archive", " RAR 压缩包"),
        [0x37, 0x7A, 0xBC, 0xAF, ..] => new("a 7z archive", " 7z 压缩包"),
        [0x1F, 0x8B, ..] => new("a gzip archive", " gzip 压缩包"),
        [0x7B, 0x5C, 0x72, 0x74, 0x66, ..] => new("an RTF document", " RTF 文档"),
        [0x25, 0x21, 0x50, 0x53, ..] => new("a PostScript file", " PostScript 文件"),
        _ => Html(bytes),
    };

    private static FileType Zip(ReadOnlySpan<byte> bytes)
    {
        // Names stand uncompressed in the local headers and again in the directory at the end.
        if (bytes.IndexOf("word/"u8) >= 0)
        {
            return new("a Word document (.docx)", " Word 文档（.docx）");
        }

        if (bytes.IndexOf("xl/"u8) >= 0)
        {
            return new("an Excel workbook (.xlsx)", " Excel 工作簿（.xlsx）");
        }

        if (bytes.IndexOf("ppt/"u8) >= 0)
        {
            return new("a PowerPoint presentation (.pptx)", " PowerPoint 演示文稿（.pptx）");
        }

        return bytes.IndexOf("OFD.xml"u8) >= 0 ? new("an OFD document", " OFD 版式文件") : new("a ZIP archive", " ZIP 压缩包");
    }

    private static FileType Ole(ReadOnlySpan<byte> bytes)
    {
        // Stream names stand in the directory as UTF-16.
        if (bytes.IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0)
        {
            return new("an old Word or WPS document (.doc, .wps)", "旧版 Word 或 WPS 文档（.doc、.wps）");
        }

        return bytes.IndexOf(Encoding.Unicode.GetBytes("Workbook")) >= 0
            ? new("an old Excel or WPS workbook (.xls, .et)", "旧版 Excel 或 WPS 表格（.xls、.et）")
            : new("an old Office file (.doc or .xls)", "旧版 Office 文件（.doc 或 .xls）");
    }

    private static FileType? Html(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 256)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return head.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? new("an HTML page", " HTML 网页")
            : null;
    }

    /// <summary>Enough of a file of any size to tell its type: names of a ZIP's members stand at its end.</summary>
    private static byte[] HeadAndTail(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length <= 2 * Head)
        {
            var whole = new byte[length];
            return whole[..ReadFully(file, whole, 0)];
        }

        var both = new byte[2 * Head];
        ReadFully(file, both.AsSpan(0, Head), 0);
        ReadFully(file, both.AsSpan(Head), length - Head);
        return both;
    }

    private static int ReadFully(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> into, long offset)
    {
        var done = 0;
        while (done < into.Length && RandomAccess.Read(file, into[done..], offset + done) is > 0 and var read)
        {
            done += read;
        }

        return done;
    }
}
