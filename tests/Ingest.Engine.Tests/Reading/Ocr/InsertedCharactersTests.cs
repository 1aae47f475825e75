using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class InsertedCharactersTests
{
    [Theory]
    [InlineData(12, 0.89, "项目名称")] // No room for it.
    [InlineData(12, 0.99, "项目和名称")] // The model is sure.
    [InlineData(40, 0.89, "项目和名称")] // As wide as any.
    public void Drops_a_doubtful_ideograph_in_a_gap(int width, double confidence, string kept)
    {
        var read = new List<ReadCharacter>();
        foreach (var (text, own) in "项目和名称".Select(c => (c.ToString(), c == '和' ? width : 42)))
        {
            var left = read.Count == 0 ? 0 : read[^1].Right;
            read.Add(new ReadCharacter(text, left, left + own, text == "和" ? confidence : 0.99));
        }

        Assert.Equal(kept, string.Concat(InsertedCharacters.Drop(read, read[^1].Right, 41).Select(c => c.Text)));
    }

    [Theory]
    [InlineData(41, "良")] // One ideograph's room.
    [InlineData(84, "和良")]
    public void Drops_one_in_front_of_the_only_ideograph_of_a_line(int width, string kept) => Assert.Equal(
        kept, string.Concat(InsertedCharacters.Drop([new ReadCharacter("和", 0, width / 2, 0.99), new ReadCharacter("良", width / 2, width, 0.99)], width, 41).Select(c => c.Text)));
}
