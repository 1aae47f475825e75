using System.Globalization;
using System.Text.RegularExpressions;
using Ingest.Core.Reports;

namespace Ingest.Core.Normalisation;

/// <summary>Days, months and years as they are printed.</summary>
public static partial class Dates
{
    private const int EarliestYear = 1900;
    private const int LatestYear = 2199;

    /// <summary>
    /// 2019-01-01 · 2019/1/1 · 2019.01.01 · 2019年1月1日 · 20190101 · 二〇一九年十二月三十一日, with spaces and in full width; a time
    /// behind the day is passed over. Without a day: 2019-01 · 2019年1月 · 2019年. Null for days that do not exist, years of
    /// two digits, and ranges.
    /// </summary>
    public static DateValue? Parse(string raw)
    {
        var text = Characters.CollapseSpace(Characters.ToHalfWidth(raw));
        foreach (var style in (Regex[])[Separated(), InWords(), Packed()])
        {
            if (style.Match(text) is { Success: true } match)
            {
                return Build(Part(match, "year"), Part(match, "month"), Part(match, "day"));
            }
        }

        return null;
    }

    /// <summary>0 where the part is not printed, -1 where it is no number.</summary>
    private static int Part(Match match, string name)
    {
        var group = match.Groups[name];
        if (!group.Success)
        {
            return 0;
        }

        if (group.Value is "元")
        {
            return 1;
        }

        return int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (int)(ChineseNumerals.Parse(group.Value.Replace('0', '〇')) ?? -1);
    }

    private static DateValue? Build(int year, int month, int day)
    {
        if (year is < EarliestYear or > LatestYear || month is < 0 or > 12 || day < 0 || (day > 0 && month == 0))
        {
            return null;
        }

        if (month == 0)
        {
            return IsoDates.OfYear(year);
        }

        return day == 0 ? IsoDates.OfMonth(year, month)
            : day <= DateTime.DaysInMonth(year, month) ? IsoDates.OfDay(new DateOnly(year, month, day))
            : null;
    }

    // A zero month or day is printed as such and is none: the groups below begin at 1.
    [GeneratedRegex(@"^(?<year>[0-9]{4}) ?[-/.—–] ?(?<month>0?[1-9]|1[0-2])( ?[-/.—–] ?(?<day>0?[1-9]|[12][0-9]|3[01])([ T][0-9]{1,2}(:[0-9]{2}){1,2})?)?$")]
    private static partial Regex Separated();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4}|[〇○零0一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4}) ?年( ?度|( ?(?<month>0?[1-9]|1[0-2]|[一二三四五六七八九十元]{1,2}) ?月( ?(?<day>0?[1-9]|[12][0-9]|3[01]|[一二三四五六七八九十廿卅]{1,3}) ?[日号])?))?$")]
    private static partial Regex InWords();

    [GeneratedRegex("^(?<year>[0-9]{4})((?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12][0-9]|3[01])?)?$")]
    private static partial Regex Packed();
}
