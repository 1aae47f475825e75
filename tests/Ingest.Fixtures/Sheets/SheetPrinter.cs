using System.Text.RegularExpressions;
using Ingest.Fixtures.Model;
using Ingest.Fixtures.Printing;

namespace Ingest.Fixtures.Sheets;

/// <summary>Makes one file of sheets: compose, print, find the pages, check that all of it is there, write the golden.</summary>
internal sealed partial class SheetPrinter(string outputFolder)
{
    public string Make(string name, SheetLayout layout, IReadOnlyList<SheetRecord> records)
    {
        var pdf = Path.Combine(outputFolder, name + ".pdf");
        var composer = new SheetComposer(layout);
        var forms = records.Select(composer.Compose).ToList();
        if (layout.Look.Producer == Producer.Chromium)
            Chromium.Print(new HtmlWriter(layout.Look).Write(forms), pdf);
        else
            LibreOffice.Print(new FodtWriter(layout.Look).Write(forms), pdf);

        var printed = PrintedText.Of(pdf);
        RequireAllText(name, printed, records);
        var starts = Starts(printed, layout, records);
        File.WriteAllText(Path.Combine(outputFolder, name + ".json"), SheetGolden.Write(name + ".pdf", printed.Pages.Count, layout.Form,
            [.. records.Select((record, index) => (record, starts[index], index + 1 < starts.Count ? starts[index + 1] - 1 : printed.Pages.Count))]));
        return $"{name}: {records.Count} report(s), {printed.Pages.Count} page(s), {new FileInfo(pdf).Length / 1024} KB";
    }

    /// <summary>Each report begins a page; its title stands on it.</summary>
    private static List<int> Starts(PrintedText printed, SheetLayout layout, IReadOnlyList<SheetRecord> records)
    {
        var title = YearInTitle().Replace(layout.Look.Title, "").Replace(" ", "", StringComparison.Ordinal);
        var starts = printed.Pages.Index().Where(page => string.Concat(page.Item.Words.Select(word => word.Text)).Contains(title, StringComparison.Ordinal))
            .Select(page => page.Index + 1).ToList();
        return starts.Count == records.Count
            ? starts
            : throw new InvalidOperationException($"{records.Count} reports were printed, {starts.Count} titles are found");
    }

    [GeneratedRegex("[（(]?\\{year\\}(年度?)?[）)]?")]
    private static partial Regex YearInTitle();

    private static void RequireAllText(string name, PrintedText printed, IReadOnlyList<SheetRecord> records)
    {
        var seen = printed.AllText.CountBy(c => c).ToDictionary();
        foreach (var (character, needed) in records.SelectMany(Texts).SelectMany(text => text).Where(c => !char.IsWhiteSpace(c)).CountBy(c => c))
        {
            if (seen.GetValueOrDefault(character) < needed)
                throw new InvalidOperationException($"{name}: '{character}' is wanted {needed} times, printed {seen.GetValueOrDefault(character)} times");
        }
    }

    private static IEnumerable<string> Texts(SheetRecord record) => record.Fields.Values
        .Concat(record.Indicators.Where(row => !row.Residue).SelectMany(row => new[] { row.Name, row.Remark }))
        .OfType<string>();
}
