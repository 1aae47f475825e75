using Ingest.Core.Documents;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>
/// Reads a report out of a text dump. Some dumps keep the page's layout with spaces (pdftotext -layout): the typewriter's
/// geometry is read like a page's. Others give cell after cell or column after column: there the order of the text, blank
/// lines, unfinished sentences and sums must do. All are tried, and of each the part that agrees best with itself is taken:
/// the values in front of the table may come from one and the table from another.
/// </summary>
public static class DumpFormReader
{
    public static FormReading Read(ReportPart part)
    {
        var flow = ReadFlow(part, out var tables);
        FormReading[] readings = [flow, FormReader.Read(part), FormReader.Read(CharacterGrid.Of(part))];
        var form = readings.MaxBy(reading => DumpAgreement.OfForm(reading, part.Index))!;
        var table = tables.Concat(readings.Skip(1).Select(reading => reading.Table))
            .MaxBy(table => DumpAgreement.OfTable(table, part.Pack.Table));
        return new FormReading(form.Captures, table, form.Unread);
    }

    private static FormReading ReadFlow(ReportPart part, out IReadOnlyList<AssembledTable> tables)
    {
        var lines = part.Pages
            .SelectMany(page => LabelStacks.Join([.. page.Lines.Where(line => !part.Index.IsTitle(line.Text))], part.Index))
            .Where(line => !Furniture.IsPageMark(line.Text))
            .ToList();
        lines = DumpFurniture.Remove(lines, part.Index);
        var table = DumpTableZone.Find(lines, part.Index);
        var captures = DumpSections.Read(lines[..table.From], part.Index, out var unread).ToList();
        if (table.To < lines.Count)
        {
            captures.AddRange(DumpSections.Read([.. lines[table.To..].TakeWhile(line => !part.Index.IsNote(line.Text))], part.Index, out var after));
            unread = [.. unread, .. after];
        }

        tables = table.From == table.To ? [] :
        [
            .. ((IReadOnlyList<TextLine>[])[Zone(part), Zone(CharacterGrid.Of(part))])
                .Select(zone => DumpGridReader.Read(zone, part.Index)).OfType<AssembledTable>(),
            .. DumpTableReader.Read(lines[table.From..table.To], part.Index),
        ];
        return new FormReading(
            [.. captures.GroupBy(capture => capture.Field.Key).Select(group => group.MaxBy(capture => capture.Lines.Count)!)],
            null, unread);
    }
    /// <summary>The table's lines with the places they have, stacked labels and all.</summary>
    private static List<TextLine> Zone(ReportPart part)
    {
        var lines = DumpFurniture.Remove([.. part.Pages.SelectMany(page => page.Lines).Where(line => !Furniture.IsPageMark(line.Text))], part.Index);
        var (from, to) = DumpTableZone.Find(lines, part.Index);
        return lines[from..to];
    }
}
