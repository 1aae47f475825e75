using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Funds;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Reports;

/// <summary>Turns what stands on the page into normalised fields with their evidence.</summary>
public sealed class FieldBuilder(FormPack pack, TextSource source)
{
    /// <summary>target is what is printed, targetParts the same taken apart.</summary>
    public const string PartsSuffix = "Parts";

    /// <summary>How sure one may be of a word that the form itself prints, before confidences are weighed.</summary>
    private const double KnownWord = 0.99;

    /// <summary>A word in a column of operators that was read as surely is no operator: 定性.</summary>
    private const double SureWord = 0.9;

    /// <summary>What a figure is worth whose operator was lost.</summary>
    private const double DoubtfulOperator = 0.5;

    /// <summary>category is a label, categoryPoints what it declares for its rows.</summary>
    private const string PointsSuffix = "Points";

    public IReadOnlyList<Field> Fields(FormReading reading)
    {
        var captures = reading.Captures.ToDictionary(capture => capture.Field.Key);
        return [.. pack.Fields.Select(form => captures.TryGetValue(form.Key, out var capture)
            ? Learned(Build(form.Key, form.Kind, capture.Lines, capture.Unit, capture.Label), capture.Learned)
            : Absent(form.Key))];
    }

    public IReadOnlyList<Indicator> Indicators(FormReading reading) =>
        [.. (reading.Table?.Rows ?? []).Select((row, i) => new Indicator(
            i + 1, [.. pack.Table.Columns.Where(column => column.Of is null).SelectMany(column =>
                reading.Table!.Columns?.Contains(column.Key) is false ? Absent(column) : reading.LearnedColumns.TryGetValue(column.Key, out var probability)
                    ? Cells(column, row).Select(cell => Learned(cell, probability))
                    : Cells(column, row))]))];

    public IReadOnlyList<Field> Totals(FormReading reading) =>
        [.. pack.Table.Columns.Where(column => column.TotalKey is not null).Select(column =>
            reading.Table?.Totals?.GetValueOrDefault(column.Key) is { Count: > 0 } lines
                ? Build(column.TotalKey!, column.Kind, lines, null, null)
                : Absent(column.TotalKey!))];

    /// <summary>Null where there is no table of funds.</summary>
    public IReadOnlyList<FundLine>? Funds(FormReading reading) => pack.Funds is null || reading.Funds.Count == 0 ? null : [.. reading.Funds.Select((row, i) => new FundLine(i + 1,
    [
        Build(FundLine.LineKey, FieldKind.Text, row.Line, null, null),
        new Field(FundLine.CodeKey, row.Code is null ? null : new TextValue(row.Code), "", EvidenceOf(row.Line)),
        .. pack.Funds.Columns.DistinctBy(column => column.Key).Select(column => Build(
            column.Key, column.Kind, row.Cells.GetValueOrDefault(column.Key, []), row.Units.GetValueOrDefault(column.Key), null)),
    ]))];

    /// <summary>No surer than the model was that the label in new words means this field.</summary>
    private static Field Learned(Field read, double? probability) => probability is not { } sure || read.Evidence.Regions.Count == 0 ? read : read with
    {
        Evidence = read.Evidence with { Source = TextSource.Learned, Confidence = Math.Min(read.Evidence.Confidence, sure) },
    };

    /// <summary>A column that this form's table does without.</summary>
    private IEnumerable<Field> Absent(FormColumn column) => column.Optional ? [] : column.Kind switch
    {
        FieldKind.Category => [Absent(column.Key), Absent(column.Key + PointsSuffix)],
        FieldKind.Measure => [Absent(column.Key), Absent(column.Key + PartsSuffix)],
        _ => [Absent(column.Key)],
    };

    private Field Absent(string key) => new(key, null, "", Evidence.None(source));

    private IEnumerable<Field> Cells(FormColumn column, TableRow row) => column.Kind switch
    {
        FieldKind.Category => Category(column, row.Category, pointsAlways: true),
        FieldKind.Level => Category(column, row.Cells.GetValueOrDefault(column.Key, []), pointsAlways: false),
        FieldKind.Measure => Measure(column, row),
        _ => [Build(column.Key, column.Kind, row.Cells.GetValueOrDefault(column.Key, []), null, null)],
    };

    private Field Build(string key, FieldKind kind, IReadOnlyList<Snippet> lines, string? unit, Snippet? label)
    {
        var texts = lines.Select(line => line.Text).ToList();
        var value = ValueOf(kind, texts, unit);
        return new Field(key, value, string.Join('\n', texts), EvidenceOf(lines.Count > 0 || label is null ? lines : [label]))
        {
            Alternatives = kind is FieldKind.Amount or FieldKind.Rate or FieldKind.Number ? Alternatives(lines, value, other => ValueOf(kind, other, unit)) : [],
        };
    }

    private FieldValue? ValueOf(FieldKind kind, IReadOnlyList<string> texts, string? unit)
    {
        var raw = string.Join('\n', texts);
        return Templates.HasResidue(raw, pack.Hints)
            ? Normalise(kind, Templates.WithoutHints(raw, pack.Hints), unit)
            : Normaliser.Normalise(kind, raw, texts, unit);
    }

