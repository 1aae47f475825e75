using System.Text.RegularExpressions;
using Ingest.Core.Forms;
using Ingest.Core.Funds;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Segmentation;

/// <summary>A label read in running text.</summary>
/// <param name="End">Index after the label, its unit and its colon.</param>
/// <param name="Unit">What a bracket behind the label says: 元, 万元, % …</param>
public readonly record struct LabelMatch<T>(T Item, int End, string? Unit, bool HasColon);

/// <summary>The labels of a form pack, made ready for looking up.</summary>
public sealed partial class PackIndex
{
    /// <summary>What a form asks for behind the label of a unit.</summary>
    private static readonly string[] Seals = ["（盖章）", "（公章）", "（签章）", "（签字）"];

    private readonly Dictionary<char, List<(string Folded, FormField Item)>> fields;
    private readonly Dictionary<char, List<(string Folded, FormColumn Item)>> columns;
    private readonly Dictionary<char, List<(string Folded, FormColumn Item)>> fundColumns;
    private readonly Dictionary<char, string[]> labels;
    private readonly List<(Wildcard Pattern, FormField Item)> looseFields;
    private readonly List<(Wildcard Pattern, FormColumn Item)> looseColumns;
    private readonly List<(Wildcard Pattern, FormColumn Item)> looseFunds;
    private readonly List<Wildcard> looseTitles;
    private readonly List<Wildcard> others;
    private readonly HashSet<string> headings;
    private readonly HashSet<string> titles;
    private readonly HashSet<string> totals;
    private readonly List<string> notes;

    public PackIndex(FormPack pack)
    {
        Pack = pack;
        fields = Index(pack.Fields.SelectMany(item => item.Labels.Select(label => (label, item))));
        columns = Index(pack.Table.Columns.SelectMany(item => item.Labels.Select(label => (label, item))));
        labels = fields.Values.SelectMany(group => group.Select(pair => pair.Folded))
            .Concat(columns.Values.SelectMany(group => group.Select(pair => pair.Folded)))
            .Distinct()
            .GroupBy(folded => folded[0])
            .ToDictionary(group => group.Key, group => group.ToArray());
        fundColumns = Index((pack.Funds?.Columns ?? []).SelectMany(item => item.Labels.Select(label => (label, item))));
        looseFields = Loose(pack.Fields, item => item.Labels);
        looseColumns = Loose(pack.Table.Columns, item => item.Labels);
        looseFunds = Loose(pack.Funds?.Columns ?? [], item => item.Labels);
        looseTitles = [.. pack.Titles.Where(Wildcard.IsOne).Select(title => new Wildcard(title))];
        others = [.. pack.Others.Select(title => new Wildcard(title))];
        Funds = pack.Funds is { } funds ? new FundIndex(funds) : null;
        headings = [.. pack.Headings.Select(Labels.Fold)];
        titles = [.. pack.Titles.Where(title => !Wildcard.IsOne(title)).Select(Labels.Fold)];
        totals = [.. pack.Table.TotalLabels.Select(Labels.Fold)];
        notes = [.. pack.Notes.Select(Labels.Fold)];
    }

    public FormPack Pack { get; }

    /// <summary>The labels of the table of funds; null where the form has none.</summary>
    public FundIndex? Funds { get; }

    /// <summary>The longest field label that begins at <paramref name="start"/>.</summary>
    public LabelMatch<FormField>? FieldAt(string text, int start) => MatchAt(fields, text, start);

    /// <summary>The longest column label that begins at <paramref name="start"/>.</summary>
    public LabelMatch<FormColumn>? ColumnAt(string text, int start) => MatchAt(columns, text, start);

    /// <summary>The field whose label is the whole of <paramref name="text"/>, unit and colon aside.</summary>
    public LabelMatch<FormField>? WholeField(string text) => Whole(FieldAt(text, 0), text);

    /// <summary>The column whose label is the whole of <paramref name="text"/>, unit and colon aside.</summary>
    public LabelMatch<FormColumn>? WholeColumn(string text) => Whole(ColumnAt(text, 0), text);

    /// <summary>The column of the table of funds whose label is the whole of <paramref name="text"/>.</summary>
    public LabelMatch<FormColumn>? WholeFund(string text) => Whole(MatchAt(fundColumns, text, 0), text);

