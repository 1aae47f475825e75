using System.Globalization;
using Ingest.Core.Documents;
using UglyToad.PdfPig.Core;

namespace Ingest.Engine.Reading;

/// <summary>Each way in which a file is hopeless, worded once: which file, what is wrong, and what to do next, in both languages.</summary>
internal static class Unreadable
{
    public static UnreadableDocumentException Empty(string file) => new(UnreadableReason.NotAPdf,
        $"{file}: empty file (0 bytes). Copy it again from where it came from.",
        $"{file}：空文件（0 字节）。请从来源处重新复制。");

    public static UnreadableDocumentException NotAPdf(string file) => new(UnreadableReason.NotAPdf,
        $"{file}: neither a PDF nor a text file. Open it to see what it is, and give its PDF instead.",
        $"{file}：既不是 PDF 也不是文本文件。请打开核对，并改用其 PDF。");

    public static UnreadableDocumentException Unsupported(string file, FileType type) => new(UnreadableReason.UnsupportedType,
        $"{file}: this is {type.English}, and only PDF, plain text and scanned images are read. Save or print it as a PDF and give that.",
        $"{file}：该文件是{type.Chinese}；仅读取 PDF、纯文本和扫描图像。请另存或打印为 PDF。");

    public static UnreadableDocumentException RecognitionIsOff(string file) => new(UnreadableReason.UnsupportedType,
        $"{file}: this is an image, and recognition is switched off. Leave --ocr never away and run ingest retry.",
        $"{file}：该文件是图像，而文字识别已关闭。请去掉 --ocr never 后执行 ingest retry。");

    public static UnreadableDocumentException TooLarge(string file, long bytes, long limit) => new(UnreadableReason.TooLarge,
        string.Create(CultureInfo.InvariantCulture,
            $"{file}: {bytes / 1048576.0:0.#} MB, over the limit of {limit / 1048576.0:0.#} MB. Split it, or raise the limit on bytes."),
        string.Create(CultureInfo.InvariantCulture,
            $"{file}：{bytes / 1048576.0:0.#} MB，超过 {limit / 1048576.0:0.#} MB 的上限。请拆分文件或提高上限。"));

    public static UnreadableDocumentException TooManyPages(string file, int pages, int limit) => new(UnreadableReason.TooManyPages,
        string.Create(CultureInfo.InvariantCulture,
            $"{file}: {pages} pages, over the limit of {limit}. Split it, or raise the limit on pages."),
        string.Create(CultureInfo.InvariantCulture, $"{file}：共 {pages} 页，超过 {limit} 页的上限。请拆分文件或提高上限。"));

    public static UnreadableDocumentException NoPages(string file) => new(UnreadableReason.NoPages,
        $"{file}: a PDF without a single page. Make it again from the original.",
        $"{file}：PDF 中没有页面。请由原件重新生成。");

    public static UnreadableDocumentException Encrypted(string file, Exception inner) => new(UnreadableReason.Encrypted,
        $"{file}: encrypted, and none of the known passwords opens it. Add its password, or save it without one.",
        $"{file}：文件已加密，已知口令均无法打开。请提供口令，或另存为不加密的文件。", inner);

    public static UnreadableDocumentException Damaged(string file, Exception? inner) => new(UnreadableReason.Damaged,
        $"{file}: damaged ({What(inner)}). Copy it again from where it came from, or open it in a viewer and print it to a new PDF.",
        $"{file}：文件已损坏（{WhatInChinese(inner)}）。请从来源处重新复制，或用阅读器打开后打印为新的 PDF。", inner);

    public static UnreadableDocumentException PictureLost(string file, string why) => new(UnreadableReason.Damaged,
        $"{file}: none of its pages can be read; {why}. Scan it again, or save it anew from a viewer.",
        $"{file}：所有页面均无法读取（{why}）。请重新扫描，或用阅读器打开后另存。");

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

    private static string WhatInChinese(Exception? inner) => inner switch
    {
        null => "找不到页面",
        PdfDocumentFormatException => "文件结构有误",
        _ => "文件结构无法解析",
    };
}
