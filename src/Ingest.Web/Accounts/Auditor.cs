using Ingest.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Accounts;

/// <summary>Writes the audit log. What it records happens whether or not it can be written.</summary>
internal sealed class Auditor(IngestStore store, TimeProvider time, ILogger<Auditor> logger)
{
    public async Task WriteAsync(HttpContext context, string what, string? account = null, string? detail = null)
    {
        try
        {
            var entry = new AuditEntry(time.GetUtcNow(), what, account ?? context.User.Identity?.Name, AddressOf(context), detail);
            await store.Accounts.AuditAsync(entry, CancellationToken.None);
        }
        catch (StoreException trouble)
        {
            logger.AuditFailed(trouble);
        }
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "?";
}
