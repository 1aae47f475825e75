using System.Globalization;

namespace Ingest.Web.Layout;

/// <summary>Times on pages are those of Asia/Shanghai, wherever the server stands; the store keeps UTC.</summary>
internal static class ChinaTime
{
    // As a number: a server may lack the zones' data, and China has kept this offset all year since 1992.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Text(DateTimeOffset at) => at.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
