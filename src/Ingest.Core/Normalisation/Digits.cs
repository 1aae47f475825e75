using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>Arabic digits as printed: grouping, full width, and white space that a narrow cell or a scan puts in.</summary>
internal static partial class Digits
{
    // Twenty digits are more than any form prints; times 亿 they still fit a decimal.
    private const int MostDigits = 20;

    /// <summary>
    /// Half-width, without white space. Null where that would make one number of two: white space between two digits may
    /// only group thousands, or cut a number that its commas or its two decimals prove to be one.
    /// </summary>
    /// <param name="mayWrap">False where a cell may well hold two numbers and none is long: then no white space between digits will do.</param>
    public static string? Compact(string raw, bool mayWrap = true)
    {
        var text = Characters.CollapseSpace(Characters.ToHalfWidth(raw));
        var compact = text.Replace(" ", "", StringComparison.Ordinal);
        return !Seam().IsMatch(text) || (mayWrap && (IsSpaced(raw, text) || ProvenWhole().IsMatch(compact))) ? compact : null;
    }

    /// <summary>
    /// "1,850,000.00", "-3", ".5"; null for anything else, and for commas that group neither by three nor by four. Points in
    /// place of commas, 1.850.000.00, as typists and recognisers have them, group as these do: no number has two points.
    /// </summary>
    public static decimal? Parse(string compact)
    {
        if (PointedThousands().IsMatch(compact))
        {
            compact = compact[..^3].Replace('.', ',') + compact[^3..];
        }

        if (!Number().IsMatch(compact))
        {
            return null;
        }

        var plain = compact.Replace(",", "", StringComparison.Ordinal);
        return plain.Length <= MostDigits && decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Thousands apart by spaces stand on one line; on two they may be two numbers.</summary>
    private static bool IsSpaced(string raw, string text) => raw.AsSpan().Trim().IndexOfAny('\n', '\r') < 0 && SpacedThousands().IsMatch(text);

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}([.,][0-9]{3})*\.[0-9]{3}([.,][0-9]{3})*\.[0-9]{2}$")]
    private static partial Regex PointedThousands();

    [GeneratedRegex("[0-9] [0-9]")]
    private static partial Regex Seam();

    [GeneratedRegex(@"^[^0-9]*[0-9]{1,3}( [0-9]{3})+(?![0-9])[^ ]*$")]
    private static partial Regex SpacedThousands();

    [GeneratedRegex(@"^[^0-9]*([0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?|[0-9]+\.[0-9]{2})[^0-9]*$")]
    private static partial Regex ProvenWhole();

    [GeneratedRegex(@"^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,4}(,[0-9]{4})+)?(\.[0-9]+)?(?<=[0-9])$")]
    private static partial Regex Number();
}
