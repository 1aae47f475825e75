namespace Ingest.Engine.Learning.Training;

/// <summary>Measures on unseen faces how far the classifier's claims can be believed.</summary>
internal static class GlyphCalibrator
{
    private const int Steps = 24;

    public static GlyphModel Calibrate(GlyphModel model, IReadOnlyList<LoadedFace> faces, int cells, CancellationToken cancellationToken)
    {
        var sampler = new GlyphSampler(faces, GlyphTrainer.Seed + 1);
        var sharp = model.With(GlyphCalibration.None with { Sharpness = BestSharpness(model, sampler.Sample(cells / 3, cancellationToken)) });
        var claims = Claims(new GlyphReader(sharp), sampler, cells, cancellationToken);
        return sharp.With(Rising(sharp.Calibration.Sharpness, claims));
    }

    /// <summary>The factor under which the truth is likeliest, by golden section.</summary>
    private static float BestSharpness(GlyphModel model, IReadOnlyList<GlyphSample> samples)
    {
        const float ratio = 0.618f;
        float low = 0.3f, high = 3;
        while (high - low > 0.02f)
        {
            float first = high - (ratio * (high - low)), second = low + (ratio * (high - low));
            (low, high) = Surprise(model, samples, first) < Surprise(model, samples, second) ? (low, second) : (first, high);
        }

        return (low + high) / 2;
    }

    private static double Surprise(GlyphModel model, IReadOnlyList<GlyphSample> samples, float sharpness)
    {
        var tried = model.With(GlyphCalibration.None with { Sharpness = sharpness });
        var probabilities = new float[GlyphAlphabet.Count];
        var sum = 0.0;
        foreach (var sample in samples)
        {
            tried.Classify(sample.Features, probabilities);
            sum -= Math.Log(Math.Max(1e-9, probabilities[sample.Label]));
        }

        return sum;
    }

    private static List<(double Claim, bool IsRight)> Claims(GlyphReader reader, GlyphSampler sampler, int cells, CancellationToken cancellationToken)
    {
        var claims = new (double, bool)?[cells];
        Parallel.For(0, cells, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            using var cell = sampler.Make(new Random(GlyphTrainer.Seed + i), null);
            if (reader.ReadRaw(cell.Cell.Grey) is { Reading.Text: { } text } raw)
            {
                claims[i] = (GlyphCalibration.Doubt(raw.Claim), cell.IsNumber && text == cell.Expected);
            }
        });
        return [.. claims.OfType<(double, bool)>().OrderBy(claim => claim.Item1)];
    }

    /// <summary>Shares of right readings by claim, pooled until they rise (pool adjacent violators), as points of a line.</summary>
    private static GlyphCalibration Rising(float sharpness, List<(double Claim, bool IsRight)> claims)
    {
        var pools = new List<(double Claims, double Right, int Count)>();
        foreach (var step in claims.Chunk(Math.Max(1, claims.Count / Steps)))
        {
            pools.Add((step.Sum(claim => claim.Claim), step.Count(claim => claim.IsRight), step.Length));
            while (pools.Count > 1 && pools[^2].Right / pools[^2].Count >= pools[^1].Right / pools[^1].Count)
            {
                var (before, last) = (pools[^2], pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((before.Claims + last.Claims, before.Right + last.Right, before.Count + last.Count));
            }
        }

        // A half wrong and a half right are added to each: no number of successes proves that there are no failures.
        return new GlyphCalibration(sharpness, [.. pools.Select(pool => (float)(pool.Claims / pool.Count))],
            [.. pools.Select(pool => (float)((pool.Right + 0.5) / (pool.Count + 1)))]);
    }
}
