using System.Text.RegularExpressions;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Funds;

/// <summary>The labels of a form's table of funds, made ready for looking up.</summary>
public sealed partial class FundIndex
{
    private readonly Dictionary<string, string> codes;
    private readonly List<(Wildcard Pattern, string Code)> loose;
    private readonly List<string> headings;

    public FundIndex(FormFunds funds)
    {
        Funds = funds;
        headings = [.. funds.Labels.Select(Labels.Fold)];
        codes = funds.Lines
            .SelectMany(line => line.Labels.Where(label => !Wildcard.IsOne(label)).Select(label => (Label: Bare(label), line.Code)))
            .DistinctBy(pair => pair.Label)
            .ToDictionary(pair => pair.Label, pair => pair.Code);
        loose = [.. funds.Lines.SelectMany(line => line.Labels.Where(Wildcard.IsOne).Select(label => (new Wildcard(label), line.Code)))];
    }

    public FormFunds Funds { get; }

    /// <summary>项目资金（万元）: what stands at the left of the table, points and unit aside.</summary>
    public bool IsHeading(string text) => Categories.Parse(Bracket().Replace(Labels.Fold(text), "")).Name is var name && headings.Contains(name);

    /// <summary>The unit of money that a heading or a caption names anywhere: 项目资金（10分）（单位：万元）.</summary>
    public static string? UnitIn(string text) => Unit().Match(Labels.Fold(text)) is { Success: true } match ? match.Groups["unit"].Value : null;

    /// <summary>The canonical code of a line; null for one that the pack does not know.</summary>
    public string? CodeOf(string line) =>
        codes.TryGetValue(Bare(line), out var code) ? code : loose.Find(pair => pair.Pattern.IsMatch(Bare(line))).Code;

    /// <summary>Without 其中：, brackets and numbering.</summary>
    private static string Bare(string line) => Lead().Replace(Bracket().Replace(Labels.Fold(line), ""), "").Trim('：');

    [GeneratedRegex("^(其中)?：?((（[0-9一二三四五六]+）|[0-9一二三四五六]+[、.．]))?")]
    private static partial Regex Lead();

    [GeneratedRegex("（[^（）]*）")]
    private static partial Regex Bracket();

    [GeneratedRegex("(?:（[^（）]*?|单位：?|^)(?<unit>百万元|万元|千元|亿元|元)(?:[^（）]*?）|$)")]
    private static partial Regex Unit();
}
