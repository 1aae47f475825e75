using System.Text.RegularExpressions;

namespace Ingest.Web.Originals;

/// <summary>What pages and scripts must agree on about pictures of originals.</summary>
internal static partial class Original
{
    /// <summary>Dots an inch: two to a point, sharp enough for small print on a screen, and 200 to 400 kB a page.</summary>
    public const int Dpi = 144;

    public static string PageUrl(string sha256, int page) => FormattableString.Invariant($"/documents/{sha256}/pages/{page}");

    public static bool IsSha256(string text) => Sha256().IsMatch(text);

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
