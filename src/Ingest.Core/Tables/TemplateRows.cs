using Ingest.Core.Forms;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Tables;

/// <summary>Rows that the template left and nobody filled in: 指标2：, ……, and nothing in the other columns.</summary>
internal static class TemplateRows
{
    /// <summary>The table without them, where its form numbers its indicators.</summary>
    public static AssembledTable Remove(AssembledTable table, FormTable form) => !form.Columns.Any(column => column.Kind == FieldKind.Item)
        ? table
        : table with { Rows = [.. table.Rows.Where(row => !IsEmpty(row, form))] };

    private static bool IsEmpty(TableRow row, FormTable form) => form.Columns
        .Where(column => column.Kind is not (FieldKind.Category or FieldKind.Level))
        .All(column => row.Cells.GetValueOrDefault(column.Key, []) is var lines
            && (lines.Count == 0 || Templates.IsEmpty(CategoryLabel.TextOf(lines))));
}
