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
        FormReading[] readings = [FormReader.Read(CharacterGrid.Of(part)), FormReader.Read(part), ReadFlow(part)];
        var form = readings.Reverse().MaxBy(reading => DumpAgreement.OfCaptures(reading.Captures))!;
        var table = readings.Reverse().MaxBy(reading => DumpAgreement.OfTable(reading.Table, part.Pack.Table))!;
        return new FormReading(form.Captures, table.Table, form.Unread);
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
}
