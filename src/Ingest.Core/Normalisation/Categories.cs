using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>The first-level indicator with its declared points.</summary>
public static partial class Categories
{
    /// <summary>
    /// "产出目标(34分)" is (产出目标, 34): whatever the brackets, on one line or two, a bracket lost, 分 without brackets. A bracket
    /// without a number stays in the name. Points are null where none are printed.
    /// </summary>
    public static (string Name, decimal? Points) Parse(string raw)
    {
        var text = CjkText.Join([raw]);
        var match = PointsBehind().Match(text);
        match = match.Success ? match : PointsBefore().Match(text);
        return match.Success && Numbers.Parse(match.Groups["points"].Value) is { } points
            ? (match.Groups["name"].Value.Trim(), points)
            : (text, null);
    }

    private const string Arabic = "[0-9０-９]{1,3}(?:[.．][0-9０-９]+)?";
    private const string Open = "[(（\\[［【〔{｛〖]";
    private const string Close = "[)）\\]］】〕}｝〗]";
    private const string InBracket = "(?:共|计|满分|权重|分值|总分)?[:：]? ?(?<points>" + Arabic + "|[一二三四五六七八九十百]+)";

    [GeneratedRegex("^(?<name>.+?)(?: ?" + Open + " ?" + InBracket + " ?(?:[分%％]?|分 ?[^0-9０-９](?=$))|(?<![0-9０-９.．]) ?(?<points>" + Arabic + ") ?分) ?" + Close + "?$")]
    private static partial Regex PointsBehind();

    [GeneratedRegex("^" + Open + " ?" + InBracket + " ?分 ?" + Close + " ?(?<name>.+)$")]
    private static partial Regex PointsBefore();
}
