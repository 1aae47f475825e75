using System.Globalization;
using Ingest.Core.Figures;

namespace Ingest.Core.Tests.Figures;

/// <summary>What each rule is for; how well they do together is measured on seeds/figures by ingest evaluate.</summary>
public sealed class FigureReaderTests
{
    [Theory]
    [InlineData("受理提交评审项目986项", "986 项 Count 受理提交评审项目")]
    [InlineData("总投资额为91.33亿元", "9133000000 元 Money 总投资额")]
    [InlineData("出口总额13.18亿美元", "1318000000 美元 Money 出口总额")]
    [InlineData("有效跟踪率达98.55%", "98.55 % Rate 有效跟踪率")]
    [InlineData("项目数比去年增长25.3%", "25.3 % Growth 项目数比去年增长")]
    [InlineData("入孵空间28万m2", "280000 平方米 Area 入孵空间")]
    [InlineData("处理143人/次咨询", "143 人次 Count 处理")]
    [InlineData("投入三千二百万元", "32000000 元 Money 投入")]
    [InlineData("取证率九成", "90 % Rate 取证率")]
    [InlineData("专项资金的三分之一", "33.3333 % Rate 专项资金")]
    [InlineData("配套比例1:4", "0.25 - Ratio 配套比例")]
    [InlineData("到场时间8分20秒", "500 秒 Duration 到场时间")]
    [InlineData("补贴港币50万", "500000 港元 Money 补贴")]
    [InlineData("７家企业", "7 家 Count 企业")]
    [InlineData("购置器材491件（套）", "491 件/套 Count 购置器材")]
    public void Reads_value_unit_kind_and_name(string text, string expected)
    {
        var figure = Assert.Single(FigureReader.Read(text));

        Assert.Equal(expected, string.Create(CultureInfo.InvariantCulture, $"{Plain(figure.Value)} {figure.Unit ?? "-"} {figure.Kind} {figure.Phrase}"));
        Assert.Equal(figure.Raw, text.Substring(figure.Start, figure.Raw.Length));
    }

    [Theory]
    [InlineData("新增产值1200多亿元", "120000000000..", false)]
    [InlineData("平均拥有近3件", "..3", false)]
    [InlineData("点击量超过40万次", "400000..", false)]
    [InlineData("满意度90%以上", "90..", false)]
    [InlineData("失业率控制在3.5%以内", "..3.5", false)]
    [InlineData("成活率85%～90%", "85..90", false)]
    [InlineData("增收1,500元至2,000元", "1500..2000", false)]
    [InlineData("观众约13万人次", "..", true)]
    [InlineData("家长满意度95%左右", "..", true)]
    [InlineData("比预算节约13.5万元", "..", false)]
    [InlineData("近三年共立项", "..", false)]
    public void Reads_the_bounds_that_the_words_say(string text, string bounds, bool isApproximate)
    {
        var figure = Assert.Single(FigureReader.Read(text));

        Assert.Equal(bounds, $"{Plain(figure.Lower)}..{Plain(figure.Upper)}");
        Assert.Equal(isApproximate, figure.IsApproximate);
    }

    [Theory]
    [InlineData("2019年4月起", "2019-04")]
    [InlineData("对2015～2018年内认定的", "2015/2018")]
    [InlineData("近年（2016-2018）获得", "2016/2018")]
    [InlineData("2021年9月15日前", "2021-09-15")]
    [InlineData("2020年1—10月", "2020-01/2020-10")]
    [InlineData("截止2月底", "--02")]
    [InlineData("占比从18年的", "2018")]
    [InlineData("二〇一九年度", "2019")]
    public void Reads_dates(string text, string date) => Assert.Equal(date, Assert.Single(FigureReader.Read(text)).Date);

    [Theory]
    [InlineData("第22届年会")]
    [InlineData("（国科发政〔2017〕211号）")]
    [InlineData("《2018年度报告》")]
    [InlineData("“3+X”体系")]
    [InlineData("PM2.5、COVID-19、5G和A4")]
    [InlineData("12345热线")]
    [InlineData("二、建立机制1、完善制度（2）加强管理")]
    [InlineData("“四个新”的要求")]
    [InlineData("十分重视千家万户")]
    [InlineData("三位一体")]
    [InlineData("一个单位")]
    [InlineData("每天8:30开门")]
    public void Leaves_alone_what_counts_nothing(string text) => Assert.Empty(FigureReader.Read(text));

    [Fact]
    public void A_figure_speaks_of_the_year_that_its_sentence_named_before_it_unless_that_is_only_compared_with()
    {
        var figures = FigureReader.Read("2019年完成3项，较2018年增加1项。另有2项。").Where(figure => figure.Kind != FigureKind.Date);

        Assert.Equal([2019, 2019, null], figures.Select(figure => figure.Year));
    }

    [Fact]
    public void The_same_amount_in_two_units_is_a_contradiction_and_others_are_none()
    {
        var pair = Assert.Single(FigureContradictions.Find(FigureReader.Read("成交金额3654140万元；其中金额100万元。成交金额3654140.09亿元；签约5项，签约50项。")));

        Assert.Equal(("3654140万元", "3654140.09亿元"), (pair.First.Raw, pair.Second.Raw));
        Assert.Empty(FigureContradictions.Find(FigureReader.Read("收入1234万元，支出1234亿元；收入1234万元；2018年培训1200人；2019年培训12000人。")));
    }

    private static string Plain(decimal? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
