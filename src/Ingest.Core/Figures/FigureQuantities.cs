using System.Globalization;
using System.Text.RegularExpressions;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Figures;

/// <summary>Numbers with their units: 1200多亿元, 85%～90%, 三千二百万元, 九成, 三分之一.</summary>
internal static partial class FigureQuantities
{
    /// <summary>The quantity that begins at <paramref name="at"/>; null where none does.</summary>
    public static Figure? At(string text, int at) => char.IsAsciiDigit(text[at])
        ? Clock(text, at) ?? Range(text, at) ?? Ratio(text, at) ?? Arabic(text, at)
        : Fraction(text, at) ?? Tenths(text, at) ?? Chinese(text, at);

    private static Figure? Arabic(string text, int at)
    {
        var match = ArabicShape().Match(text, at);
        if (!match.Success || Parse(match.Groups["n"].Value) is not { } number)
        {
            return null;
        }

        var value = number * Size(match.Groups["size"].Value);
        if (Tenth(match, number) is { } share)
        {
            return share;
        }

        var unit = match.Groups["unit"];
        if (!unit.Success && FigureUnits.Before(text, at) is var (currency, length))
        {
            return Make(text, at - length, match.Index + match.Length, FigureKind.Money, value, currency);
        }

        if (!unit.Success && !StandsAlone(text, match))
        {
            return null;
        }

        var figure = Make(text, at, match.Index + match.Length, unit.Success ? FigureUnits.Kind(match) : FigureKind.Count, value, unit.Success ? unit.Value : null);
        return match.Groups["more"].Success || match.Groups["more2"].Success ? figure with { Lower = value } : figure;
    }

    /// <summary>A number without a unit counts where the words say so: 中级工程师1001， 共有170余相关机构, 20万的资助.</summary>
    private static bool StandsAlone(string text, Match match)
    {
        var end = match.Index + match.Length;
        var next = end < text.Length ? text[end] : '。';
        if (char.IsAsciiLetter(next) || next is '+' or '”' or '"' or '’' or '/' or '-' or ':' or '、' or '号')
        {
            return false;
        }

        if (match.Groups["size"].Success || match.Groups["more"].Success)
        {
            return true;
        }

        var digits = match.Groups["n"].Value;
        if (digits.Contains('.', StringComparison.Ordinal) || YearLike().IsMatch(digits))
        {
            return false;
        }

        return Leads().IsMatch(text[Math.Max(0, match.Index - 3)..match.Index])
            || (match.Index > 0 && Characters.IsWide(text[match.Index - 1]) && char.IsLetter(text[match.Index - 1]) && next is ',' or '，' or ';' or '；' or '。' && !YearLike().IsMatch(digits));
    }

    private static Figure? Range(string text, int at)
    {
        var match = RangeShape().Match(text, at);
        if (!match.Success || Parse(match.Groups["n1"].Value) is not { } first || Parse(match.Groups["n"].Value) is not { } second)
        {
            return null;
        }

        var (ownSize, ownUnit, unit) = (match.Groups["size1"], match.Groups["unit1"], match.Groups["unit"].Value);
        if (ownUnit.Success && FigureUnits.Canonical(ownUnit.Value) != FigureUnits.Canonical(unit))
        {
            return null;
        }

        var size = Size(match.Groups["size"].Value);
        var (lower, upper) = (first * (ownSize.Success ? Size(ownSize.Value) : ownUnit.Success ? 1 : size), second * size);
        return lower >= upper ? null : Make(text, at, match.Index + match.Length, FigureUnits.Kind(match), null, unit) with { Lower = lower, Upper = upper };
    }

    private static Figure? Ratio(string text, int at)
    {
        var match = RatioShape().Match(text, at);
        return match.Success && Parse(match.Groups["a"].Value) is { } first && Parse(match.Groups["b"].Value) is > 0 and { } second
            ? new Figure(at, match.Value, FigureKind.Ratio, first / second, null)
            : null;
    }

    /// <summary>8分20秒.</summary>
    private static Figure? Clock(string text, int at)
    {
        var match = ClockShape().Match(text, at);
        return match.Success
            ? new Figure(at, match.Value, FigureKind.Duration, (Parse(match.Groups["minutes"].Value) * 60) + Parse(match.Groups["seconds"].Value), "秒")
            : null;
    }

    private static Figure? Tenth(Match match, decimal number) => match.Groups["tenths"].Success
        ? new Figure(match.Index, match.Value, FigureKind.Rate, number * 10, "%")
        : null;

    private static Figure? Tenths(string text, int at)
    {
        var match = TenthsShape().Match(text, at);
        return match.Success && ChineseNumerals.Parse(match.Groups["c"].Value) is { } number
            ? new Figure(at, match.Value, FigureKind.Rate, number * 10, "%")
            : null;
    }

    private static Figure? Fraction(string text, int at)
    {
        var match = FractionShape().Match(text, at);
        return match.Success && ChineseNumerals.Parse(match.Groups["below"].Value) is > 0 and { } below && ChineseNumerals.Parse(match.Groups["above"].Value) is { } above
            ? new Figure(at, match.Value, FigureKind.Rate, decimal.Round(above / below * 100, 4), "%")
            : null;
    }

