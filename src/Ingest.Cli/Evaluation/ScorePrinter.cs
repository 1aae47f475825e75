using System.Globalization;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Evaluation;

/// <summary>An evaluation for eyes: by document, by field, and what differs.</summary>
internal sealed class ScorePrinter(Terminal terminal, int differences)
{
    private const int ShownCharacters = 60;

    public void Print(EvaluationResult evaluation)
    {
        if (evaluation.Documents.Count > 0)
        {
            Print(evaluation.Documents);
        }

        if (evaluation.Texts.Count > 0)
        {
            Print(PageTextScore.Table(evaluation.Texts, terminal));
        }

        var floors = evaluation.FloorResults;
        if (floors.Count > 0)
        {
            Print(QualityTables.OfFloors(floors, terminal));
            var held = floors.Count(result => result.IsHeld);
            terminal.Result($"{held} of {floors.Count} floors held", $"{floors.Count} 条达标线中 {held} 条达标");
        }
    }

    private void Print(IReadOnlyList<DocumentScore> scores)
    {
        Terminal.Table(
            [
                terminal.Say("document", "文件"), terminal.Say("reports", "报告"), terminal.Say("header", "表头"), terminal.Say("cells", "单元格"),
                terminal.Say("narratives", "文字段"), terminal.Say("characters wrong", "错字率"), terminal.Say("wrong, folded", "错字率（标点归一）"),
                terminal.Say("findings right/missing/false", "疑点 对/漏/误"),
            ],
            [.. scores.Select(score => Row(score.File, [score])), Row(terminal.Say("all", "合计"), scores)], alwaysDrawn: true);
        PrintFields(scores);
        foreach (var table in QualityTables.Of(scores, terminal))
        {
            Print(table);
        }

        PrintDifferences(scores);
        var exact = scores.Count(score => score.IsExact);
        var all = Tally.Of(scores.SelectMany(score => score.Values));
        terminal.Result(
            $"{exact} of {scores.Count} documents exact; {all} of all values",
            $"{scores.Count} 个文件中 {exact} 个完全一致；全部取值 {all}");
    }

    private static void Print(FigureTable table)
    {
        Terminal.Result(table.Title);
        Terminal.Table(table.Headings, table.Rows, alwaysDrawn: true);
    }

    private static List<string> Row(string name, IReadOnlyList<DocumentScore> scores)
    {
        var values = scores.SelectMany(score => score.Values).ToList();
        var errors = CharacterErrors.Of(values);
        return
        [
            name,
            $"{Show(scores.Sum(score => score.ActualReports))}/{Show(scores.Sum(score => score.GoldenReports))}",
            OfGroup(values, ValueGroup.Header), OfGroup(values, ValueGroup.Cell), OfGroup(values, ValueGroup.Narrative),
            errors.Strict, errors.Folded,
            $"{Show(scores.Sum(score => score.Findings.Right.Count))}/{Show(scores.Sum(score => score.Findings.Missing.Count))}/{Show(scores.Sum(score => score.Findings.False.Count))}",
        ];
    }

    public void PrintFields(IReadOnlyList<DocumentScore> scores) => Terminal.Table(
        [terminal.Say("field", "字段"), terminal.Say("exact", "完全一致"), terminal.Say("characters wrong", "错字率"), terminal.Say("wrong, folded", "错字率（标点归一）")],
        scores.SelectMany(score => score.Values)
            .GroupBy(value => value.Key, StringComparer.Ordinal)
            .Select(field =>
            {
                var errors = CharacterErrors.Of(field);
                var isText = field.First().Group == ValueGroup.Narrative;
                return (IReadOnlyList<string>)[field.Key, Tally.Of(field).ToString(), isText ? errors.Strict : "", isText ? errors.Folded : ""];
            }),
        alwaysDrawn: true);

    public void PrintDifferences(IReadOnlyList<DocumentScore> scores)
    {
        var lines = scores.SelectMany(Differences).ToList();
        foreach (var line in lines.Take(differences))
        {
            Terminal.Result(line);
        }

        if (lines.Count > differences)
        {
            terminal.Result(
                $"… and {lines.Count - differences} more differences (--differences N)", $"……另有 {lines.Count - differences} 处差异（--differences N）");
        }
    }

    private IEnumerable<string> Differences(DocumentScore score) =>
    [
        .. score.Failure is { } failure ? [$"{score.File}: {failure}"] : Array.Empty<string>(),
        .. score.Values.Where(value => !value.IsExact).Select(value => string.Create(
            CultureInfo.InvariantCulture, $"{score.File} {value.Report} {value.Path}: {Difference(value)}{Marks(value)}")),
        .. score.Findings.Missing.Select(finding => string.Create(
            CultureInfo.InvariantCulture, $"{score.File} {finding.Report} {finding.Path}: {terminal.Say("finding missing", "漏报")} {finding.Rule}")),
        .. score.Findings.False.Select(finding => string.Create(
            CultureInfo.InvariantCulture, $"{score.File} {finding.Report} {finding.Path}: {terminal.Say("finding false", "误报")} {finding.Rule}")),
    ];

    /// <summary>How far a reviewer would have been warned.</summary>
    private string Marks(ValueScore value) =>
        (value.Confidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $" ({confidence:0.00})") : "")
        + (value.IsFlagged || value.Section == Section.Frame ? "" : terminal.Say(" silent", " 未标记"))
        + (value.IsCovered ? terminal.Say(" under a seal", " 印章覆盖") : "");

    /// <summary>The two texts from a little before the place where they part.</summary>
    private static string Difference(ValueScore value)
    {
        var common = value.Expected.AsSpan().CommonPrefixLength(value.Actual);
        var from = Math.Max(0, common - 10);
        return $"{Cut(value.Expected, from)} ≠ {Cut(value.Actual, from)}";
    }

    private static string Cut(string text, int from)
    {
        var rest = text[Math.Min(from, text.Length)..].ReplaceLineEndings("⏎");
        return $"{(from > 0 ? "…" : "")}{(rest.Length > ShownCharacters ? rest[..ShownCharacters] + "…" : rest)}";
    }

    private static string OfGroup(IEnumerable<ValueScore> values, ValueGroup group) =>
        Tally.Of(values.Where(value => value.Group == group)).ToString();

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);
}
