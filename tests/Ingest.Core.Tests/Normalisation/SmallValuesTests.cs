using System.Globalization;
using FsCheck.Xunit;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Normalisation;

public sealed class SmallValuesTests
{
    [Theory]
    [InlineData("100.00%", "100")]
    [InlineData("99.9％", "99.9")]
    [InlineData("９９．９﹪", "99.9")]
    [InlineData("99.9", "99.9")]
    [InlineData("0.999", "0.999")]
    [InlineData("100.|00%", "100")]
    [InlineData("10|0.00%", "100")]
    [InlineData("5‰", "0.5")]
    [InlineData("百分之九十五", "95")]
    [InlineData("120 %", "120")]
    public void Reads_rates_in_percent(string raw, string rate) => Assert.Equal(Decimal(rate), Rates.Parse(raw.Replace('|', '\n')));

    [Theory]
    [InlineData("≥95%")]
    [InlineData("100%（含结转）")]
    [InlineData("%")]
    [InlineData("")]
    public void Makes_nothing_of_what_is_no_rate(string raw) => Assert.Null(Rates.Parse(raw));

    [Property]
    public void Reads_back_any_rate(int hundredths)
    {
        var rate = Math.Abs((decimal)hundredths) / 100;

        Assert.Equal(rate, Rates.Parse(rate.ToString("0.00", CultureInfo.InvariantCulture) + "%"));
        Assert.Equal(rate, Rates.Parse(rate.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("１．５", "1.5")]
    [InlineData("36分", "36")]
    [InlineData("36 分", "36")]
    [InlineData("10%", "10")]
    [InlineData("0", "0")]
    [InlineData("十五分", "15")]
    public void Reads_scores_and_weights(string raw, string number) => Assert.Equal(Decimal(number), Numbers.Parse(raw));

    [Theory]
    [InlineData("3 4")]
    [InlineData("3\n4")]
    [InlineData("5 100")]
    [InlineData("5/5")]
    [InlineData("6元")]
    [InlineData("无")]
    public void Makes_no_score_of_two_numbers_or_none(string raw) => Assert.Null(Numbers.Parse(raw));

    [Theory]
    [InlineData("2019", 2019)]
    [InlineData("2019年度", 2019)]
    [InlineData("（2022 年度）", 2022)]
    [InlineData("2019年度)", 2019)]
    [InlineData("（2019）年度", 2019)]
    [InlineData("２０２０年", 2020)]
    [InlineData("二〇二二年度", 2022)]
    [InlineData("2019-2020", null)]
    [InlineData("2019年1月", null)]
    [InlineData("1850", null)]
    [InlineData("", null)]
    public void Reads_fiscal_years(string raw, int? year) => Assert.Equal(year, Years.Parse(raw));

    [Theory]
    [InlineData("", true)]
    [InlineData(" \u3000\n", true)]
    [InlineData("—", true)]
    [InlineData("——", true)]
    [InlineData("－", true)]
    [InlineData("-", true)]
    [InlineData("–", true)]
    [InlineData("/", true)]
    [InlineData("／", true)]
    [InlineData("0", false)]
    [InlineData("无", false)]
    [InlineData("一", false)]
    [InlineData("-1", false)]
    public void Knows_the_signs_for_nothing(string raw, bool blank) => Assert.Equal(blank, Blanks.IsBlank(raw));

    [Theory]
    [InlineData("产出目标(34分)", "产出目标", "34")]
    [InlineData("产出目标（34 分）", "产出目标", "34")]
    [InlineData("产 出 目 标 [34]", "产出目标", "34")]
    [InlineData("产出目标【３４分】", "产出目标", "34")]
    [InlineData("产出目标|(34分)", "产出目标", "34")]
    [InlineData("产出目标(34|分)", "产出目标", "34")]
    [InlineData("投入与|管理(36分)", "投入与管理", "36")]
    [InlineData("产出目标34分", "产出目标", "34")]
    [InlineData("产出目标（34分", "产出目标", "34")]
    [InlineData("产出目标（34分上", "产出目标", "34")]
    [InlineData("产出目标34分）", "产出目标", "34")]
    [InlineData("产出目标（22.5分）", "产出目标", "22.5")]
    [InlineData("（34分）产出目标", "产出目标", "34")]
    [InlineData("产出目标〔三十四分〕", "产出目标", "34")]
    [InlineData("产出目标", "产出目标", null)]
    [InlineData("产出目标（数量）", "产出目标（数量）", null)]
    [InlineData("创新创业（2019）", "创新创业（2019）", null)]
    [InlineData("", "", null)]
    public void Takes_the_points_off_a_category(string raw, string name, string? points) =>
        Assert.Equal((name, points is null ? null : Decimal(points)), Categories.Parse(raw.Replace('|', '\n')));

    [Fact]
    public void Normalises_each_kind_to_its_json_value()
    {
        Assert.Equal(new TextValue("高新技术"), Normalise(FieldKind.Text, "高新 技\n术"));
        Assert.Equal(new TextValue("无"), Normalise(FieldKind.Narrative, "无"));
        Assert.Equal(new TextValue("0"), Normalise(FieldKind.Text, "0"));
        Assert.Equal(new TextValue("产出目标"), Normalise(FieldKind.Category, "产出目标\n(34分)"));
        Assert.Equal(new ListValue(["政策服务部", "项目认定部"]), Normalise(FieldKind.Organisations, "政策服务部，项\n目认定部"));
        Assert.Equal(new FlagValue(false), Normalise(FieldKind.Choice, "否"));
        Assert.Equal(new NumberValue(1_850_000), Normalise(FieldKind.Amount, "185", "万元"));
        Assert.Equal(new NumberValue(0), Normalise(FieldKind.Amount, "0.00", "元"));
        Assert.Equal(new NumberValue(100), Normalise(FieldKind.Rate, "100.00%", "%"));
        Assert.Equal(new NumberValue(2019), Normalise(FieldKind.Year, "2019年度"));
        Assert.Equal("2019-01", (Normalise(FieldKind.Date, "2019年1月") as DateValue)?.Iso);
        Assert.Equal(new TextValue("按原文"), Normaliser.Normalise(FieldKind.Text, "按原\n文", [], null));
    }

    [Fact]
    public void Normalises_blanks_to_null_in_every_kind()
    {
        foreach (var kind in Enum.GetValues<FieldKind>())
        {
            Assert.All(["", " ", "—", "－", "-", "/"], blank => Assert.Null(Normalise(kind, blank)));
        }

        Assert.Null(Normalise(FieldKind.Amount, "无"));
        Assert.Null(Normalise(FieldKind.Number, "无"));
    }

    [Property(Arbitrary = [typeof(PrintedText)])]
    public void Normalising_never_throws(FieldKind kind, string raw, string[] lines, string? unit) => _ = Normaliser.Normalise(kind, raw, lines, unit);

    private static FieldValue? Normalise(FieldKind kind, string raw, string? unit = null) => Normaliser.Normalise(kind, raw, raw.Split('\n'), unit);

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
