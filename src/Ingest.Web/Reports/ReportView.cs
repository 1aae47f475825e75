using System.Text.RegularExpressions;
using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store;
using Ingest.Web.Layout;

namespace Ingest.Web.Reports;

/// <summary>A value as a page shows it.</summary>
/// <param name="Text">As it is edited; "" for none.</param>
/// <param name="Raw">What the page prints; "" where it says nothing else than <paramref name="Text"/>.</param>
public sealed record ValueView(
    string Key, string Label, FieldKind Kind, string Text, string Raw, Evidence Evidence, IReadOnlyList<Finding> Findings, CorrectionOutcome? Correction)
{
    public bool IsNumber => Kind is FieldKind.Amount or FieldKind.Number or FieldKind.Rate or FieldKind.Year;

    public bool IsLong => Kind == FieldKind.Narrative;

    public bool IsUnsure => Evidence.Confidence < Extraction.ReviewThreshold && (Text.Length > 0 || Raw.Length > 0);

    public Severity? Worst => Findings.Count == 0 ? IsUnsure ? Severity.Warning : null : Findings.Max(finding => finding.Severity);

    public bool IsDoubtful => Worst >= Severity.Warning;

    /// <summary>Money is grouped, so that zeros can be counted.</summary>
    public string Shown => Kind == FieldKind.Amount && decimal.TryParse(Text, System.Globalization.CultureInfo.InvariantCulture, out var amount)
        ? amount.ToString("#,0.##########", System.Globalization.CultureInfo.InvariantCulture)
        : Kind == FieldKind.Rate && Text.Length > 0 ? Text + "%" : Text;
}

public sealed record RowView(string Key, int Number, IReadOnlyList<ValueView> Cells, IReadOnlyList<Finding> Findings, bool IsAdded);

/// <summary>Rows of one category that stand together, with what they add up to.</summary>
/// <param name="Points">The points that the category declares; null where the form has none.</param>
/// <param name="Sums">By column; null where a number was not read.</param>
public sealed record GroupView(string Category, ValueView? Points, IReadOnlyList<RowView> Rows, IReadOnlyDictionary<string, decimal?> Sums)
{
    public bool Fails => Points?.Findings.Count > 0;
}

/// <param name="Computed">The sum of the column, that of funds included; null where a number was not read.</param>
public sealed record TotalView(ValueView Value, decimal? Computed)
{
    public bool Fails => Value.Findings.Any(finding => finding.Severity >= Severity.Warning);
}

public sealed record TableView(IReadOnlyList<FormColumn> Columns, IReadOnlyList<GroupView> Groups, IReadOnlyDictionary<string, TotalView> Totals, IReadOnlyList<Finding> Findings)
{
    public int Rows => Groups.Sum(group => group.Rows.Count);
}

/// <summary>A report laid out for a page: built once from what the store gives.</summary>
public sealed partial class ReportView
{
    private readonly PageContext page;
    private readonly Report report;
    private readonly ILookup<string, Finding> findings;
    private readonly ILookup<string, CorrectionOutcome> corrections;

    public ReportView(ReviewReport review, PageContext page)
    {
        (Review, this.page, report) = (review, page, review.Corrected.Report);
        findings = report.Findings.ToLookup(finding => finding.Path, StringComparer.Ordinal);
        corrections = review.Corrected.Outcomes.Where(outcome => outcome.Path is not null).ToLookup(outcome => outcome.Path!, StringComparer.Ordinal);
        var fields = (review.Pack?.Fields.Select(field => (field.Key, field.Kind, Label: field.Labels[0])) ??
            report.Fields.Select(field => (field.Key, Kind: FieldKind.Text, Label: field.Key)))
            .Select(field => Value(null, field.Key, field.Key, field.Kind, field.Label, report.Find(field.Key))).ToList();
        Header = [.. fields.Where(field => !field.IsLong)];
        Narratives = [.. fields.Where(field => field.IsLong)];
        Indicators = Table(RowList.Indicators, review.Pack?.Table.Columns ?? [], [.. report.Indicators.Select(row => (row.Path, row.Cells))]);
        Funds = report.Funds is { } funds && review.Pack?.Funds is { } form
            ? Table(
                RowList.Funds,
                [new FormColumn(FundLine.LineKey, FieldKind.Text, [form.Labels.Count > 0 ? form.Labels[0] : "资金"], null), .. form.Columns],
                [.. funds.Select(line => (line.Path, line.Cells))])
            : null;
    }

    public ReviewReport Review { get; }

    public IReadOnlyList<ValueView> Header { get; }

    public IReadOnlyList<ValueView> Narratives { get; }

    public TableView Indicators { get; }

    public TableView? Funds { get; }

    public IReadOnlyList<Finding> Findings => report.Findings;

    public string Title => report.Text("projectName") ?? page.Say("（未读到项目名称）", "(no project name was read)");

    public IEnumerable<ValueView> All => Header.Concat(Narratives)
        .Concat(new[] { Indicators, Funds }.OfType<TableView>().SelectMany(table => table.Groups
            .SelectMany(group => group.Rows.SelectMany(row => row.Cells).Concat(group.Points is null ? [] : [group.Points]))
            .Concat(table.Totals.Values.Select(total => total.Value))));

