using Ingest.Core.Reports;

namespace Ingest.Engine.Learning.Training;

/// <summary>A value as it was read, how sure its reader was, and whether it was right.</summary>
/// <param name="Document">Values of one document err together.</param>
public sealed record JudgedReading(string Document, ReadingKind Kind, double Claimed, bool IsRight);

/// <summary>Fits <see cref="ConfidenceMap"/>: isotonic regression (pool adjacent violators) on shares of right readings.</summary>
public static class ConfidenceFit
{
    /// <summary>Readings that a step is made of, at least: fewer say nothing.</summary>
    private const int LeastReadings = 12;

    /// <summary>A step is not wider than this share of a kind's readings.</summary>
    private const int MostSteps = 24;

    private const double Undisputed = 0.9;
    private const double MostDisputed = 0.89;

    public static ConfidenceMap Fit(IEnumerable<JudgedReading> readings) => new(readings
        .GroupBy(reading => reading.Kind)
        .ToDictionary(kind => kind.Key, kind => kind.Key == ReadingKind.Figures ? OfFigures([.. kind]) : Rising([.. kind.OrderBy(reading => reading.Claimed)])));

    /// <summary>Each reading with what a map would say of it that was fitted without its document's fold.</summary>
    public static IReadOnlyList<(JudgedReading Reading, double Confidence)> CrossValidate(IReadOnlyList<JudgedReading> readings, int folds)
    {
        var documents = readings.Select(reading => reading.Document).Distinct().Order(StringComparer.Ordinal).ToList();
        var result = new List<(JudgedReading, double)>();
        for (var fold = 0; fold < folds; fold++)
        {
            var held = documents.Where((_, i) => i * folds / documents.Count == fold).ToHashSet(StringComparer.Ordinal);
            var map = Fit(readings.Where(reading => !held.Contains(reading.Document)));
            result.AddRange(readings.Where(reading => held.Contains(reading.Document)).Select(reading => (reading, map.Of(reading.Kind, reading.Claimed))));
        }

        return result;
    }

    /// <summary>
    /// Readers that quarrel about a figure claim less than 0.9, and are mostly right all the same. A wrong amount that nobody looks at
    /// costs more than ten right ones that somebody does: what they quarrel about stays below the threshold of review.
    /// </summary>
    private static IReadOnlyList<(double, double)> OfFigures(IReadOnlyList<JudgedReading> readings)
    {
        var sure = Rising([.. readings.Where(reading => reading.Claimed >= Undisputed).OrderBy(reading => reading.Claimed)]);
        var most = sure.Count > 0 ? Math.Min(sure[0].Right, MostDisputed) : MostDisputed;
        var disputed = Rising([.. readings.Where(reading => reading.Claimed < Undisputed).OrderBy(reading => reading.Claimed)])
            .Select(step => (step.Claimed, Right: Math.Min(step.Right, most))).ToList();
        return [.. disputed, .. disputed.Count > 0 ? new[] { (Undisputed, disputed[^1].Right) } : [], .. sure];
    }

    private static IReadOnlyList<(double Claimed, double Right)> Rising(IReadOnlyList<JudgedReading> readings)
    {
        var pools = new List<Pool>();
        foreach (var step in Chunks(readings, Math.Max(LeastReadings, readings.Count / MostSteps)))
        {
            pools.Add(step);
            while (pools.Count > 1 && pools[^2].Share >= pools[^1].Share)
            {
                var merged = pools[^2].With(pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add(merged);
            }
        }

        return [.. pools.Select(pool => (Math.Round(pool.Claims / pool.Count, 4), Math.Round(pool.Share, 4)))];
    }

    /// <summary>Equal claims stay together: a step has one.</summary>
    private static IEnumerable<Pool> Chunks(IReadOnlyList<JudgedReading> readings, int size)
    {
        var open = new Pool(0, 0, 0);
        foreach (var same in readings.GroupBy(reading => Math.Round(reading.Claimed, 4)).OrderBy(group => group.Key))
        {
            open = open.With(new Pool(same.Sum(reading => reading.Claimed), same.Count(reading => reading.IsRight), same.Count()));
            if (open.Count >= size)
            {
                yield return open;
                open = new Pool(0, 0, 0);
            }
        }

        if (open.Count > 0)
        {
            yield return open;
        }
    }

    private sealed record Pool(double Claims, int Right, int Count)
    {
        /// <summary>A half wrong and a half right are added: no number of successes proves that there are no failures.</summary>
        public double Share => (Right + 0.5) / (Count + 1);

        public Pool With(Pool other) => new(Claims + other.Claims, Right + other.Right, Count + other.Count);
    }
}
