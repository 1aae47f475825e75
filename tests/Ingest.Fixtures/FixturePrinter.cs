using Ingest.Fixtures.Forms;
using Ingest.Fixtures.Goldens;
using Ingest.Fixtures.Model;
using Ingest.Fixtures.Printing;

namespace Ingest.Fixtures;

/// <summary>Makes one file: compose, print, find the pages, check that all of it is there, write the golden.</summary>
internal sealed class FixturePrinter(string outputFolder)
{
    public string Make(string name, Layout layout, IReadOnlyList<FormRecord> records)
    {
        var pdfPath = Path.Combine(outputFolder, name + ".pdf");
        var printed = Print(layout, records, pdfPath, push: 0);
        if (layout.Table.OrphanHeader)
            printed = Print(layout, records, pdfPath, PushToFoot(layout, printed));

        var pages = FindPages(layout, printed, records.Count);
        RequireAllText(name, printed, records);
        File.WriteAllText(Path.Combine(outputFolder, name + ".json"), GoldenWriter.Write(name + ".pdf", printed.Pages.Count,
            [.. records.Zip(pages, (record, span) => (record, span.First, span.Last))]));
        return $"{name}: {records.Count} report(s), {printed.Pages.Count} page(s), {new FileInfo(pdfPath).Length / 1024} KB";
    }

    private static PrintedText Print(Layout layout, IReadOnlyList<FormRecord> records, string pdfPath, double push)
    {
        var composer = new FormComposer(layout);
        var forms = records.Select((record, index) => composer.Compose(record, push, follows: layout.Flow && index > 0)).ToList();
        if (layout.Producer == Producer.Chromium)
            Chromium.Print(new HtmlWriter(layout).Write(forms), pdfPath);
        else
            LibreOffice.Print(new FodtWriter(layout).Write(forms), pdfPath);
        return PrintedText.Of(pdfPath);
    }

    // Where the table's header came to stand tells how much air brings it down to the last line of its page.
    private static double PushToFoot(Layout layout, PrintedText printed)
    {
        var head = new Labels(layout.Labels, layout.Values).Bare("指标名称").Replace(" ", "", StringComparison.Ordinal);
        var (page, word) = printed.Pages.SelectMany(page => page.Words.Select(word => (page, word))).First(found => found.word.Text.Contains(head, StringComparison.Ordinal));
        var foot = page.Height - layout.Page.Margins[2] * 72 / 25.4;
        return Math.Max(0, foot - word.Bottom - layout.Table.Padding - layout.FontSize);
    }

    private static List<(int First, int Last)> FindPages(Layout layout, PrintedText printed, int count)
    {
        // A running header may say what the title says: it stands above the margin.
        var top = layout.Page.Margins[0] * 72 / 25.4;
        var titles = printed.Pages.SelectMany((page, index) => page.LinesSaying(layout.Title)
            .Where(line => line.Bottom > top).OrderBy(line => line.Top).Select(line => (Page: index + 1, line.Top))).ToList();
        if (titles.Count != count)
            throw new InvalidOperationException($"{count} reports were printed, {titles.Count} titles are found");
        return [.. titles.Select((title, index) => (title.Page, LastPage(index)))];

        int LastPage(int index)
        {
            if (index + 1 == count)
                return printed.Pages.Count;
            var next = titles[index + 1];
            var startsItsPage = printed.Pages[next.Page - 1].Words.All(word => word.Bottom <= top || word.Top >= next.Top - 1);
            return startsItsPage ? next.Page - 1 : next.Page;
        }
    }

    // A cell that cuts its text off would make a golden that nobody can read from the page.
    private static void RequireAllText(string name, PrintedText printed, IReadOnlyList<FormRecord> records)
    {
        var seen = printed.AllText.CountBy(c => c).ToDictionary();
        foreach (var (character, needed) in records.SelectMany(Texts).SelectMany(text => text).Where(c => !char.IsWhiteSpace(c)).CountBy(c => c))
        {
            if (seen.GetValueOrDefault(character) < needed)
                throw new InvalidOperationException($"{name}: '{character}' is wanted {needed} times, printed {seen.GetValueOrDefault(character)} times");
        }
    }

    private static IEnumerable<string> Texts(FormRecord record) => new[]
    {
        record.ProjectName, record.BudgetUnit, record.Grade, record.AnnualGoal, record.KeyAchievements, record.MainProblems, record.ImprovementMeasures,
    }.Concat(record.ImplementingDepartments).Concat(record.Indicators.SelectMany(row => new[] { row.Name, row.Explanation, row.Remark })).OfType<string>();
}
