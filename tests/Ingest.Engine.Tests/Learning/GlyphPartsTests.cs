using Ingest.Engine.Learning;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Learning;

public sealed class GlyphPartsTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("22.5")]
    [InlineData("99.90%")]
    [InlineData("1,850,000.00")]
    [InlineData("215457.6")]
    [InlineData("2019-01-31")]
    [InlineData("-12.5")]
    [InlineData("(34)")]
    [InlineData("10-15%")]
    [InlineData("/")]
    public void A_number_as_clerks_type_it_is_likely(string text) => Assert.Equal(1, NumberShape.Prior(text));

    [Theory]
    [InlineData("1.850.000.00")]
    [InlineData("18,50")]
    [InlineData("05")]
    [InlineData("9..5")]
    [InlineData("2()9")]
    [InlineData("12 34")]
    [InlineData("")]
    public void A_number_that_nobody_types_is_not(string text) => Assert.True(NumberShape.Prior(text) < 0.1);

    [Fact]
    public void The_line_follows_figures_that_stand_askew()
    {
        var parts = Enumerable.Range(0, 9).Select(i => Part(new Rect(i * 30, 10 + i, 18, 36))).Append(Part(new Rect(275, 50, 5, 9))).ToList();
        var line = WritingLine.Of(parts);
        Assert.InRange(line.Slope, 1 / 30.0 - 0.004, 1 / 30.0 + 0.004);
        Assert.InRange(line.BaseAt(parts[4].Middle), 49, 51);
        Assert.Equal(36, line.Height);
    }

    [Fact]
    public void Lines_along_the_edges_go_and_the_figure_that_touches_one_stays()
    {
        using var crop = new Mat(60, 160, MatType.CV_8UC1, new Scalar(0));
        Rect frame = new(0, 0, 3, 60), foot = new(0, 56, 160, 4), touching = new(2, 18, 20, 26), free = new(60, 18, 20, 26);
        foreach (var box in new[] { frame, foot, touching, free })
        {
            Cv2.Rectangle(crop, box, new Scalar(255), -1);
        }

        var body = RulingRemnants.Body([new Rect(0, 0, 160, 60), free], crop.Size());
        Assert.Equal(free, body);
        using var lines = RulingRemnants.Lines(crop, body!.Value);
        Assert.Equal(255, lines.At<byte>(5, 1));
        Assert.Equal(255, lines.At<byte>(57, 100));
        Assert.Equal(0, lines.At<byte>(30, 12));
        Assert.Equal(0, lines.At<byte>(30, 70));
    }

    [Fact]
    public void In_a_tight_crop_everything_stays()
    {
        Rect seven = new(0, 0, 20, 40), point = new(30, 34, 5, 6), one = new(80, 0, 20, 40);
        Assert.Null(RulingRemnants.Body([seven, point, one], new Size(100, 40)));
    }

    [Fact]
    public void Random_features_are_cosines_and_the_same_for_the_same_seed()
    {
        var features = Enumerable.Range(0, GlyphFeatures.Count).Select(i => (i % 7) / 10f).ToArray();
        float[] first = new float[64], again = new float[64], other = new float[64];
        new RandomFeatures(5, 64, 0.8f).Map(features, first);
        new RandomFeatures(5, 64, 0.8f).Map(features, again);
        new RandomFeatures(6, 64, 0.8f).Map(features, other);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.All(first, value => Assert.InRange(value, -1.001f, 1.001f));
        Assert.InRange(first.Average(value => value * value), 0.3f, 0.7f);
    }

    [Fact]
    public void Confidence_rises_with_the_claim_and_stays_within_what_was_measured()
    {
        var calibration = new GlyphCalibration(1, [0.5f, 1, 3], [0.2f, 0.6f, 0.99f]);
        double[] claims = [0, 0.5, 0.8, 0.9, 0.99, 0.999, 1];
        var confidences = claims.Select(calibration.Confidence).ToList();
        Assert.Equal(confidences.Order(), confidences);
        Assert.Equal(0.2, confidences[0], 4);
        Assert.Equal(0.6, confidences[3], 4);
        Assert.Equal(0.99, confidences[^1], 4);
    }

    [Fact]
    public void A_model_survives_its_file()
    {
        using var file = new MemoryStream();
        GlyphModel.Default.Write(file);
        Assert.True(file.Length < 2_000_000);
        file.Position = 0;
        var read = GlyphModel.Read(file);
        var features = Enumerable.Range(0, GlyphFeatures.Count).Select(i => (i % 5) / 8f).ToArray();
        float[] before = new float[GlyphAlphabet.Count], after = new float[GlyphAlphabet.Count];
        GlyphModel.Default.Classify(features, before);
        read.Classify(features, after);
        Assert.Equal(before, after);
        Assert.Equal(1, before.Sum(), 4);
        Assert.Throws<InvalidDataException>(() => GlyphModel.Read(new MemoryStream(new byte[64])));
    }

    private static InkPart Part(Rect box) => new(1, box, box.Width * box.Height / 2, IsCut: false);
}
