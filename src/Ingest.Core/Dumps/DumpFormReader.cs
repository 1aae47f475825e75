using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>
/// Reads a report out of a text dump. Some dumps keep the page's layout with spaces (pdftotext -layout): the typewriter's
/// geometry is read like a page's. Others give cell after cell or column after column: there the order of the text, blank
/// lines, unfinished sentences and sums must do. Both are tried, and the reading that agrees better with itself is taken.
/// </summary>
public static class DumpFormReader
{
    public static FormReading Read(ReportPart part)
    {
        var byLayout = FormReader.Read(part);
        var byFlow = ReadFlow(part);
        return Agreement(byLayout, part.Pack) > Agreement(byFlow, part.Pack) ? byLayout : byFlow;
    }

    private static FormReading ReadFlow(ReportPart part)
    {
        var lines = part.Pages
            .SelectMany(page => LabelStacks.Join([.. page.Lines.Where(line => !part.Index.IsTitle(line.Text))], part.Index))
            .Where(line => !Furniture.IsPageMark(line.Text))
            .ToList();
        var table = DumpTableZone.Find(lines, part.Index);
        var captures = DumpSections.Read(lines[..table.From], part.Index, out var unread).ToList();
        if (table.To < lines.Count)
        {
            captures.AddRange(DumpSections.Read([.. lines[table.To..].TakeWhile(line => !part.Index.IsNote(line.Text))], part.Index, out var after));
            unread = [.. unread, .. after];
        }

        var rows = table.From == table.To ? null : DumpTableReader.Read(lines[table.From..table.To], part.Index);
        return new FormReading(
            [.. captures.GroupBy(capture => capture.Field.Key).Select(group => group.MaxBy(capture => capture.Lines.Count)!)],
            rows, unread);
    }

    /// <summary>How much of a reading makes sense: values of their kind, whole rows, sums that hold.</summary>
    private static double Agreement(FormReading reading, FormPack pack)
    {
        double agreement = reading.Captures.Count(capture => capture.Lines.Count > 0 && Normaliser.Normalise(
            capture.Field.Kind, "", [.. capture.Lines.Select(line => line.Text)], capture.Unit) is not null);
        if (reading.Table is not { } table)
        {
            return agreement;
        }

        var numbers = pack.Table.Columns.Where(column => column.Kind == FieldKind.Number).ToList();
        agreement += 0.5 * table.Rows.Count(row =>
            row.Cells.GetValueOrDefault("name", []).Count > 0 && numbers.TrueForAll(column => NumberIn(row.Cells, column.Key) is not null));
        return agreement + numbers.Sum(column => table.Totals is { } totals && NumberIn(totals, column.Key) is { } total
            && table.Rows.Sum(row => NumberIn(row.Cells, column.Key) ?? 0) == total ? 10 : 0);
    }

    private static decimal? NumberIn(IReadOnlyDictionary<string, IReadOnlyList<Snippet>> cells, string key) =>
        Numbers.Parse(CategoryLabel.TextOf(cells.GetValueOrDefault(key, [])));
}