    /// <summary>The key of the value that a finding's path speaks of; null where it speaks of none that is shown.</summary>
    public string? KeyOf(Finding finding)
    {
        var match = RowPath().Match(finding.Path);
        if (!match.Success)
        {
            return All.FirstOrDefault(value => value.Key == finding.Path)?.Key;
        }

        var anchors = match.Groups["list"].Value == "funds" ? Review.Corrected.Funds : Review.Corrected.Indicators;
        var at = int.Parse(match.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture);
        return at < anchors.Count ? ValueKeys.Of(anchors[at], match.Groups["field"] is { Success: true, Value: var field } ? field : "name") : null;
    }

    private TableView Table(RowList list, IReadOnlyList<FormColumn> all, IReadOnlyList<(string Path, IReadOnlyList<Field> Cells)> rows)
    {
        // A column that is part of another's value, or that this report's table does without, is not shown.
        var columns = all.Where(column => column.Of is null && (!column.Optional || rows.Any(row => row.Cells.Any(cell => cell.Key == column.Key))))
            .DistinctBy(column => column.Key).ToList();
        var anchors = list == RowList.Indicators ? Review.Corrected.Indicators : Review.Corrected.Funds;
        var category = columns.FirstOrDefault(column => column.Kind == FieldKind.Category);
        var groups = new List<(string Category, List<int> Rows)>();
        for (var at = 0; at < rows.Count; at++)
        {
            var name = category is null ? "" : Show(rows[at].Cells, category.Key) + "\0" + Show(rows[at].Cells, category.Key + "Points");
            if (groups.Count == 0 || groups[^1].Category != name)
            {
                groups.Add((name, []));
            }

            groups[^1].Rows.Add(at);
        }

        var totals = columns.Where(column => column.TotalKey is not null).ToDictionary(column => column.Key, column => new TotalView(
            Value(null, column.TotalKey!, column.TotalKey!, column.Kind, Total(column), report.Find(column.TotalKey!)),
            Sum(rows, column.Key) + report.FundPoints(column.Key)));
        return new TableView(
            columns,
            [.. groups.Select(group => new GroupView(
                group.Category.Split('\0')[0],
                category is null ? null : Cell(rows, anchors, group.Rows[0], category.Key + "Points", FieldKind.Number, category.Labels[0] + page.Say("分值", " points")),
                [.. group.Rows.Select(at => new RowView(
                    ValueKeys.Of(anchors[at]), at + 1,
                    [.. columns.Select(column => Cell(rows, anchors, at, column.Key, column.Kind, column.Labels[0]))],
                    [.. findings[rows[at].Path]], anchors[at].AddedBy is not null))],
                columns.Where(column => column.Kind == FieldKind.Number).ToDictionary(
                    column => column.Key, column => Sum([.. group.Rows.Select(at => rows[at])], column.Key))))],
            totals,
            [.. findings[list == RowList.Indicators ? "indicators" : "funds"]]);
    }

    private string Total(FormColumn column) => column.Labels[0] + (Review.Pack!.Table.TotalLabels is [var label, ..] ? label : "");

    private ValueView Cell(
        IReadOnlyList<(string Path, IReadOnlyList<Field> Cells)> rows, IReadOnlyList<RowAnchor> anchors, int at, string key, FieldKind kind, string label) =>
        Value(anchors[at], key, $"{rows[at].Path}.{key}", kind, label, rows[at].Cells.FirstOrDefault(cell => cell.Key == key));

    private ValueView Value(RowAnchor? row, string key, string path, FieldKind kind, string label, Field? field)
    {
        var text = CorrectionValues.Show(field?.Value);
        var raw = field?.Raw ?? "";
        return new ValueView(
            ValueKeys.Of(row, key), page.IsChinese ? label : Words(key), kind, text, Squeezed(raw) == Squeezed(text) || SaysNoMore(raw, text) ? "" : raw,
            field?.Evidence ?? Evidence.None(TextSource.Text), [.. findings[path]], corrections[path].LastOrDefault());
    }

    private static decimal? Sum(IReadOnlyList<(string Path, IReadOnlyList<Field> Cells)> rows, string key)
    {
        var numbers = rows.Select(row => (row.Cells.FirstOrDefault(cell => cell.Key == key)?.Value as NumberValue)?.Number).ToList();
        return numbers.Count > 0 && numbers.TrueForAll(number => number is not null) ? numbers.Sum() : null;
    }

    private static string Show(IReadOnlyList<Field> cells, string key) => CorrectionValues.Show(cells.FirstOrDefault(cell => cell.Key == key)?.Value);

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>9,690,000.00 beside 9690000 tells a reviewer nothing; 969万元 does.</summary>
    private static bool SaysNoMore(string raw, string text) =>
        decimal.TryParse(Squeezed(raw).TrimEnd('%', '％').Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture, out var printed) &&
        decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var read) && printed == read;

    /// <summary>executionRate is "Execution rate": labels are Chinese, keys are what an English reader has.</summary>
    private static string Words(string key)
    {
        var words = Capital().Replace(key, " $0").ToLowerInvariant();
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();

    [GeneratedRegex(@"^(?<list>indicators|funds)\[(?<at>[0-9]{1,6})\](?:\.(?<field>[A-Za-z]+))?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowPath();
}
