using System.Text.Json;
using Ingest.Core.Documents;
using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

public sealed class FixtureTests
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("INGEST_FIXTURES") ?? Path.Combine(TestFiles.Repository, "fixtures");

    public static TheoryData<string> TextFixtures() => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.json").Where(IsText).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)]
        : [];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(TextFixtures))]
    public void Reads_every_name_and_indicator_of_the_golden(string name)
    {
        var document = new DocumentReader().Read(Path.Combine(Folder, name + ".pdf"));
        Assert.All(document.Pages, p => Assert.True(p.Words.All(w => w.Edges!.Count == w.Text.Length + 1 && w.Text.All(c => !char.IsWhiteSpace(c)))));

        // Cells stand side by side, so only what fits one line can be looked for: each value's first characters.
        var text = string.Concat(document.Pages.SelectMany(p => p.Words).Select(w => w.Text));
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        foreach (var report in golden.RootElement.GetProperty("reports").EnumerateArray())
        {
            foreach (var value in Values(report))
            {
                Assert.Contains(value[..Math.Min(value.Length, 3)], text, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<string> Values(JsonElement report)
    {
        string[] keys = ["projectName", "budgetUnit", "grade"];
        var header = keys.Select(k => report.TryGetProperty(k, out var v) ? v.GetString() : null);
        var rows = report.GetProperty("indicators").EnumerateArray().Select(i => i.GetProperty("name").GetString());
        return header.Concat(rows).OfType<string>().Select(v => v.Replace(" ", "", StringComparison.Ordinal)).Where(v => v.Length > 0);
    }

    private static bool IsText(string golden)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(golden));
        return File.Exists(Path.ChangeExtension(golden, ".pdf"))
            && json.RootElement.TryGetProperty("document", out var document)
            && string.Equals(document.GetProperty("kind").GetString(), nameof(DocumentKind.Text), StringComparison.OrdinalIgnoreCase);
    }
}
