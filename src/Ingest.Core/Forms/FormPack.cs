namespace Ingest.Core.Forms;

/// <summary>How a field's text is normalised, and which JSON value it becomes.</summary>
public enum FieldKind
{
    Text,
    Organisations,
    Choice,
    Amount,
    Rate,
    Date,
    Year,
    /// <summary>A text of many lines that may run over pages.</summary>
    Narrative,
    Category,
    Number,
}

/// <summary>
/// All that is known of one form: titles, labels and their synonyms, table columns, checks. Read from YAML; code knows no label.
/// Labels are compared after folding (no spaces, brackets and colons in one width, units apart).
/// </summary>
public sealed record FormPack(
    string Form,
    int Version,
    IReadOnlyList<string> Titles,
    IReadOnlyList<FormField> Fields,
    FormTable Table,
    IReadOnlyList<string> Notes,
    IReadOnlyList<GradeBand> Grades)
{
    /// <summary>All that is printed on the empty form: titles, labels, column heads.</summary>
    public IEnumerable<string> AllLabels =>
        [.. Titles, .. Fields.SelectMany(item => item.Labels), .. Table.Columns.SelectMany(column => column.Labels), .. Table.TotalLabels];
}

/// <param name="Key">The JSON key of the contract.</param>
/// <param name="Labels">The label as printed and its synonyms, without unit, colon and spaces.</param>
/// <param name="Required">A report that lacks the label altogether gets a warning, not an info.</param>
public sealed record FormField(string Key, FieldKind Kind, IReadOnlyList<string> Labels, bool Required);

/// <param name="Columns">In the order of the contract, not of the page.</param>
/// <param name="TotalLabels">What the total row begins with: 合计 …</param>
/// <param name="Categories">The usual first-level labels in their usual order; a form may print others.</param>
public sealed record FormTable(
    IReadOnlyList<FormColumn> Columns, IReadOnlyList<string> TotalLabels, IReadOnlyList<string> Categories);

/// <param name="TotalKey">The JSON key of the total of this column; null where there is none.</param>
public sealed record FormColumn(string Key, FieldKind Kind, IReadOnlyList<string> Labels, string? TotalKey);

/// <summary>A grade and its scores: from <paramref name="From"/> (included) up to <paramref name="To"/>.</summary>
public sealed record GradeBand(string Name, decimal From, decimal To);
