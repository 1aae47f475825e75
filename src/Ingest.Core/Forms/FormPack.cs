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
    /// <summary>A further level under the category: 二级指标. Blank cells stand under the label above.</summary>
    Level,
    /// <summary>An indicator's name, which the template may have numbered: 指标1：….</summary>
    Item,
    /// <summary>A target or what became of it: a text that is also taken apart into operator, value and unit.</summary>
    Measure,
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
    /// <summary>Words in cells that only frame other labels (年度总体目标, 绩效指标) and have no value of their own.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Titles of papers that have this form's labels and are none: 绩效目标申报表, in which nothing has been achieved yet.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Null where the form has no table of funds.</summary>
    public FormFunds? Funds { get; init; }

    /// <summary>What the template tells those who fill it in, in brackets: a bracket that holds one of these is no part of a value.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The ids of the arithmetic checks that this form is held to; null for all of them.</summary>
    public IReadOnlyList<string>? Checks { get; init; }

    /// <summary>All that is printed on the empty form: titles, labels, column heads.</summary>
    public IEnumerable<string> AllLabels =>
    [
        .. Titles, .. Headings, .. Table.TotalLabels,
        .. Fields.SelectMany(item => item.Labels), .. Table.Columns.SelectMany(column => column.Labels),
        .. Funds is null ? [] : Funds.Labels.Concat(Funds.Columns.SelectMany(column => column.Labels)).Concat(Funds.Lines.SelectMany(line => line.Labels)),
    ];
}

/// <param name="Key">The JSON key of the contract.</param>
/// <param name="Labels">The label as printed and its synonyms, without unit, colon and spaces.</param>
/// <param name="Required">A report that lacks the label altogether gets a warning, not an info.</param>
public sealed record FormField(string Key, FieldKind Kind, IReadOnlyList<string> Labels, bool Required);

/// <param name="Columns">In the order of the contract, not of the page.</param>
/// <param name="TotalLabels">What the total row begins with: 合计 …</param>
/// <param name="Categories">The usual first-level labels in their usual order; a form may print others.</param>
public sealed record FormTable(
    IReadOnlyList<FormColumn> Columns, IReadOnlyList<string> TotalLabels, IReadOnlyList<string> Categories)
{
    /// <summary>How many columns a header is known by: the optional ones and parts of others do not count.</summary>
    public int UsualColumns { get; } = Columns.Count(column => column.Of is null && !column.Optional);

    /// <summary>The column of first-level labels; null where a form has none.</summary>
    public string? CategoryKey { get; } = Columns.FirstOrDefault(column => column.Kind == FieldKind.Category)?.Key;

    /// <summary>The columns that hold a further level under the category.</summary>
    public IReadOnlyList<FormColumn> Levels { get; } = [.. Columns.Where(column => column.Kind == FieldKind.Level)];
}

/// <param name="TotalKey">The JSON key of the total of this column; null where there is none.</param>
public sealed record FormColumn(string Key, FieldKind Kind, IReadOnlyList<string> Labels, string? TotalKey)
{
    /// <summary>A table may do without it.</summary>
    public bool Optional { get; init; }

    /// <summary>The column of which this one holds a part: 指标性质 (≥) and 度量单位 (%) of a target; null for a whole column.</summary>
    public string? Of { get; init; }

    public ColumnPart Part { get; init; }
}

/// <summary>Which part of another column's value a column holds.</summary>
public enum ColumnPart
{
    Whole,
    /// <summary>≥ ≤ =, in front of the value.</summary>
    Operator,
    /// <summary>Behind the value.</summary>
    Unit,
}

/// <summary>The table of funds: a line for each source of money.</summary>
/// <param name="Labels">What stands at its left or above it: 项目资金（万元）. Its unit holds for the whole table.</param>
public sealed record FormFunds(
    IReadOnlyList<string> Labels, IReadOnlyList<FormColumn> Columns, IReadOnlyList<FundLineName> Lines);

/// <param name="Code">The canonical code: total, fiscal, carryover …</param>
/// <param name="Labels">The line as printed and its synonyms, without 其中：.</param>
public sealed record FundLineName(string Code, IReadOnlyList<string> Labels);

/// <summary>A grade and its scores: from <paramref name="From"/> (included) up to <paramref name="To"/>.</summary>
public sealed record GradeBand(string Name, decimal From, decimal To);
