using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>What every rule is given: the report and the form that it was read by.</summary>
internal sealed record ValidationSubject(Report Report, FormPack Pack)
{
    /// <summary>Each value with its path, kind and whether the form requires it, in the order of the contract.</summary>
    public IEnumerable<Item> Items() => Header().Concat(Funds()).Concat(Cells()).Concat(Totals());

    /// <summary>The pack's fields as read; one that the report lacks altogether is like one that is not on the page.</summary>
    public IEnumerable<Item> Header() => Pack.Fields.Select(field => new Item(
        field.Key,
        field.Kind,
        field.Required,
        field.Labels[0],
        Report.Find(field.Key) ?? Absent(field.Key)));

    public IEnumerable<Item> Funds() =>
        from line in Report.Funds ?? []
        from cell in line.Cells
        let column = Pack.Funds?.Columns.FirstOrDefault(candidate => candidate.Key == cell.Key)
        where column is not null
        select new Item($"{line.Path}.{cell.Key}", column.Kind, false, column.Labels[0], cell);

    public IEnumerable<Item> Cells() =>
        from indicator in Report.Indicators
        from cell in indicator.Cells
        let column = Pack.Table.Columns.FirstOrDefault(candidate => candidate.Key == cell.Key)
        where column is not null
        select new Item($"{indicator.Path}.{cell.Key}", column.Kind, false, column.Labels[0], cell);

    public IEnumerable<Item> Totals() =>
        from column in Pack.Table.Columns
        let key = column.TotalKey ?? ""
        where key.Length > 0
        select new Item(key, column.Kind, false, column.Labels[0] + Pack.Table.TotalLabels[0], Report.Find(key) ?? Absent(key));

    private static Field Absent(string key) => new(key, null, "", Evidence.None(TextSource.Text));
}

/// <param name="Label">As the form prints it, for messages.</param>
internal sealed record Item(string Path, FieldKind Kind, bool Required, string Label, Field Field)
{
    /// <summary>No value and no text: nothing stands there, or the label does not either.</summary>
    public bool IsEmpty => Field.Value is null && string.IsNullOrWhiteSpace(Field.Raw);

    public bool IsOnPage => Field.Evidence.Confidence > 0;
}
