using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class ChineseNumeralsTests
{
    [Theory]
    [InlineData("零", "0")]
    [InlineData("十", "10")]
    [InlineData("十五", "15")]
    [InlineData("二十", "20")]
    [InlineData("廿三", "23")]
    [InlineData("卅一", "31")]
    [InlineData("一百一十", "110")]
    [InlineData("一百十五", "115")]
    [InlineData("一百零二", "102")]
    [InlineData("两千零五十", "2050")]
    [InlineData("一万零五", "10005")]
    [InlineData("两亿三千万", "230000000")]
    [InlineData("一亿零五百", "100000500")]
    [InlineData("一万亿", "1000000000000")]
    [InlineData("壹佰万元整", "1000000")]
    [InlineData("贰拾叁萬肆仟圆", "234000")]
    [InlineData("伍元叁角", "5.3")]
    [InlineData("五分", "0.05")]
    [InlineData("壹元零伍分", "1.05")]
    [InlineData("二〇一九", "2019")]
    [InlineData("二○一九", "2019")]
    [InlineData("三点一四", "3.14")]
    public void Reads_numerals(string text, string number) =>
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), ChineseNumerals.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("万")]
    [InlineData("元")]
    [InlineData("一百二")]
    [InlineData("三万五")]
    [InlineData("五十百")]
    [InlineData("一千一千")]
    [InlineData("百")]
    [InlineData("一百零")]
    [InlineData("一亿二亿")]
    [InlineData("五分三角")]
    [InlineData("优秀")]
    public void Makes_nothing_of_what_is_none_or_can_be_meant_in_two_ways(string text) => Assert.Null(ChineseNumerals.Parse(text));

    [Property]
    public void Reads_back_any_number_plain_and_financial(NonNegativeInt number)
    {
        Assert.Equal(number.Get, ChineseNumerals.Parse(Print(number.Get, "零一二三四五六七八九", "十百千")));
        Assert.Equal(number.Get, ChineseNumerals.Parse(Print(number.Get, "零壹贰叁肆伍陆柒捌玖", "拾佰仟") + "元整"));
    }

    [Property]
    public void Reads_back_large_numbers(PositiveInt high, NonNegativeInt low)
    {
        var number = (high.Get % 9999 * 100_000_000L) + (low.Get * 7919L % 100_000_000);

        Assert.Equal(number, ChineseNumerals.Parse(Print(number, "零一二三四五六七八九", "十百千")));
    }

    /// <summary>The school's way of writing a number: sections of four digits, one 零 for any gap.</summary>
    private static string Print(long number, string digits, string units)
    {
        if (number == 0)
        {
            return digits[..1];
        }

        var text = new StringBuilder();
        var gap = false;
        for (var place = 15; place >= 0; place--)
        {
            var digit = (int)(number / (long)Math.Pow(10, place) % 10);
            if (digit > 0)
            {
                text.Append(gap && text.Length > 0 ? digits[..1] : "").Append(digits[digit]).Append(place % 4 == 0 ? "" : units[(place % 4) - 1]);
            }

            gap = digit == 0;
            if (place is 8 or 4 && number / (long)Math.Pow(10, place) % 10_000 > 0)
            {
                text.Append(place == 8 ? '亿' : '万');
            }
        }

        return text.ToString();
    }
}
