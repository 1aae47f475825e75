using Ingest.Core.Forms;

namespace Ingest.Cli.Evaluation;

/// <summary>The part of a form that a value belongs to, as accuracy is promised by it.</summary>
internal enum Section
{
    /// <summary>The file or the report as a whole: its kind, its pages, its form.</summary>
    Frame,
    Header,

    /// <summary>Cells and totals of tables.</summary>
    Table,
    Narrative,
}

/// <summary>What a wrong value would be added up as; nobody sees a wrong digit by reading.</summary>
internal enum Figure
{
    None,
    Amount,
    Date,
    Rate,

    /// <summary>Weights, scores, points of categories, and their totals.</summary>
    Points,
}

/// <summary>What the form packs say of a JSON key.</summary>
internal sealed class ValueKinds
{
    private readonly Dictionary<string, FieldKind> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    public ValueKinds(IEnumerable<FormPack> packs)
    {
        foreach (var pack in packs)
        {
            foreach (var field in pack.Fields)
            {
                _kinds.TryAdd(field.Key, field.Kind);
                _fields.Add(field.Key);
            }

            foreach (var column in pack.Table.Columns)
            {
                _kinds.TryAdd(column.Key, column.Kind);
                if (column.TotalKey is { } total)
                {
                    _kinds.TryAdd(total, column.Kind);
                }
            }
        }
    }

    public bool IsNarrative(string key) => _kinds.GetValueOrDefault(key) == FieldKind.Narrative && _fields.Contains(key);

    /// <param name="key">A key of a report, or table.column.</param>
    public Section SectionOf(string key) => key.StartsWith("document.", StringComparison.Ordinal) ? Section.Frame
        : key.Contains('.', StringComparison.Ordinal) ? Section.Table
        : IsNarrative(key) ? Section.Narrative
        : _fields.Contains(key) ? Section.Header
        : _kinds.ContainsKey(key) ? Section.Table
        : Section.Frame;

    /// <param name="isNumber">Whether the golden or the extraction has a number there.</param>
    public Figure FigureOf(string key, bool isNumber) => SectionOf(key) == Section.Frame ? Figure.None
        : _kinds.TryGetValue(key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..], out var kind) ? kind switch
        {
            FieldKind.Amount => Figure.Amount,
            FieldKind.Date or FieldKind.Year => Figure.Date,
            FieldKind.Rate => Figure.Rate,
            FieldKind.Number => Figure.Points,
            _ => Figure.None,
        }
        : isNumber ? Figure.Points : Figure.None;
}
