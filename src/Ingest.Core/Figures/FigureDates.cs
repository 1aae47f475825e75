using System.Globalization;
using System.Text.RegularExpressions;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Figures;

/// <summary>Dates and spans of dates in running text.</summary>
internal static partial class FigureDates
{
    /// <summary>The date that begins at <paramref name="at"/>; null where none does.</summary>
    public static Figure? At(string text, int at)
    {
        foreach (var shape in (Regex[])[Years(), InBrackets(), Listed(), YearMonths(), Full(), Months(), MonthDay(), Iso(), ShortYear(), Chinese()])
        {
            if (shape.Match(text, at) is { Success: true } match && Make(match) is { } figure)
            {
                return figure;
            }
        }

        return null;
    }

    private static Figure? Make(Match match)
    {
        var (year, month, day) = (Number(match, "y"), Number(match, "m"), Number(match, "d"));
        var (year2, month2) = (Number(match, "y2"), Number(match, "m2"));
        if (month is < 1 or > 12 || month2 is < 1 or > 12 || day is < 1 or > 31 || year is < 1900 or > 2199 || year2 < year)
        {
            return null;
        }

        var from = Text(year, month, day);
        var to = year2 is not null ? Text(year2, month2, null) : month2 is not null ? Text(year, month2, null) : null;
        return new Figure(match.Index, match.Value, FigureKind.Date, null, day is not null ? "日" : month is not null ? "月" : "年")
        {
            Date = to is null || to == from ? from : from + "/" + to, Year = year,
        };
    }

    private static string Text(int? year, int? month, int? day) => string.Create(
        CultureInfo.InvariantCulture, $"{(year is null ? "-" : $"{year}")}{(month is null ? "" : $"-{month:00}")}{(day is null ? "" : $"-{day:00}")}");

    private static int? Number(Match match, string group)
    {
        if (match.Groups[group] is not { Success: true, Value: var value })
        {
            return null;
        }

        var number = char.IsAsciiDigit(value[0]) ? int.Parse(value, CultureInfo.InvariantCulture) : (int?)ChineseNumerals.Parse(value);
        return group == "y" && number < 100 ? number + 2000 : number;
    }

    private const string Year = "(?:19|20)[0-9]{2}";
    private const string Span = "(?:[-–—―~～]{1,2}|至|到)";

    [GeneratedRegex(@"\G(?<y>" + Year + ")年?度?" + Span + "(?<y2>" + Year + ")年度?")]
    private static partial Regex Years();

    [GeneratedRegex(@"\G(?<=[(（])(?<y>" + Year + ")[-–—~～]{1,2}(?<y2>" + Year + ")(?=[)）])")]
    private static partial Regex InBrackets();

    /// <summary>The first of 2013、2014年度.</summary>
    [GeneratedRegex(@"\G(?<y>" + Year + ")(?=(?:[、和及与]" + Year + ")+年)")]
    private static partial Regex Listed();

    [GeneratedRegex(@"\G(?<y>" + Year + ")年(?<m>[0-9]{1,2})月?" + Span + "(?:(?<y2>" + Year + ")年)?(?<m2>[0-9]{1,2})月份?")]
    private static partial Regex YearMonths();

    [GeneratedRegex(@"\G(?<y>" + Year + ")年(?:(?<m>[0-9]{1,2})月(?:(?<d>[0-9]{1,2})[日号]|份)?|度)?")]
    private static partial Regex Full();

    [GeneratedRegex(@"\G(?<m>[0-9]{1,2})月?" + Span + "(?<m2>[0-9]{1,2})月份?")]
    private static partial Regex Months();

    [GeneratedRegex(@"\G(?<m>[0-9]{1,2})月(?:(?<d>[0-9]{1,2})[日号]|份)?")]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"\G(?<y>" + Year + @")[-./](?<m>[0-9]{1,2})[-./](?<d>[0-9]{1,2})(?![0-9.])")]
    private static partial Regex Iso();

    /// <summary>18年, where the words before say that it is no duration.</summary>
    [GeneratedRegex(@"\G(?<=从|自|较|比|至|截至|截止|到|在|于)(?<y>[0-3][0-9])年(?=的|底|末|初|度|起|以来|[0-9]{1,2}月|同期)")]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"\G(?<y>[二][〇零○][零〇○一二三四五六七八九]{2}|一九[零〇○一二三四五六七八九]{2})年(?:(?<m>[一二三四五六七八九十]{1,2})月(?:(?<d>[一二三四五六七八九十]{1,3})日)?|度)?")]
    private static partial Regex Chinese();
}
