using System.Text.Json;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Evaluation;

/// <summary>All that one evaluation measured.</summary>
internal sealed record EvaluationResult(
    IReadOnlyList<DocumentScore> Documents, IReadOnlyList<PageTextScore> Texts, IReadOnlyDictionary<string, Floor> Floors)
{
    public IReadOnlyList<FloorResult> FloorResults =>
    [
        .. Measures.ByQuality(Documents).Where(group => Floors.ContainsKey(group.Quality)).SelectMany(group => Floors[group.Quality].Check(group.Quality, group.Measures)),
    ];

    /// <summary>Documents of a quality that has a floor must hold it; of the others, without a floor below 100, all must be exact, findings included.</summary>
    public bool IsEnough(decimal floor)
    {
        var strict = Documents.Where(document => !Floors.ContainsKey(document.Quality)).ToList();
        var all = Tally.Of(strict.SelectMany(score => score.Values));
        return FloorResults.All(result => result.IsHeld)
            && (floor >= 100 ? strict.All(score => score.IsExact) : 100m * all.Exact >= floor * all.Total);
    }
}

/// <summary>Reads every file of an evaluation and compares it.</summary>
internal sealed class EvaluationRun(ExtractorPool pool, DocumentComparer comparer, int workers)
{
    public async Task<IReadOnlyList<DocumentScore>> ScoreAsync(IReadOnlyList<GoldenPair> pairs, CancellationToken cancellationToken)
    {
        // As many at a time as there are children: a file's time is its own, without waiting for its turn.
        var scores = new DocumentScore[pairs.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, pairs.Count, options, async (index, token) => scores[index] = await ScoreAsync(pairs[index], token));
        return scores;
    }

    public IReadOnlyList<PageTextScore> ScoreTexts(IReadOnlyList<TypedPages> typed, ReadOptions options, CancellationToken cancellationToken)
    {
        if (typed.Count == 0)
        {
            return [];
        }

        options.OcrThreads = workers;
        using var reader = new DocumentReader(options);
        return [.. typed.SelectMany(pages => PageTextScore.Of(pages, reader, cancellationToken))];
    }

    private async Task<DocumentScore> ScoreAsync(GoldenPair pair, CancellationToken cancellationToken)
    {
        using var golden = JsonDocument.Parse(await File.ReadAllBytesAsync(pair.Golden, cancellationToken));
        var begun = TimeProvider.System.GetTimestamp();
        var outcome = await pool.ExtractAsync(pair.File, cancellationToken);
        var time = TimeProvider.System.GetElapsedTime(begun);
        return Compare(pair.Name, golden.RootElement, outcome) with
        {
            Time = time,
            Pages = JsonValues.Get(JsonValues.Get(golden.RootElement, "document"), "pageCount") is { ValueKind: JsonValueKind.Number } pages ? pages.GetInt32() : 0,
        };
    }

    private DocumentScore Compare(string name, JsonElement golden, ExtractionOutcome outcome)
    {
        switch (outcome)
        {
            case Extracted extracted:
                using (var actual = JsonDocument.Parse(extracted.Json))
                {
                    return comparer.Compare(name, golden, actual.RootElement);
                }

            case SetAside aside:
                return comparer.Compare(name, golden, null, $"{aside.Name}: {aside.Message}");
            default:
                return comparer.Compare(name, golden, null, outcome.ToString());
        }
    }
}
