using System.Globalization;
using System.Text.RegularExpressions;
using Ingest.Core.Corrections;
using Ingest.Store;

namespace Ingest.Web.Reports;

/// <summary>
/// How a page names a value, so that the name holds while rows come and go: projectName, i3.score for the row that was
/// read third, i+55.score for the row that correction 55 added, f1.weight for a line of funds; i0 is the head of the table.
/// </summary>
internal static partial class ValueKeys
{
    public static string Of(RowAnchor row) => string.Create(
        CultureInfo.InvariantCulture, $"{(row.List == RowList.Indicators ? 'i' : 'f')}{(row.AddedBy is { } added ? $"+{added}" : row.Ordinal)}");

    public static string Of(RowAnchor? row, string field) => row is null ? field : $"{Of(row)}.{field}";

    /// <summary>False for what no page of ours sends.</summary>
    public static bool TryParse(string key, out RowName? row, out string field)
    {
        (row, field) = (null, "");
        if (Shape().Match(key) is not { Success: true } match)
        {
            return false;
        }

        field = match.Groups["field"].Value;
        if (match.Groups["list"] is { Success: true } list)
        {
            var number = long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            var isAdded = match.Groups["added"].Success;
            row = new RowName(list.Value == "i" ? RowList.Indicators : RowList.Funds, isAdded ? 0 : (int)Math.Min(number, int.MaxValue), isAdded ? number : null);
        }

        return row is not null || field.Length > 0;
    }

    [GeneratedRegex(@"^(?:(?<list>[if])(?<added>\+)?(?<number>[0-9]{1,18})(?:\.(?<field>[A-Za-z]{1,64}))?|(?<field>[A-Za-z]{1,64}))$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
