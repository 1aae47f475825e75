using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class ChoicesTests
{
    [Theory]
    [InlineData("是")]
    [InlineData(" 是 。")]
    [InlineData("☑是 □否")]
    [InlineData("☑ 是  ☐ 否")]
    [InlineData("☑是□否")]
    [InlineData("是√ 否")]
    [InlineData("是√否")]
    [InlineData("√是 否")]
    [InlineData("■是 □否")]
    [InlineData("●是○否")]
    [InlineData("[x]是 [ ]否")]
    [InlineData("［√］是　［　］否")]
    [InlineData("是(√)否( )")]
    [InlineData("是（√） 否（  ）")]
    [InlineData("是（W） 否（  ）")]
    [InlineData("是W）否（ ）")]
    [InlineData("是☑否□")]
    [InlineData("□是√ □否")]
    [InlineData("√是 口否")]
    [InlineData("\uF0FE是 \uF0A8否")]
    public void Reads_yes(string raw) => Assert.True(Choices.Parse(raw));

    [Theory]
    [InlineData("否")]
    [InlineData("□是 ☑否")]
    [InlineData("是□否☑")]
    [InlineData("是 □ 否 ☑")]
    [InlineData("是 √否")]
    [InlineData("是 否√")]
    [InlineData("○是●否")]
    [InlineData("[ ]是 [X]否")]
    [InlineData("是( )否(√)")]
    [InlineData("□是 □√否")]
    [InlineData("□是√否")]
    [InlineData("是× 否√")]
    [InlineData("□是\n☑否")]
    public void Reads_no(string raw) => Assert.False(Choices.Parse(raw));

    [Theory]
    [InlineData("")]
    [InlineData("□是 □否")]
    [InlineData("是/否")]
    [InlineData("是 否")]
    [InlineData("☑是 ☑否")]
    [InlineData("√是√否")]
    [InlineData("√")]
    [InlineData("其他")]
    public void Leaves_open_what_is_not_ticked_or_ticked_twice(string raw) => Assert.Null(Choices.Parse(raw));
}
