using Microsoft.Extensions.Logging;

namespace Ingest.Cli.Hosting;

/// <summary>All that the commands log where INGEST_LOG=json asks for it. Never report text, never a password.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    public static partial void Said(this ILogger logger, string text);

    [LoggerMessage(2, LogLevel.Error, "{Text}")]
    public static partial void Complained(this ILogger logger, string text);

    [LoggerMessage(10, LogLevel.Information, "batch {Batch}: stored {Sha256} ({Kind}), {Pages} pages, {Reports} reports, in {Seconds} s")]
    public static partial void Stored(this ILogger logger, long batch, string sha256, string kind, int pages, int reports, double seconds);

    [LoggerMessage(11, LogLevel.Information, "batch {Batch}: known {Sha256}")]
    public static partial void Known(this ILogger logger, long batch, string sha256);

    [LoggerMessage(12, LogLevel.Warning, "batch {Batch}: set aside {Path} {Sha256}: {Reason}")]
    public static partial void SetAside(this ILogger logger, long batch, string path, string? sha256, string reason);
}
