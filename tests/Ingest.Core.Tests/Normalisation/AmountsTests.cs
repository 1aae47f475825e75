using System.Globalization;
using FsCheck.Xunit;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("1,850,000.00", null, "1850000")]
    [InlineData("12.865.000.00", null, "12865000")]
    [InlineData("1,850.000.00", null, "1850000")]
    [InlineData("1850000", "元", "1850000")]
    [InlineData("１，８５０，０００．００", null, "1850000")]
    [InlineData("1,850,|000.00", null, "1850000")]
    [InlineData("1,850,0|00.00", null, "1850000")]
    [InlineData("1 850 000", null, "1850000")]
    [InlineData("185万元", null, "1850000")]
    [InlineData("185", "万元", "1850000")]
    [InlineData("1,850,000元", "万元", "1850000")]
    [InlineData("0.5亿", "万元", "50000000")]
    [InlineData("215,457.6", "万元", "2154576000")]
    [InlineData("1.2亿", null, "120000000")]
    [InlineData("1亿2000万元", null, "120000000")]
    [InlineData("3万5千元", null, "35000")]
    [InlineData("3百万", null, "3000000")]
    [InlineData("￥100.50元整", null, "100.5")]
    [InlineData("人民币 ¥ 壹佰万元整", null, "1000000")]
    [InlineData("一百二十万", null, "1200000")]
    [InlineData("壹佰", "万元", "1000000")]
    [InlineData("壹仟贰佰叁拾肆元伍角陆分", null, "1234.56")]
    [InlineData("0", null, "0")]
    [InlineData("0.00", "万元", "0")]
    [InlineData("-12.5", null, "-12.5")]
    public void Reads_yuan(string raw, string? unit, string yuan) =>
        Assert.Equal(decimal.Parse(yuan, CultureInfo.InvariantCulture), Amounts.Parse(raw.Replace('|', '\n'), unit));

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("—")]
    [InlineData("约10万元")]
    [InlineData("（100）")]
    [InlineData("100美元")]
    [InlineData("$100")]
    [InlineData("12,34")]
    [InlineData("1.2.3")]
    [InlineData("100|200")]
    [InlineData("100.5|200")]
    [InlineData("1亿5")]
    [InlineData("2万3亿")]
    [InlineData("万元")]
    [InlineData("100%")]
    [InlineData("99999999999999999999999999999999999999亿")]
    public void Makes_nothing_of_what_is_no_single_amount(string raw) => Assert.Null(Amounts.Parse(raw.Replace('|', '\n')));

    [Property]
    public void Reads_back_any_amount_in_any_style(long fen, bool grouped, bool fullWidth, bool withUnit)
    {
        var yuan = fen % 1_000_000_000_000_000 / 100m;
        var printed = yuan.ToString(grouped ? "#,##0.00" : "0.00", CultureInfo.InvariantCulture) + (withUnit ? "元" : "");
        var text = fullWidth ? string.Concat(printed.Select(c => c is > ' ' and < '\u007f' ? (char)(c + 0xfee0) : c)) : printed;

        Assert.Equal(yuan, Amounts.Parse(text, withUnit ? "万元" : null));
    }

    [Property]
    public void Reads_back_any_amount_in_wan(int hundredths)
    {
        var wan = Math.Abs((decimal)hundredths) / 100;
        var printed = wan.ToString("0.00", CultureInfo.InvariantCulture);

        Assert.Equal(wan * 10_000, Amounts.Parse(printed + "万元"));
        Assert.Equal(wan * 10_000, Amounts.Parse(printed, "万元"));
    }

    [Property(Arbitrary = [typeof(PrintedText)])]
    public void Never_throws(string raw, string unit) => _ = Amounts.Parse(raw, unit);
}
