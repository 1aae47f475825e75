using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class DatesTests
{
    [Theory]
    [InlineData("2019-01-01", "2019-01-01")]
    [InlineData("2019/1/1", "2019-01-01")]
    [InlineData("2019.01.01", "2019-01-01")]
    [InlineData("2019年1月1日", "2019-01-01")]
    [InlineData("2019 年 1 月 1 日", "2019-01-01")]
    [InlineData("2019年|1月1日", "2019-01-01")]
    [InlineData("２０１９年１２月３１日", "2019-12-31")]
    [InlineData("２０１９．１．１", "2019-01-01")]
    [InlineData("20190101", "2019-01-01")]
    [InlineData("2019-01-01 10:30:00", "2019-01-01")]
    [InlineData("二○一九年十二月三十一日", "2019-12-31")]
    [InlineData("二〇一九年一月", "2019-01")]
    [InlineData("二0二〇年元月廿三日", "2020-01-23")]
    [InlineData("2020年2月29日", "2020-02-29")]
    [InlineData("2019-01", "2019-01")]
    [InlineData("2019年1月", "2019-01")]
    [InlineData("2019年", "2019")]
    [InlineData("2019年度", "2019")]
    [InlineData("2019", "2019")]
    public void Reads_days_months_and_years(string raw, string iso) => Assert.Equal(iso, Dates.Parse(raw.Replace('|', '\n'))?.Iso);

    [Theory]
    [InlineData("2019年2月", "2019-02-01", "2019-02-28")]
    [InlineData("2020-02", "2020-02-01", "2020-02-29")]
    [InlineData("2019年", "2019-01-01", "2019-12-31")]
    [InlineData("2019-04-16", "2019-04-16", "2019-04-16")]
    public void Says_from_which_day_to_which_a_date_may_mean(string raw, string first, string last)
    {
        var date = Dates.Parse(raw)!;

        Assert.Equal((first, last), (Iso(date.First), Iso(date.Last)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2019-02-29")]
    [InlineData("2019年2月30日")]
    [InlineData("2019-13-01")]
    [InlineData("2019-00-10")]
    [InlineData("20191301")]
    [InlineData("19-01-01")]
    [InlineData("2019-01-01至2019-12-31")]
    [InlineData("2019年第一季度")]
    [InlineData("二十年十三月")]
    [InlineData("优秀")]
    public void Makes_nothing_of_what_is_no_date(string raw) => Assert.Null(Dates.Parse(raw));

    [Property]
    public void Reads_back_any_day_in_any_style(PositiveInt days)
    {
        var day = new DateOnly(1950, 1, 1).AddDays(days.Get * 37 % 54_000);
        foreach (var style in new[] { "yyyy-MM-dd", "yyyy/M/d", "yyyy.MM.dd", "yyyy年M月d日", "yyyy 年 MM 月 dd 日", "yyyyMMdd" })
        {
            Assert.Equal(day, Dates.Parse(day.ToString(style, CultureInfo.InvariantCulture))?.First);
        }

        Assert.Equal(day, Dates.Parse(InChinese(day))?.Last);
    }

    [Property(Arbitrary = [typeof(PrintedText)])]
    public void Never_throws(string raw) => _ = (Dates.Parse(raw), Years.Parse(raw), Rates.Parse(raw), Numbers.Parse(raw), Choices.Parse(raw), Categories.Parse(raw));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string InChinese(DateOnly day) =>
        string.Concat(day.Year.ToString(CultureInfo.InvariantCulture).Select(digit => "〇一二三四五六七八九"[digit - '0'])) + $"年{Below100(day.Month)}月{Below100(day.Day)}日";

    private static string Below100(int number) =>
        (number >= 20 ? "一二三"[(number / 10) - 1].ToString() : "") + (number >= 10 ? "十" : "") + (number % 10 > 0 ? "一二三四五六七八九"[(number % 10) - 1].ToString() : "");
}
