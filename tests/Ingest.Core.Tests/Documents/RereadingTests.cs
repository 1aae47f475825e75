using Ingest.Core.Documents;
using Xunit;

namespace Ingest.Core.Tests.Documents;

public sealed class RereadingTests
{
    private static readonly TextLine Line = new(1,
    [
        new Word("权重：", new Box(0, 0, 30, 10)),
        new Word("共36分", new Box(40, 0, 40, 10)) { Rereadings = [new Rereading(1, 2, "30", 0.4), new Rereading(1, 2, "86", 0.1)] },
    ]);

    [Fact]
    public void A_part_of_a_line_may_say_what_its_words_may_say() =>
        Assert.Equal([new Alternative("共30分", 0.4), new Alternative("共86分", 0.1)], Line.Slice(3, Line.Text.Length)!.Alternatives);

    [Fact]
    public void A_figure_behind_its_label_keeps_its_other_readings() =>
        Assert.Equal(["30", "86"], Line.Slice(5, 7)!.Alternatives.Select(other => other.Text));

    [Fact]
    public void Half_a_figure_has_none() => Assert.Empty(Line.Slice(6, Line.Text.Length)!.Alternatives);
}
