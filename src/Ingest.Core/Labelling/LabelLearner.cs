using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Labelling;

/// <summary>
/// Reads a report whose form words some labels anew. Where the pack's own labels left fields or columns unfound, a model is asked what
/// the unknown texts in a label's place mean; what it is sure enough of becomes a synonym for this one report, and all readers
/// go over it again. A field whose exact label stands on the page is never asked for.
/// </summary>
internal sealed class LabelLearner(Func<LabelQuestion, LearnedKey?> ask, Func<ReportPart, FormReading> read)
{
    /// <summary>Less is no answer.</summary>
    private const double Least = 0.5;

    /// <summary>What the place alone tells.</summary>
    private const double Placed = 0.9;

    /// <summary>Less is for a reviewer to look at.</summary>
    private const double Sure = 0.8;

    public (ReportPart Part, FormReading Reading) Read(ReportPart part)
    {
        var first = read(part);
        var labels = Learn(part, Missing(part.Pack, first));
        if (labels.Count == 0)
        {
            return (part, first);
        }

        var learned = part with { Index = new PackIndex(With(part.Pack, labels)) };
        return (learned, Marked(read(learned), labels));
    }

    private static HashSet<(LabelPlace, string)> Missing(FormPack pack, FormReading reading) =>
    [
        .. pack.Fields.Where(field => !reading.Captures.Any(capture => capture.Field.Key == field.Key)).Select(field => (LabelPlace.Field, field.Key)),
        .. pack.Table.Columns.Where(column => column.Of is null && reading.Table?.Columns?.Contains(column.Key) != true).Select(column => (LabelPlace.Column, column.Key)),
        .. (pack.Funds?.Columns ?? []).Where(column => !reading.Funds.Any(row => row.Cells.GetValueOrDefault(column.Key) is { Count: > 0 }))
            .Select(column => (LabelPlace.Fund, column.Key)),
    ];

    /// <summary>One label a key and one key a label, the likeliest first.</summary>
    private List<LearnedLabel> Learn(ReportPart part, HashSet<(LabelPlace, string)> missing)
    {
        if (missing.Count == 0)
        {
            return [];
        }

        var keys = new Dictionary<LabelPlace, IReadOnlyList<string>>
        {
            [LabelPlace.Field] = [.. part.Pack.Fields.Select(field => field.Key)],
            [LabelPlace.Column] = [.. part.Pack.Table.Columns.Where(column => column.Of is null).Select(column => column.Key)],
            [LabelPlace.Fund] = [.. (part.Pack.Funds?.Columns ?? []).Select(column => column.Key)],
        };
        return
        [
            .. LabelCandidates.In(part)
                .Where(candidate => missing.Any(item => item.Item1 == candidate.Place))
                .Select(candidate => (Candidate: candidate, Answer: FirstLevel(candidate, part.Pack, missing) ?? ask(new LabelQuestion(candidate.Bare, candidate.Place, keys[candidate.Place]))))
                .Where(pair => pair.Answer is { Probability: >= Least } answer && missing.Contains((pair.Candidate.Place, answer.Key))
                    && (pair.Candidate.Place != LabelPlace.Field || Fits(KindOf(part.Pack, answer.Key), pair.Candidate.Following)))
                .Select(pair => new LearnedLabel(pair.Candidate.Place, pair.Answer!.Value.Key, pair.Candidate.Text, pair.Answer.Value.Probability))
                .OrderByDescending(label => label.Probability)
                .DistinctBy(label => (label.Place, label.Key))
                .DistinctBy(label => (label.Place, Labels.Fold(label.Text))),
        ];
    }

    /// <summary>What heads a table's first column, in front of the names, are its first-level labels, whatever it says.</summary>
    private static LearnedKey? FirstLevel(LabelCandidate candidate, FormPack pack, HashSet<(LabelPlace, string)> missing) =>
        candidate is { Place: LabelPlace.Column, IsFirst: true } && pack.Table.CategoryKey is { } key && missing.Contains((LabelPlace.Column, key))
            ? new LearnedKey(key, Placed)
            : null;

    private static FieldKind KindOf(FormPack pack, string key) => pack.Fields.First(field => field.Key == key).Kind;

    /// <summary>A date's label has a date beside it, an amount's a number: whatever the words say.</summary>
    private static bool Fits(FieldKind kind, string value) => kind switch
    {
        FieldKind.Narrative => value.Length >= 6 || Blanks.IsNothing(value),
        FieldKind.Amount or FieldKind.Rate or FieldKind.Number or FieldKind.Year => value.Any(char.IsDigit),
        FieldKind.Date => value.Any(char.IsDigit) || value.Contains('年', StringComparison.Ordinal),
        _ => value.Length <= 60,
    };

    private static FormPack With(FormPack pack, IReadOnlyList<LearnedLabel> labels)
    {
        return pack with
        {
            Fields = [.. pack.Fields.Select(field => field with { Labels = [.. field.Labels, .. Of(LabelPlace.Field, field.Key)] })],
            Table = new FormTable([.. pack.Table.Columns.Select(column => Column(LabelPlace.Column, column))], pack.Table.TotalLabels, pack.Table.Categories),
            Funds = pack.Funds is null ? null : pack.Funds with { Columns = [.. pack.Funds.Columns.Select(column => Column(LabelPlace.Fund, column))] },
        };

        FormColumn Column(LabelPlace place, FormColumn column) => column with { Labels = [.. column.Labels, .. Of(place, column.Key)] };

        IEnumerable<string> Of(LabelPlace place, string key) =>
            labels.Where(label => label.Place == place && label.Key == key).Select(label => label.Text);
    }

    /// <summary>What came by a learned label says so, and how sure the model was.</summary>
    private static FormReading Marked(FormReading reading, IReadOnlyList<LearnedLabel> labels) => reading with
    {
        Captures = [.. reading.Captures.Select(capture =>
            labels.FirstOrDefault(label => label.Place == LabelPlace.Field && label.Key == capture.Field.Key) is { } label
                ? capture with { Learned = label.Probability, Doubt = capture.Doubt ?? DoubtOf(label, capture) }
                : capture)],
        LearnedColumns = labels.Where(label => label.Place == LabelPlace.Column).ToDictionary(label => label.Key, label => label.Probability, StringComparer.Ordinal),
    };

    private static Doubt? DoubtOf(LearnedLabel label, Capture capture) => label.Probability >= Sure ? null : new Doubt(
        "learned-label",
        FormattableString.Invariant($"表单包没有标签“{label.Text}”，按模型理解为“{capture.Field.Labels[0]}”（概率 {label.Probability:0.00}）"),
        FormattableString.Invariant($"the form's pack has no label '{label.Text}'; a model takes it for '{capture.Field.Labels[0]}' (probability {label.Probability:0.00})"));
}
