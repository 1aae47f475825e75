using Ingest.Core;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Reading;
using Ingest.Engine.Tests.Reading;

namespace Ingest.Engine.Tests;

/// <summary>Every value can be drawn back: its regions hold its raw text and hardly anything else of the page.</summary>
public sealed class EvidenceTests
{
    private static readonly string Folder = Path.Combine(TestFiles.Repository, "fixtures");
    private static readonly ReportParser Parser = new(FormPackReader.BuiltIn());

    public static TheoryData<string> Fixtures => [.. Directory.EnumerateFiles(Folder, "*.pdf").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_words_in_the_regions_of_a_value_are_its_raw_text(string file)
    {
        var document = new DocumentReader().Read(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        var wrong = new List<string>();
        foreach (var (path, read) in Parser.Parse(document).Reports.SelectMany(Paths))
        {
            if (read.Raw.Length > 0 && read.Evidence.Source == TextSource.Text)
            {
                var drawn = string.Concat(read.Evidence.Regions.Select(region => CharactersIn(document.Pages[region.Page - 1], region.Box)));
                if (drawn != WithoutSpace(read.Raw))
                {
                    wrong.Add($"{path}: drawn '{drawn}', raw '{read.Raw}'");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_region_is_tight_around_its_words(string file)
    {
        var document = new DocumentReader().Read(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        var regions = Parser.Parse(document).Reports.SelectMany(Paths).SelectMany(pair => pair.Field.Evidence.Regions);
        Assert.All(regions, region =>
        {
            var characters = BoxesIn(document.Pages[region.Page - 1], region.Box).ToList();
            Assert.NotEmpty(characters);
            var around = Box.Around(characters);
            Assert.True(
                region.Box.X >= around.X - 0.5 && region.Box.Right <= around.Right + 0.5
                && region.Box.Y >= around.Y - 0.5 && region.Box.Bottom <= around.Bottom + 0.5,
                $"page {region.Page}: {region.Box} around {around}");
        });
    }

    private static IEnumerable<(string Path, Field Field)> Paths(Report report) => report.Fields.Concat(report.Totals)
        .Select(read => (read.Key, read))
        .Concat(report.Indicators.SelectMany(row => row.Cells.Select(cell => ($"{row.Path}.{cell.Key}", cell))));

    private static string CharactersIn(Page page, Box box) => string.Concat(page.Words
        .SelectMany(word => Enumerable.Range(0, word.Text.Length).Select(i => (Character: word.Text[i], Box: word.BoxOf(i, 1))))
        .Where(pair => box.ContainsCentreOf(pair.Box))
        .OrderBy(pair => pair.Box.X)
        .Select(pair => pair.Character));

    private static IEnumerable<Box> BoxesIn(Page page, Box box) => page.Words
        .SelectMany(word => Enumerable.Range(0, word.Text.Length).Select(i => word.BoxOf(i, 1)))
        .Where(box.ContainsCentreOf);

    private static string WithoutSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
