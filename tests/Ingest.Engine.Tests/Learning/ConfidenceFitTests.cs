using System.Text;
using Ingest.Core.Reports;
using Ingest.Engine.Learning;
using Ingest.Engine.Learning.Training;

namespace Ingest.Engine.Tests.Learning;

public sealed class ConfidenceFitTests
{
    [Fact]
    public void A_figure_that_readers_quarrel_about_stays_under_review_however_often_they_are_right()
    {
        var map = ConfidenceFit.Fit([.. Enumerable.Range(0, 400).Select(i => new JudgedReading("a", ReadingKind.Figures, i % 4 == 0 ? 0.8 : 0.99, true))]);

        Assert.True(map.Of(ReadingKind.Figures, 0.8) < 0.9);
        Assert.True(map.Of(ReadingKind.Figures, 0.85) < 0.9);
        Assert.True(map.Of(ReadingKind.Figures, 0.99) > 0.99);
    }

    [Fact]
    public void Finds_how_often_claims_are_right()
    {
        // A reader who always claims twice the doubt that there is.
        var map = ConfidenceFit.Fit(Readings(4000));

        foreach (var claimed in new[] { 0.6, 0.7, 0.8, 0.9 })
        {
            Assert.InRange(map.Of(ReadingKind.Texts, claimed), ((1 + claimed) / 2) - 0.05, ((1 + claimed) / 2) + 0.05);
        }
    }

    [Fact]
    public void Rises_whatever_the_readings_say_and_is_never_certain()
    {
        var random = new Random(5);
        var map = ConfidenceFit.Fit([.. Enumerable.Range(0, 500).Select(i => new JudgedReading("a", ReadingKind.Figures, random.NextDouble(), random.Next(2) == 0))]);

        var line = map.Steps[ReadingKind.Figures];
        Assert.Equal(line.Select(step => step.Right).Order(), line.Select(step => step.Right));
        Assert.All(line, step => Assert.InRange(step.Right, 0.0001, 0.9999));
    }

    [Fact]
    public void A_few_right_readings_above_many_do_not_make_a_map_fall()
    {
        // 299 of 300, then 12 of 12: rising, but with a half wrong added to each no more.
        var map = ConfidenceFit.Fit([.. Enumerable.Range(0, 312).Select(i => new JudgedReading("a", ReadingKind.Texts, i < 300 ? 0.7 : 0.8, i != 0))]);

        Assert.Equal(map.Steps[ReadingKind.Texts], ConfidenceModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(ConfidenceModel.Write(map)))).Steps[ReadingKind.Texts]);
        Assert.True(map.Of(ReadingKind.Texts, 0.8) >= map.Of(ReadingKind.Texts, 0.7));
    }

    [Fact]
    public void Comes_back_from_its_file_as_it_was()
    {
        var map = ConfidenceFit.Fit(Readings(600));

        var read = ConfidenceModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(ConfidenceModel.Write(map))));

        Assert.Equal(map.Steps[ReadingKind.Texts], read.Steps[ReadingKind.Texts]);
    }

    [Theory]
    [InlineData("{\"texts\": [[0.9, 0.8], [0.5, 0.9]]}")]
    [InlineData("{\"texts\": [[0.5, 0.9], [0.9, 0.8]]}")]
    [InlineData("{\"verses\": []}")]
    [InlineData("[]")]
    public void Refuses_what_is_no_model(string json) =>
        Assert.Throws<InvalidDataException>(() => ConfidenceModel.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    private static IReadOnlyList<JudgedReading> Readings(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var claimed = 0.5 + (random.NextDouble() / 2);
            return new JudgedReading($"document {i % 10}", ReadingKind.Texts, claimed, random.NextDouble() < (1 + claimed) / 2);
        })];
    }
}