    private static Figure? Chinese(string text, int at)
    {
        var match = ChineseShape().Match(text, at);
        if (!match.Success)
        {
            return null;
        }

        var (numeral, unit) = (match.Groups["c"].Value, match.Groups["unit"]);
        var bare = Bare().IsMatch(numeral);
        if (bare && !Reached().IsMatch(text[Math.Max(0, at - 2)..at]))
        {
            return null; // 千家万户, 百姓: no number unless something reaches it.
        }

        var value = ChineseNumerals.Parse(bare ? "一" + numeral : numeral) ?? (bare ? Size(numeral) : null);
        if (value is null or 1 || (numeral == "二" && !unit.Value.EndsWith('次') && unit.Value is not ("个" or "人" or "家" or "名" or "天" or "年"))
            || (!unit.Success && !bare) || unit.Value is "级" && numeral != "两")
        {
            return null;
        }

        var figure = Make(
            text, at, match.Index + match.Length, unit.Success ? FigureUnits.Kind(match) : FigureKind.Count, value.Value, unit.Success ? unit.Value : null);
        return match.Groups["more"].Success ? figure with { Lower = value } : figure;
    }

    private static Figure Make(string text, int start, int end, FigureKind kind, decimal? value, string? unit)
    {
        var canonical = unit is null ? null : FigureUnits.Canonical(unit);
        return new Figure(start, text[start..end], canonical == "百分点" ? FigureKind.Growth : kind, value, canonical)
        {
            Currency = kind == FigureKind.Money ? FigureUnits.Currency(canonical!) : null,
        };
    }

    private static decimal? Parse(string digits) =>
        decimal.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal Size(string size) => size switch
    {
        "百" => 100m,
        "千" => 1_000m,
        "万" => 10_000m,
        "十万" => 100_000m,
        "百万" => 1_000_000m,
        "千万" => 10_000_000m,
        "亿" => 100_000_000m,
        "十亿" => 1_000_000_000m,
        "百亿" => 10_000_000_000m,
        "千亿" => 100_000_000_000m,
        "万亿" => 1_000_000_000_000m,
        _ => 1m,
    };

    private const string Number = "[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]{1,18}(?:\\.[0-9]{1,8})?";
    private const string Sizes = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?!米|克|瓦|伏|卡|帕)|百(?!分)";
    private const string Numerals = "零〇一二三四五六七八九十百千万亿两";

    [GeneratedRegex(@"\G(?<n>" + Number + ")(?![0-9])(?:(?<more>余|多(?!次)|几)?(?<size>" + Sizes + ")?(?<more2>余|多)?(?: |/(?=[名人家个项件次位]))?(?:(?<unit>" + FigureUnits.Pattern + ")|(?<tenths>成(?!为|立|果|员|本|功|长|熟|效|就|人|品|绩|交|都)))?)")]
    private static partial Regex ArabicShape();

    [GeneratedRegex(@"\G(?<n1>" + Number + ")(?<size1>" + Sizes + ")?(?<unit1>%|‰|元|[^0-9,，。；;、:：()（）]{1,4}?)? ?(?:[-–—―~～]{1,2}|至|到) ?(?<n>" + Number + ")(?<size>" + Sizes + ")? ?(?<unit>" + FigureUnits.Pattern + ")")]
    private static partial Regex RangeShape();

    [GeneratedRegex(@"\G(?<a>[0-9]{1,6}(?:\.[0-9]+)?)[:：∶](?<b>[0-9]{1,6}(?:\.[0-9]+)?)(?![0-9:：])")]
    private static partial Regex RatioShape();

    [GeneratedRegex(@"\G(?<minutes>[0-9]{1,3})分钟?(?<seconds>[0-9]{1,2})秒")]
    private static partial Regex ClockShape();

    [GeneratedRegex(@"\G(?<c>[一二三四五六七八九两])成(?!为|立|果|员|本|功|长|熟|效|就|人|品|绩|交|年|份|都|套|片|型|分|群|体|因)")]
    private static partial Regex TenthsShape();

    [GeneratedRegex(@"\G(?<below>[" + Numerals + "]+)分之(?<above>[" + Numerals + "]+(?:点[" + Numerals + "]+)?)")]
    private static partial Regex FractionShape();

    [GeneratedRegex(@"\G(?<c>[" + Numerals + "]+(?:点[一二三四五六七八九零〇]+)?)(?<more>余|多)?(?:(?<unit>大类|大(?!学|赛|会|队|厅|型|量|力|幅|类|家|厦|道|街|桥|爷|妈)|(?<=两)级|" + FigureUnits.Pattern + "))?")]
    private static partial Regex ChineseShape();

    /// <summary>A multiplier alone.</summary>
    [GeneratedRegex("^(?:[百千万亿]|十万|百万|千万|百亿|千亿|万亿)$")]
    private static partial Regex Bare();

    [GeneratedRegex("[破超近逾过上达约在]$")]
    private static partial Regex Reached();

    [GeneratedRegex("[共有对达计近约超过逾余为]$")]
    private static partial Regex Leads();

    [GeneratedRegex("^(?:19|20)[0-9]{2}$")]
    private static partial Regex YearLike();
}
