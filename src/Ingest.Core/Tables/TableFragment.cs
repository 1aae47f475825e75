using Ingest.Core.Documents;
using Ingest.Core.Forms;

namespace Ingest.Core.Tables;

/// <summary>Where a column of the indicator table stands on its page: x in points.</summary>
public sealed record ColumnRange(FormColumn Column, double Left, double Right)
{
    public double Centre => (Left + Right) / 2;
}

/// <summary>A first-level label (一级指标) as printed, beside the rows that it may stand for.</summary>
/// <param name="Lines">The label's lines; none for a merged cell whose label stands on another page.</param>
public sealed record CategoryMark(IReadOnlyList<Snippet> Lines)
{
    public string Text => string.Concat(Lines.Select(line => line.Text));

    public bool IsBlank => Lines.Count == 0;
}

/// <summary>A row of the table on one page: half a row, where a page break cuts it.</summary>
/// <param name="Cells">By column key; a column that is not there, or blank, has no lines.</param>
/// <param name="Category">The first-level cell that spans this row, or the label printed beside it; null when rulings do not tell.</param>
public sealed record RowFragment(IReadOnlyDictionary<string, IReadOnlyList<Snippet>> Cells, CategoryMark? Category)
{
    /// <summary>By column key: the cells of the further levels that span this row; none where rulings do not tell.</summary>
    public IReadOnlyDictionary<string, CategoryMark> Levels { get; init; } = NoLevels;

    private static readonly Dictionary<string, CategoryMark> NoLevels = [];

    public IReadOnlyList<Snippet> this[string key] => Cells.TryGetValue(key, out var lines) ? lines : [];
}

/// <summary>The part of an indicator table that stands on one page.</summary>
/// <param name="SpansKnown">Whether rulings tell which rows a first-level label spans.</param>
/// <param name="Totals">The total row's numbers by column key; null when the total is not on this page.</param>
public sealed record TableFragment(
    int Page,
    IReadOnlyList<ColumnRange> Columns,
    IReadOnlyList<RowFragment> Rows,
    bool SpansKnown,
    IReadOnlyDictionary<string, IReadOnlyList<Snippet>>? Totals);
