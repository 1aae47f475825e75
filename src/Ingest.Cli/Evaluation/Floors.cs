using System.Text.Json;
using System.Text.Json.Serialization;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Evaluation;

/// <summary>What documents of one quality must reach, in percent; what is not named is not asked for. floors.json in the folder has one for each quality.</summary>
internal sealed record Floor
{
    public const string FileName = "floors.json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    public decimal Header { get; init; }

    public decimal Cells { get; init; }

    /// <summary>Weights, scores, points of categories and totals.</summary>
    public decimal Points { get; init; }

    /// <summary>Of narratives, punctuation folded: at most this.</summary>
    public decimal FoldedErrors { get; init; } = decimal.MaxValue;

    /// <summary>Wrong and not flagged, amounts, dates, rates, weights and scores: at most so many.</summary>
    public long SilentFigures { get; init; } = long.MaxValue;

    /// <summary>The same of other header fields and cells, in a thousand.</summary>
    public decimal SilentTexts { get; init; } = decimal.MaxValue;

    /// <summary>Of the wrong, so many are flagged.</summary>
    public decimal Recall { get; init; }

    /// <summary>Of the flagged, so many are wrong.</summary>
    public decimal Precision { get; init; }

    /// <summary>The floors of a folder by quality; none where it has no floors.json.</summary>
    public static IReadOnlyDictionary<string, Floor> In(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return new Dictionary<string, Floor>(StringComparer.Ordinal);
        }

        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Floor>>(File.ReadAllText(file), Strict)!;
        }
        catch (JsonException wrong)
        {
            throw new UserException(ExitCode.Usage, $"{file}: {wrong.Message}", $"{file}：{wrong.Message}");
        }
    }

    /// <summary>Every demand of this floor, and whether it is met.</summary>
    public IReadOnlyList<FloorResult> Check(string quality, Measures measures) =>
    [
        .. new[]
        {
            AtLeast("header", Header, measures.Header),
            AtLeast("cells", Cells, measures.Table),
            AtLeast("weights, scores", Points, measures.Of(Figure.Points)),
            AtMost("CER folded", FoldedErrors, measures.Narratives.FoldedEdits, measures.Narratives.Characters, 100),
            SilentFigures == long.MaxValue ? null : new FloorResult(quality, "silent figures", $"≤ {SilentFigures}", $"{measures.SilentFigures.Exact}", measures.SilentFigures.Exact <= SilentFigures),
            AtMost("silent texts, in 1,000", SilentTexts, measures.SilentTexts.Exact, measures.SilentTexts.Total, 1000),
            AtLeast("wrong that are flagged", Recall, measures.Recall),
            AtLeast("flagged that are wrong", Precision, measures.Precision),
        }.OfType<FloorResult>().Select(result => result with { Quality = quality }),
    ];

    private static FloorResult? AtLeast(string what, decimal percent, Tally tally) => percent == 0 ? null : new FloorResult(
        "", what, FormattableString.Invariant($"≥ {percent} %"), tally.ToString(), 100m * tally.Exact >= percent * tally.Total);

    private static FloorResult? AtMost(string what, decimal most, long count, long total, int unit) => most == decimal.MaxValue ? null : new FloorResult(
        "", what, FormattableString.Invariant($"≤ {most}"), FormattableString.Invariant($"{count} / {total}"), (decimal)unit * count <= most * total);
}

/// <summary>One demand and what was measured.</summary>
internal sealed record FloorResult(string Quality, string What, string Wanted, string Measured, bool IsHeld);
