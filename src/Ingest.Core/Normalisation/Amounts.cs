using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>Money, in yuan.</summary>
public static partial class Amounts
{
    /// <summary>
    /// 1,850,000.00 · 185万元 · 1.2亿 · 1亿2000万元 · ￥壹佰万元整, as yuan. A unit that stands with the value wins over
    /// <paramref name="unit"/>, the label's (元, 万元 …). A minus is read; an amount in brackets is not, for on these forms
    /// brackets mean more than "negative". Null for what is no single exact amount: "约10万", "无", dollars.
    /// </summary>
    public static decimal? Parse(string raw, string? unit = null)
    {
        if (Digits.Compact(raw) is not { } compact)
        {
            return null;
        }

        var bare = Currency().Replace(compact, "");
        return bare.Any(Characters.IsDigit) ? ParseDigits(bare, unit) : ParseNumerals(bare, unit);
    }

    private static decimal? ParseDigits(string text, string? unit)
    {
        var match = Terms().Match(text);
        if (!match.Success)
        {
            return null;
        }

        decimal total = 0, smallest = decimal.MaxValue;
        foreach (var term in match.Groups["term"].Captures.Select(capture => Term().Match(capture.Value)))
        {
            var size = Size(term.Groups["size"].Value);
            if (Digits.Parse(term.Groups["number"].Value) is not { } number || size >= smallest)
            {
                return null;
            }

            (total, smallest) = (total + (number * size), size);
        }

        var hasUnit = smallest > 1 || match.Groups["yuan"].Success;
        // "1亿5" wants its 元 to say that the 5 is no 5千万.
        var isLoose = match.Groups["term"].Captures.Count > 1 && smallest == 1 && !match.Groups["yuan"].Success;
        var signed = match.Groups["minus"].Success ? -total : total;
        return isLoose ? null : hasUnit ? signed : signed * UnitSize(unit);
    }

    private static decimal? ParseNumerals(string text, string? unit)
    {
        var hasUnit = text.IndexOfAny(['元', '圆', '圓', '角', '分', '万', '亿', '萬', '億', '整', '正']) >= 0;
        return hasUnit ? ChineseNumerals.Parse(text) : ChineseNumerals.Parse(text) * UnitSize(unit);
    }

    /// <summary>How many yuan a label's unit is; 1 for 元, for none and for one that is not money.</summary>
    private static decimal UnitSize(string? unit) =>
        unit is null ? 1 : Size(Characters.RemoveSpace(unit).Replace("人民币", "", StringComparison.Ordinal).TrimEnd('元', '圆'));

    private static decimal Size(string size) => size switch
    {
        "百" => 100m,
        "千" => 1_000m,
        "万" or "萬" => 10_000m,
        "十万" => 100_000m,
        "百万" => 1_000_000m,
        "千万" => 10_000_000m,
        "亿" or "億" => 100_000_000m,
        _ => 1m,
    };

    [GeneratedRegex("^(人民币|RMB|CNY)?：?:?¥?|(人民币)$", RegexOptions.IgnoreCase)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^(?<minus>-)?(?<term>[0-9.,]+(十万|百万|千万|[百千万萬亿億]))*(?<term>[0-9.,]+)?(?<yuan>[元圆圓])?[整正]?$")]
    private static partial Regex Terms();

    [GeneratedRegex("^(?<number>[0-9.,]+)(?<size>.*)$")]
    private static partial Regex Term();
}
