using FsCheck.Xunit;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class CjkTextTests
{
    [Theory]
    [InlineData("纳税总额42.|31亿元", "纳税总额42.31亿元")]
    [InlineData("201|9年", "2019年")]
    [InlineData("占参赛项目总数的1 |1.6%，较去年", "占参赛项目总数的11.6%，较去年")]
    [InlineData("New|York", "New York")]
    [InlineData("New  York\t City", "New York City")]
    [InlineData("New York,|USA", "New York, USA")]
    [InlineData("see www.example.|com", "see www.example.com")]
    [InlineData("The end.|The start", "The end. The start")]
    [InlineData("state-|of-the-art", "state-of-the-art")]
    [InlineData("科 技 成 果 ， 转 化", "科技成果，转化")]
    [InlineData("2019 年 4 月", "2019年4月")]
    [InlineData("“科技1 |14”服务热线", "“科技114”服务热线")]
    [InlineData("举办 AABI |年会", "举办AABI年会")]
    [InlineData("离IBI|国培班", "离IBI国培班")]
    [InlineData("⼊库⾦额⻚|⾯", "入库金额页面")]
    [InlineData(" | \u3000 |", "")]
    [InlineData("问题一。|", "问题一。")]
    [InlineData("得到的的认可，，", "得到的的认可，，")]
    public void Joins_lines_as_they_are_read(string lines, string joined) => Assert.Equal(joined, CjkText.Join(lines.Split('|')));

    [Property(Arbitrary = [typeof(PrintedText)])]
    public void Joining_what_is_joined_changes_nothing(string[] lines)
    {
        var joined = CjkText.Join(lines);

        Assert.Equal(joined, CjkText.Join([joined]));
    }

    [Property(Arbitrary = [typeof(PrintedText)])]
    public void Joining_loses_no_character_but_space(string[] lines) => Assert.Equal(
        Characters.RemoveSpace(CjkText.MapRadicals(string.Concat(lines))), Characters.RemoveSpace(CjkText.Join(lines)));

    // The table was held against Unicode's (NFKC and EquivalentUnifiedIdeograph) when it was written; the runtime cannot,
    // for it normalises nothing when globalisation is invariant.
    [Fact]
    public void Maps_every_kangxi_radical_out_of_its_block_and_to_one_of_its_own()
    {
        var mapped = Enumerable.Range(0x2f00, 214).Select(radical => CjkText.MapRadicals(((char)radical).ToString())).ToList();

        Assert.All(mapped, ideograph => Assert.InRange(Assert.Single(ideograph), '\u4e00', '\u9fff'));
        Assert.Equal(214, mapped.Distinct().Count());
        Assert.Equal("一入目金面龠", CjkText.MapRadicals("⼀⼊⽬⾦⾯⿕"));
    }

    /// <summary>Simplified fonts draw ⼾ and 户 with one glyph, and Chromium then writes ⼾.</summary>
    [Fact]
    public void Maps_the_door_radical_to_the_door_of_simplified_chinese() => Assert.Equal("用户", CjkText.MapRadicals("用⼾"));

    [Theory]
    [InlineData("⺀⺚", "⺀⺚")]
    [InlineData("⺟⻅⻋⻓⻔⻚⻛⻜⻢⻥⻩⻬⻮⻰⻳", "母见车长门页风飞马鱼黄齐齿龙龟")]
    [InlineData("⺇⺮", "𠘨𥫗")]
    [InlineData("，（１）％豈", "，（１）％豈")]
    public void Maps_the_other_radicals_and_nothing_else(string text, string mapped) => Assert.Equal(mapped, CjkText.MapRadicals(text));
}