    /// <summary>A cell that only frames other labels: 绩效指标, 年度总体目标, with or without points behind.</summary>
    public bool IsHeading(string text) =>
        headings.Count > 0 && text.Length <= 40 && headings.Contains(Labels.Fold(Categories.Parse(Labels.Fold(text)).Name));

    /// <summary>
    /// What is left of each label that begins with all of <paramref name="text"/>; "" for a label that is complete but
    /// for its unit or colon.
    /// </summary>
    public IReadOnlyList<string> RestOfLabels(string text)
    {
        if (text.Length > 20 || text[^1] is ':' or '：' || !labels.TryGetValue(Labels.FoldChar(text[0]), out var candidates))
        {
            return [];
        }

        var folded = Labels.Fold(text);
        var open = folded.LastIndexOf('（');
        return [.. candidates.Where(label => label.StartsWith(folded, StringComparison.Ordinal)).Select(label => label[folded.Length..])
            .Concat(open > 0 && candidates.Contains(folded[..open]) ? Labels.RestOfUnits(folded[open..]) : [])];
    }

    /// <summary>Whether a value holds another field's label: two were read as one.</summary>
    public bool NamesOtherField(string value, FormField own) => value.Length > 4 && Labels.Fold(value) is var folded
        && fields.Values.Any(group => group.Exists(pair => pair.Item != own && pair.Folded.Length >= 4 && folded.Contains(pair.Folded, StringComparison.Ordinal)));

    /// <summary>A bracketed unit, or the colon behind a label, and nothing else.</summary>
    public static bool IsUnit(string folded) =>
        folded.Length == 0 || Labels.WithoutUnit(folded) is { Label: "", Unit: not null };

    public bool IsTotal(string text) => totals.Contains(Labels.Fold(text));

    /// <summary>A line that holds a title and hardly more: a year in front, a bracketed remark behind.</summary>
    public bool IsTitle(string text)
    {
        var folded = Labels.Fold(text);
        return folded.Length <= 40 && (looseTitles.Exists(title => title.IsMatch(folded)) || titles.Any(title =>
            folded == title
            || (folded.Length > title.Length
                && (folded.EndsWith(title, StringComparison.Ordinal) || folded.StartsWith(title + "（", StringComparison.Ordinal)
                    || folded.Contains(title + "（", StringComparison.Ordinal))
                && folded.AsSpan().IndexOfAny("，。；：") < 0)));
    }

    /// <summary>A line that holds the title of a paper with the same labels that is another: 绩效目标申报表.</summary>
    public bool IsOther(string text) => others.Count > 0 && Labels.Fold(text) is { Length: <= 40 } folded && others.Exists(title => title.IsMatch(folded)) && !IsTitle(text);

    /// <summary>The year under a title: （2022 年度）, a bracket lost or not.</summary>
    public static bool IsYearLine(string text) => text.Length <= 16 && text.Contains('年', StringComparison.Ordinal) && Years.Parse(text) is not null;

    /// <summary>A line that belongs to the form, on whatever page it comes again: a title, a label, a repeated header.</summary>
    public bool IsLabelled(string text) => IsTitle(text) || IsYearLine(text) || FieldAt(text, 0) is not null || ColumnAt(text, 0) is not null;

    /// <summary>The word in front of the total but for a character, as a recogniser may have it: 合入, 答计.</summary>
    public bool IsNearTotal(string text)
    {
        var folded = Labels.Fold(text);
        return totals.Any(total => total.Length == folded.Length && total.Zip(folded).Count(pair => pair.First != pair.Second) == 1);
    }

    /// <summary>A line that opens the notes under the table: 说明：…</summary>
    public bool IsNote(string text)
    {
        var head = text.TrimStart();
        return notes.Any(note => head.Length > note.Length
            && Labels.Fold(head[..Math.Min(head.Length, note.Length * 2)]).StartsWith(note, StringComparison.Ordinal)
            && head.AsSpan(0, Math.Min(head.Length, (note.Length * 2) + 2)).IndexOfAny("：:、1") >= 0);
    }

    /// <summary>The field that a cell's words, of a wording that no label has, speak of: 年度总体目标完成情况综述.</summary>
    public LabelMatch<FormField>? LooseField(string text) => LooseMatch(looseFields, text);

    /// <summary>The same of a column's head, in a row that is known to be one.</summary>
    public LabelMatch<FormColumn>? LooseColumn(string text) => LooseMatch(looseColumns, text);

