using System.Globalization;
using Ingest.Core.Reports;
using Ingest.Engine.Learning.Training;

namespace Ingest.Cli.Training;

/// <summary>models/confidence.md: what the map was made of, what it is worth, how to make it again.</summary>
internal static class CalibrationCard
{
    private static readonly double[] Bins = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 1.01];

    public static string Write(IReadOnlyList<JudgedReading> readings, ConfidenceMap map, int folds, int documents, DateTimeOffset date)
    {
        var tested = ConfidenceFit.CrossValidate(readings, folds);
        var rows = from kind in Enum.GetValues<ReadingKind>()
                   from bin in Bins.Zip(Bins.Skip(1))
                   let claimed = tested.Where(pair => pair.Reading.Kind == kind && pair.Reading.Claimed >= bin.First && pair.Reading.Claimed < bin.Second).ToList()
                   let said = tested.Where(pair => pair.Reading.Kind == kind && pair.Confidence >= bin.First && pair.Confidence < bin.Second).ToList()
                   where claimed.Count + said.Count > 0
                   select string.Create(CultureInfo.InvariantCulture,
                       $"| {kind.ToString().ToLowerInvariant()} | {bin.First:0.00} – {Math.Min(1, bin.Second):0.00} | {Share(claimed.Select(pair => pair.Reading))} | {Share(said.Select(pair => pair.Reading))} |");
        return string.Create(CultureInfo.InvariantCulture, $"""
            # confidence.json

            From what the readers of a scan claim of the least sure character of a value to how often such values are right. `Ingest.Core.Reports.ConfidenceMap`
            applies it to recognised values, before the form's sums are asked; a text layer's values are not touched.

            - **Made** {date:yyyy-MM-dd} by `ingest train calibration DIR`, out of {readings.Count:#,0} values of {documents} scans with goldens.
            - **Method**: isotonic regression by kind of value (figures, other texts, narratives), at most 24 steps, half a right and half a wrong one added to
              each; {string.Join(", ", map.Steps.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value.Count} {kind.Key.ToString().ToLowerInvariant()}"))}.
              Figures and texts count as right when exact, narratives with punctuation folded.
            - **Counted**: a value in the wrong place is wrong, however well it was read. A value that was not read at all has no confidence and is not in here.

            ## What it is worth

            Share of right values. Claimed: as the readers gave it. Mapped: as the map gives it, fitted without the document ({folds} folds).

            | kind | confidence | claimed: right | mapped: right |
            |---|---|---|---|
            {string.Join('\n', rows)}

            ## Again

            ```
            dotnet run -c Release --project tests/Ingest.Fixtures -- scans --set calibrate --out DIR
            ./ingest train calibration DIR
            ```

            """);
    }

    private static string Share(IEnumerable<JudgedReading> readings)
    {
        var all = readings.ToList();
        return all.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{all.Count(reading => reading.IsRight)} / {all.Count}, {100.0 * all.Count(reading => reading.IsRight) / all.Count:0.0} %");
    }
}
