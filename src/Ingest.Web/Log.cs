using Microsoft.Extensions.Logging;

namespace Ingest.Web;

/// <summary>All that the pages log. Never report text, never a password.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(this ILogger logger, Exception trouble, string method, string path);

    [LoggerMessage(2, LogLevel.Warning, "refused {Method} {Path} from {Address}: {Reason}")]
    public static partial void Refused(this ILogger logger, string method, string path, string address, string reason);

    [LoggerMessage(3, LogLevel.Warning, "login failed for an account from {Address}")]
    public static partial void LoginFailed(this ILogger logger, string address);

    [LoggerMessage(4, LogLevel.Warning, "an account was locked after too many wrong passwords from {Address}")]
    public static partial void Locked(this ILogger logger, string address);

    [LoggerMessage(5, LogLevel.Warning, "the audit log could not be written")]
    public static partial void AuditFailed(this ILogger logger, Exception trouble);
}