    public LabelMatch<FormColumn>? LooseFund(string text) => LooseMatch(looseFunds, text);

    private static LabelMatch<T>? LooseMatch<T>(List<(Wildcard Pattern, T Item)> patterns, string text)
    {
        if (patterns.Count == 0 || text.Length > Wildcard.LongestText)
        {
            return null;
        }

        var (bare, unit) = Labels.WithoutUnit(Labels.Fold(text));
        var found = patterns.FindIndex(pair => pair.Pattern.IsMatch(bare));
        return found < 0 ? null : new LabelMatch<T>(patterns[found].Item, text.Length, unit, HasColon: false);
    }

    private static List<(Wildcard, T)> Loose<T>(IEnumerable<T> items, Func<T, IReadOnlyList<string>> labels) =>
        [.. items.SelectMany(item => labels(item).Where(Wildcard.IsOne).Select(label => (new Wildcard(label), item)))];

    private static Dictionary<char, List<(string, T)>> Index<T>(IEnumerable<(string Label, T Item)> labels) => labels
        .Where(pair => !Wildcard.IsOne(pair.Label))
        .Select(pair => (Folded: Labels.Fold(pair.Label), pair.Item))
        .Where(pair => pair.Folded.Length > 0)
        .OrderByDescending(pair => pair.Folded.Length)
        .GroupBy(pair => pair.Folded[0])
        .ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>Behind a label nothing may stand but its unit and the letters by which a form computes: 执行率（B/A）.</summary>
    private static LabelMatch<T>? Whole<T>(LabelMatch<T>? match, string text)
    {
        if (match is not { } found || text.AsSpan(found.End).IsWhiteSpace())
        {
            return match;
        }

        return text.Length - found.End <= 24 && Formula().Match(Labels.Fold(text[found.End..])) is { Success: true } formula
            ? found with { End = text.Length, Unit = found.Unit ?? (formula.Groups["unit"].Success ? formula.Groups["unit"].Value : null) }
            : null;
    }

    [GeneratedRegex("^(（[0-9.]+分）|（[A-Za-z0-9/÷×%*=+.，,-]+）|（[^（）]*[×÷*/=＝][^（）]*）|[A-Z]|[A-Z][/÷][A-Z])?(（(单位：?)?(?<unit>元|千元|万元|百万元|亿元|%|分)）)?：?$")]
    private static partial Regex Formula();

    private static LabelMatch<T>? MatchAt<T>(Dictionary<char, List<(string Folded, T Item)>> labels, string text, int start)
    {
        var first = NextFolded(text, start, out _);
        if (!labels.TryGetValue(first, out var candidates))
        {
            return null;
        }

        foreach (var (folded, item) in candidates)
        {
            if (EndOf(folded, text, start) is { } end)
            {
                end = Seals.Select(seal => EndOf(seal, text, end)).FirstOrDefault(behind => behind is not null) ?? end;
                var unit = UnitAt(text, ref end);
                var hasColon = false;
                var at = SkipSpaces(text, end);
                while (at < text.Length && "：:﹕∶".Contains(text[at], StringComparison.Ordinal))
                {
                    hasColon = true;
                    end = ++at;
                }

                return new LabelMatch<T>(item, end, unit, hasColon);
            }
        }

        return null;
    }

    /// <summary>Where <paramref name="folded"/> ends in the text, spaces and widths aside; null when it is not there.</summary>
    private static int? EndOf(string folded, string text, int start)
    {
        var at = start;
        foreach (var expected in folded)
        {
            if (NextFolded(text, at, out var next) != expected)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    private static char NextFolded(string text, int start, out int next)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (Labels.FoldChar(text[i]) is var folded and not '\0')
            {
                next = i + 1;
                return folded;
            }
        }

        next = text.Length;
        return '\0';
    }

    private static string? UnitAt(string text, ref int end)
    {
        var open = SkipSpaces(text, end);
        if (open >= text.Length || Labels.FoldChar(text[open]) != '（')
        {
            return null;
        }

        for (var close = open + 1; close < text.Length && close - open <= 12; close++)
        {
            if (Labels.FoldChar(text[close]) == '）')
            {
                if (Labels.WithoutUnit(Labels.Fold(text[open..(close + 1)])) is { Label: "", Unit: { } unit })
                {
                    end = close + 1;
                    return unit;
                }

                return null;
            }
        }

        return null;
    }

    private static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
