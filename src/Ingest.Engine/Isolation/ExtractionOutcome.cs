using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Isolation;

/// <summary>What became of one file: <see cref="Extracted"/>, <see cref="SetAside"/>, <see cref="Unavailable"/> or <see cref="Unequipped"/>.</summary>
public abstract record ExtractionOutcome;

/// <param name="Json">The contract's JSON document, UTF-8.</param>
public sealed record Extracted(ReadOnlyMemory<byte> Json) : ExtractionOutcome;

/// <param name="Message">English, one line, for people.</param>
/// <param name="Chinese">The same in Chinese.</param>
public sealed record SetAside(UnreadableReason Reason, string Message, string Chinese) : ExtractionOutcome
{
    /// <summary>The reason as users read and query it.</summary>
    public string Name => Reason.Name();
}

/// <summary>The file could not be opened: it is gone, or we have no right to it. No verdict on what is in it.</summary>
public sealed record Unavailable(string Message, string Chinese) : ExtractionOutcome
{
    public static Unavailable Because(Exception refused, string path) => refused switch
    {
        _ when path.Contains('\uFFFD', StringComparison.Ordinal) =>
            new("its name is not UTF-8 and cannot be opened; rename it (convmv does)", "文件名不是 UTF-8 编码，无法打开；请重命名（可用 convmv）"),
        UnauthorizedAccessException => new("there is no right to read it; mend its permissions", "没有读取权限；请检查文件权限"),
        FileNotFoundException or DirectoryNotFoundException => new("it is not there (any more)", "文件不存在或已被移走"),
        PathTooLongException => new("its path is too long", "路径过长"),
        _ => new($"it cannot be read: {refused.Message}", "文件无法读取"),
    };
}

/// <summary>The file is a scan, and this machine lacks what reads scans. No verdict on the file; others go on.</summary>
public sealed record Unequipped(string Message, string Chinese) : ExtractionOutcome
{
    internal static Unequipped Because(OcrUnavailableException lacking) =>
        new(lacking.Message, $"本机缺少识别扫描件所需的组件，请执行：{OcrUnavailableException.Mend}");
}

/// <summary>The children cannot be started at all: an outage of ours, and no verdict on any file.</summary>
public sealed class ExtractorStartException(string message, Exception? inner = null) : Exception(message, inner);
