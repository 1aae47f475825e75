using System.Globalization;

namespace Ingest.Cli.Evaluation;

/// <summary>
/// The figures of scans, over documents of one quality. Right and wrong are counted without what a seal covers; how doubts
/// fall is counted over all values.
/// </summary>
internal sealed class Measures
{
    private readonly IReadOnlyList<ValueScore> _values;
    private readonly IReadOnlyList<ValueScore> _checked;
    private readonly IReadOnlyList<DocumentScore> _documents;

    public Measures(IReadOnlyList<DocumentScore> documents)
    {
        _documents = documents;
        _values = [.. documents.SelectMany(document => document.Values).Where(value => value.Section != Section.Frame)];
        _checked = [.. _values.Where(value => value.Section is Section.Header or Section.Table)];
    }

    public int Documents => _documents.Count;

    public int Pages => _documents.Sum(document => document.Pages);

    /// <summary>Of one worker; null where no page was read.</summary>
    public double? SecondsAPage => Pages == 0 ? null : _documents.Sum(document => document.Time.TotalSeconds) / Pages;

    public Tally Header => Tally.Of(Open.Where(value => value.Section == Section.Header));

    /// <summary>Cells and totals.</summary>
    public Tally Table => Tally.Of(Open.Where(value => value.Section == Section.Table));

    public CharacterErrors Narratives => CharacterErrors.Of(Open.Where(value => value.Section == Section.Narrative));

    /// <summary>Header fields and cells under a seal.</summary>
    public Tally Covered => Tally.Of(_checked.Where(value => value.IsCovered));

    /// <summary>Narratives that a seal touches.</summary>
    public CharacterErrors CoveredNarratives => CharacterErrors.Of(_values.Where(value => value.IsCovered && value.Section == Section.Narrative));

    /// <summary>Wrong, and nothing sends a reviewer there: amounts, dates, rates, weights and scores.</summary>
    public Tally SilentFigures => Silent(_checked.Where(value => value.Figure != Figure.None));

    /// <summary>The same of the other header fields and cells.</summary>
    public Tally SilentTexts => Silent(_checked.Where(value => value.Figure == Figure.None));

    /// <summary>The same of narratives, punctuation folded.</summary>
    public Tally SilentNarratives
    {
        get
        {
            var narratives = _values.Where(value => value.Section == Section.Narrative).ToList();
            return new Tally(narratives.Count(value => value.FoldedEdits > 0 && !value.IsFlagged), narratives.Count);
        }
    }

    /// <summary>Among wrong header fields and cells, those that are flagged.</summary>
    public Tally Recall
    {
        get
        {
            var wrong = _checked.Where(value => !value.IsExact).ToList();
            return new Tally(wrong.Count(value => value.IsFlagged), wrong.Count);
        }
    }

    /// <summary>Among flagged header fields and cells, those that are wrong; what the form itself leaves doubtful is not counted.</summary>
    public Tally Precision
    {
        get
        {
            var flagged = _checked.Where(value => value.IsFlagged && !(value.IsExact && value.IsExpectedDoubt)).ToList();
            return new Tally(flagged.Count(value => !value.IsExact), flagged.Count);
        }
    }

    /// <summary>How often a confidence is right: header fields and cells, and of these the figures.</summary>
    public IReadOnlyList<(double From, Tally All, Tally Figures)> Calibration =>
    [
        .. Bins.Select((from, index) =>
        {
            var below = index + 1 < Bins.Count ? Bins[index + 1] : double.PositiveInfinity;
            var bin = _checked.Where(value => value.Confidence >= from && value.Confidence < below).ToList();
            return (from, Tally.Of(bin), Tally.Of(bin.Where(value => value.Figure != Figure.None)));
        }),
    ];

    private static readonly IReadOnlyList<double> Bins = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 1];

    private IEnumerable<ValueScore> Open => _values.Where(value => !value.IsCovered);

    public Tally Of(Figure figure) => Tally.Of(Open.Where(value => value.Figure == figure && value.Section is Section.Header or Section.Table));

    /// <summary>All documents, by what their goldens say of their quality.</summary>
    public static IReadOnlyList<(string Quality, Measures Measures)> ByQuality(IReadOnlyList<DocumentScore> scores) =>
        [.. scores.GroupBy(score => score.Quality, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, new Measures([.. group])))];

    /// <summary>The end of a bin of confidences, for people.</summary>
    public static string BinName(double from)
    {
        var next = Bins.FirstOrDefault(bin => bin > from);
        return next == 0
            ? from.ToString("0.00", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{from:0.00} – {next:0.00}");
    }

    private static Tally Silent(IEnumerable<ValueScore> values)
    {
        var list = values.ToList();
        return new Tally(list.Count(value => !value.IsExact && !value.IsFlagged), list.Count);
    }
}
