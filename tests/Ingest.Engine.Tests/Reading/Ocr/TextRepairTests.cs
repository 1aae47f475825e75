using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class TextRepairTests
{
    [Theory]
    [InlineData("工.财政拨款", "1.财政拨款")]
    [InlineData("(科室)", "（科室）")]
    [InlineData("一是;二是", "一是；二是")]
    [InlineData("8:30", "8:30")]
    [InlineData("名称:", "名称：")]
    [InlineData("31.7%6和", "31.7%和")]
    [InlineData("100%4", "100%")]
    [InlineData("由93%提高到98%", "由93%提高到98%")]
    [InlineData("“明目\"工程", "“明目”工程")]
    [InlineData("沪科发[2009]第586号", "沪科发〔2009〕第586号")]
    [InlineData("（〔含适老化)", "（含适老化）")]
    [InlineData("{（含适老化）", "（含适老化）")]
    [InlineData("（〔2015〕46号）", "（〔2015〕46号）")]
    [InlineData("改造〔含适老化设施）", "改造（含适老化设施）")]
    [InlineData("二O二三年一月", "二〇二三年一月")]
    [InlineData("二〇二O年", "二〇二〇年")]
    [InlineData("二〇一人年一月", "二〇一八年一月")]
    [InlineData("每一人年均", "每一人年均")]
    [InlineData("十O年", "十O年")]
    [InlineData("增长(2019)年", "增长（2019）年")]
    [InlineData("监测一一上报", "监测——上报")]
    [InlineData("第一季度", "第一季度")]
    [InlineData("投入与管理《32分)", "投入与管理（32分）")]
    [InlineData("《河道保洁考核办法（试行)》", "《河道保洁考核办法（试行）》")]
    [InlineData("按\"三套制\"备份", "按“三套制”备份")]
    [InlineData("执行率x权重", "执行率×权重")]
    [InlineData("计划投入资金X100%", "计划投入资金×100%")]
    [InlineData("胸部X光片", "胸部X光片")]
    [InlineData("上海xx公司", "上海××公司")]
    [InlineData("10xx-A", "10xx-A")]
    [InlineData("道路丶渠道", "道路、渠道")]
    [InlineData("28.6万元,监理费", "28.6万元，监理费")]
    [InlineData("1,850,000", "1,850,000")]
    [InlineData("17；800,000", "17,800,000")]
    [InlineData("5%~10%", "5%～10%")]
    public void Puts_right_what_the_model_has_no_character_for(string read, string meant) =>
        Assert.Equal(meant, string.Concat(TextRepair.Repair(Line(read)).Select(c => c.Text)));

    [Fact]
    public void Doubts_a_comparison_in_front_of_a_figure() =>
        Assert.True(TextRepair.Repair(Line(">90%"))[0].Confidence < 0.9);

    private static List<ReadCharacter> Line(string text) => [.. text.Select((c, i) => new ReadCharacter(c.ToString(), i * 10, (i * 10) + 9, 0.99))];
}
