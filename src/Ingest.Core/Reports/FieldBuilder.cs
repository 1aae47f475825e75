using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Reports;

/// <summary>Turns what stands on the page into normalised fields with their evidence.</summary>
public static class FieldBuilder
{
    public static IReadOnlyList<Field> Fields(FormReading reading, FormPack pack, TextSource source)
    {
        var captures = reading.Captures.ToDictionary(capture => capture.Field.Key);
        return [.. pack.Fields.Select(form => captures.TryGetValue(form.Key, out var capture)
            ? Build(form.Key, form.Kind, capture.Lines, capture.Unit, source, capture.Label)
            : new Field(form.Key, null, "", Evidence.None(source)))];
    }

    public static IReadOnlyList<Indicator> Indicators(FormReading reading, FormTable table, TextSource source) =>
        [.. (reading.Table?.Rows ?? []).Select((row, i) => new Indicator(i + 1, [.. table.Columns.SelectMany(column =>
            column.Kind == FieldKind.Category
                ? Category(column, row.Category, source)
                : [Build(column.Key, column.Kind, row.Cells.GetValueOrDefault(column.Key, []), null, source, null)])]))];

    public static IReadOnlyList<Field> Totals(FormReading reading, FormTable table, TextSource source) =>
        [.. table.Columns.Where(column => column.TotalKey is not null).Select(column =>
            reading.Table?.Totals?.GetValueOrDefault(column.Key) is { Count: > 0 } lines
                ? Build(column.TotalKey!, column.Kind, lines, null, source, null)
                : new Field(column.TotalKey!, null, "", Evidence.None(source)))];

    private static Field Build(
        string key, FieldKind kind, IReadOnlyList<Snippet> lines, string? unit, TextSource source, Snippet? label)
    {
        var texts = lines.Select(line => line.Text).ToList();
        var raw = string.Join('\n', texts);
        var value = Normaliser.Normalise(kind, raw, texts, unit);
        return new Field(key, value, raw, EvidenceOf(lines.Count > 0 || label is null ? lines : [label], source))
        {
            Alternatives = lines is [{ Alternatives.Count: > 0 } line] ? [.. Other(kind, line.Alternatives, unit, value)] : [],
        };
    }

    /// <summary>What the other readings of the same ink would mean, where they mean something else.</summary>
    private static IEnumerable<(FieldValue Value, string Raw, double Confidence)> Other(
        FieldKind kind, IReadOnlyList<Alternative> alternatives, string? unit, FieldValue? read)
    {
        var seen = new HashSet<FieldValue>();
        foreach (var alternative in alternatives)
        {
            if (Normaliser.Normalise(kind, alternative.Text, [alternative.Text], unit) is { } value && !value.Equals(read) && seen.Add(value))
            {
                yield return (value, alternative.Text, alternative.Confidence);
            }
        }
    }

    /// <summary>产出目标(34分): one cell, two values.</summary>
    private static IEnumerable<Field> Category(FormColumn column, IReadOnlyList<Snippet> lines, TextSource source)
    {
        var raw = string.Join('\n', lines.Select(line => line.Text));
        var (name, points) = Categories.Parse(raw);
        var evidence = EvidenceOf(lines, source);
        yield return new Field(column.Key, name.Length == 0 ? null : new TextValue(name), raw, evidence);
        yield return new Field(column.Key + "Points", points is { } number ? new NumberValue(number) : null, points is null ? "" : raw, evidence);
    }

    private static Evidence EvidenceOf(IReadOnlyList<Snippet> lines, TextSource source) => new(
        [.. lines.Select(line => new Region(
            line.Page, line.Box, source == TextSource.Dump ? (DumpGrid.FirstLine(line.Box), DumpGrid.LastLine(line.Box)) : null))],
        source,
        lines.Count == 0 ? 1 : lines.Min(line => line.Confidence));
}