    /// <summary>What the value is with one part of it read otherwise; ways that come to nothing, or to the same, are left out.</summary>
    private static IReadOnlyList<(FieldValue, string, double)> Alternatives(
        IReadOnlyList<Snippet> lines, FieldValue? value, Func<IReadOnlyList<string>, FieldValue?> read)
    {
        if (!lines.Any(line => line.Alternatives.Count > 0))
        {
            return [];
        }

        return
        [
            .. from changed in lines.Index()
               from other in changed.Item.Alternatives
               let texts = lines.Select((line, i) => i == changed.Index ? other.Text : line.Text).ToList()
               let reread = read(texts)
               where reread is not null && !reread.Equals(value)
               group (reread, string.Join('\n', texts), other.Confidence) by reread into same
               select same.MaxBy(way => way.Confidence),
        ];
    }

    private static FieldValue? Normalise(FieldKind kind, string clean, string? unit) =>
        Templates.IsEmpty(clean) ? null : Normaliser.Normalise(kind, clean, clean.Split('\n'), unit);

    /// <summary>产出目标(34分): one cell, two values. A further level has points only where they are printed.</summary>
    private IEnumerable<Field> Category(FormColumn column, IReadOnlyList<Snippet> lines, bool pointsAlways)
    {
        var raw = string.Join('\n', lines.Select(line => line.Text));
        var (name, points) = Blanks.IsBlank(raw) ? ("", null) : Categories.Parse(raw);
        var evidence = EvidenceOf(lines);
        yield return new Field(column.Key, name.Length == 0 ? null : new TextValue(name), raw, IsUsual(name) ? evidence with { Confidence = Math.Max(evidence.Confidence, KnownWord) } : evidence);
        if (pointsAlways || points is not null)
        {
            yield return new Field(
                column.Key + PointsSuffix, points is { } number ? new NumberValue(number) : null, points is null ? "" : raw, evidence)
            {
                Alternatives = Alternatives(lines, points is { } read ? new NumberValue(read) : null, texts =>
                    Categories.Parse(string.Join('\n', texts)) is (var other, { } otherwise) && other == name ? new NumberValue(otherwise) : null),
            };
        }
    }

    /// <summary>One of the form's own words: whatever the reader doubted, nothing else on such a page is spelt like it.</summary>
    private bool IsUsual(string name) => name.Length > 0 && pack.Table.Categories.Any(label => Labels.Fold(label) == Labels.Fold(name));

    /// <summary>A target in one cell, or in three: operator, value and unit.</summary>
    private IEnumerable<Field> Measure(FormColumn column, TableRow row)
    {
        var (sign, own, unit) = (PartOf(column, row, ColumnPart.Operator), row.Cells.GetValueOrDefault(column.Key, []), PartOf(column, row, ColumnPart.Unit));
        var whole = Build(column.Key, column.Kind, Blanks.IsBlank(TextOf(own)) ? own : [.. Measures.IsOperator(TextOf(sign)) ? sign : [], .. own, .. Said(unit)], null, null);
        whole = Measures.IsOperator(TextOf(sign)) || !LosesOperator(column, sign, own) ? whole
            : whole with { Evidence = whole.Evidence with { Confidence = Math.Min(whole.Evidence.Confidence, DoubtfulOperator) } };
        yield return whole;
        yield return new Field(
            column.Key + PartsSuffix,
            whole.Value is null ? null : Measures.Parse(Templates.WithoutHints(TextOf(own), pack.Hints), TextOf(sign), TextOf(unit)),
            "", whole.Evidence);
    }

    /// <summary>A figure with a column for its operator, and in it something that a recogniser could not read, or nothing that it saw.</summary>
    private bool LosesOperator(FormColumn column, IReadOnlyList<Snippet> sign, IReadOnlyList<Snippet> own) => source == TextSource.Ocr
        && TextOf(own) is [>= '0' and <= '9', ..] && (sign.Count == 0 || sign.Any(line => line.Confidence < SureWord))
        && pack.Table.Columns.Any(candidate => candidate.Of == column.Key && candidate.Part == ColumnPart.Operator);

    private IReadOnlyList<Snippet> PartOf(FormColumn column, TableRow row, ColumnPart part) =>
        pack.Table.Columns.FirstOrDefault(candidate => candidate.Of == column.Key && candidate.Part == part) is { } found
            ? row.Cells.GetValueOrDefault(found.Key, [])
            : [];

    private static string TextOf(IReadOnlyList<Snippet> lines) => string.Join('\n', lines.Select(line => line.Text));

    private static IEnumerable<Snippet> Said(IReadOnlyList<Snippet> part) => Blanks.IsBlank(TextOf(part)) ? [] : part;

    private Evidence EvidenceOf(IReadOnlyList<Snippet> lines) => new(
        [.. lines.Select(line => new Region(
            line.Page, line.Box, source == TextSource.Dump ? (DumpGrid.FirstLine(line.Box), DumpGrid.LastLine(line.Box)) : null))],
        source,
        lines.Count == 0 ? 1 : lines.Min(line => line.Confidence));
}
