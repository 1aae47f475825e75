using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Segmentation;

/// <summary>How much of a form stands in a document: what its pack is chosen by.</summary>
/// <param name="Found">Keys of the signature whose label stands somewhere.</param>
/// <param name="Missing">The others, by their usual label.</param>
/// <param name="Known">How many of all its labels stand somewhere, those beside the signature too: of two forms that fit, the one that explains more is meant.</param>
public sealed record FormScore(PackIndex Form, bool HasTitle, IReadOnlyList<string> Found, IReadOnlyList<string> Missing, int Known)
{
    private const double KnownWeight = 0.02;

    /// <summary>A title weighs as much as this share of the labels: forms borrow each other's titles.</summary>
    private const double TitleWeight = 0.25;

    /// <summary>Without a title this share of the labels must stand there; with one, this many labels.</summary>
    private const double LeastShare = 0.3;
    private const int LeastLabels = 3;

    public double Share => Found.Count / (double)Math.Max(1, Found.Count + Missing.Count);

    public double Total => Share + (HasTitle ? TitleWeight : 0) + (KnownWeight * Known);

    /// <summary>Less than this is another form, and is not forced into this one.</summary>
    public bool IsForm => HasTitle ? Found.Count >= LeastLabels : Share >= LeastShare && NamesIndicators;

    /// <summary>Whether a column of what is measured stands there: lists of projects have names, money and scores as well.</summary>
    public bool NamesIndicators { get; init; }
}

/// <summary>
/// Chooses the form of a document by its title and its labels. All packs are looked up at once, a text of the page
/// once, so that a further pack costs next to nothing.
/// </summary>
public sealed class FormSelector
{
    /// <summary>A longer text is no label.</summary>
    private const int LongestLabel = 40;

    private readonly IReadOnlyList<PackIndex> forms;
    private readonly Dictionary<string, List<(int Form, string Key)>> labels = new(StringComparer.Ordinal);
    private readonly List<List<(string Key, string Label)>> signatures = [];

    public FormSelector(IReadOnlyList<PackIndex> forms)
    {
        this.forms = forms;
        for (var form = 0; form < forms.Count; form++)
        {
            var known = Known(forms[form].Pack).ToList();
            signatures.Add([.. known.Where(item => item.IsSignature).Select(item => (item.Key, item.Labels[0]))]);
            foreach (var (key, label) in known.SelectMany(item => item.Labels.Where(label => !Wildcard.IsOne(label)).Select(label => (item.Key, Fold(label)))).Distinct())
            {
                (labels.TryGetValue(label, out var owners) ? owners : labels[label] = []).Add((form, key));
            }
        }
    }

    /// <summary>All forms, the likeliest first.</summary>
    public IReadOnlyList<FormScore> Rank(IReadOnlyList<PageLayout> pages)
    {
        var titled = new bool[forms.Count];
        var found = forms.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        foreach (var text in pages.SelectMany(TextsOf).Where(text => text.Length <= LongestLabel).Distinct(StringComparer.Ordinal))
        {
            foreach (var (form, key) in labels.GetValueOrDefault(Fold(text)) ?? [])
            {
                found[form].Add(key);
            }

            for (var form = 0; form < forms.Count && text.Length >= 4; form++)
            {
                titled[form] |= forms[form].IsTitle(text);
            }
        }

        return
        [
            .. forms.Select((form, i) => new FormScore(
                form, titled[i],
                [.. signatures[i].Where(item => found[i].Contains(item.Key)).Select(item => item.Label)],
                [.. signatures[i].Where(item => !found[i].Contains(item.Key)).Select(item => item.Label)],
                found[i].Count)
            {
                NamesIndicators = form.Pack.Table.Columns.Any(column => IsOfIndicators(column) && found[i].Contains("indicators." + column.Key)),
            })
            .OrderByDescending(score => score.Total),
        ];
    }

    private static bool IsOfIndicators(FormColumn column) => column.Kind is FieldKind.Category or FieldKind.Level or FieldKind.Item || column.Key == "name";

    /// <summary>All labels of a form; its required fields and the columns of its tables are what it is known by.</summary>
    private static IEnumerable<(string Key, IReadOnlyList<string> Labels, bool IsSignature)> Known(FormPack pack) =>
    [
        .. pack.Fields.Select(field => (field.Key, field.Labels, field.Required)),
        .. pack.Table.Columns.Select(column => ("indicators." + column.Key, column.Labels, !column.Optional)),
        .. (pack.Funds?.Columns ?? []).Select(column => ("funds." + column.Key, column.Labels, !column.Optional)),
    ];

    /// <summary>Cells and lines, and of lines also their words, each up to its colon: 项目名称：….</summary>
    private static IEnumerable<string> TextsOf(PageLayout page)
    {
        foreach (var cell in page.Grids.SelectMany(grid => grid.Cells).Where(cell => !cell.IsBlank))
        {
            yield return cell.Text;
            foreach (var line in cell.Lines.Count > 1 || cell.Text.Length > LongestLabel ? cell.Lines : [])
            {
                yield return UpToColon(line.Text);
            }
        }

        foreach (var line in page.Lines)
        {
            yield return line.Text;
            yield return UpToColon(line.Text);
            foreach (var word in line.Words)
            {
                yield return UpToColon(word.Text);
            }
        }
    }

    private static string UpToColon(string text) => text.AsSpan().IndexOfAny('：', ':') is var colon and >= 0 ? text[..colon] : text;

    /// <summary>Labels are compared without what stands in brackets behind them: units, points, formulas.</summary>
    private static string Fold(string text)
    {
        var folded = Labels.Fold(text);
        return folded.Length > 1 && folded[^1] == '）' && folded.LastIndexOf('（') is var open and > 0 ? folded[..open] : folded;
    }
}
