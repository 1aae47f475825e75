using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>
/// The year whose work a report tells of, where the form prints none. Each year that is named gathers weight by how it is
/// named; the heaviest wins, if it wins clearly. Plans, comparisons, laws and titles of documents name years too, and weigh little.
/// </summary>
public static partial class FiscalYears
{
    private const double Passing = 0.25;
    private const double Plain = 1;
    private const double YearLong = 2;
    private const double WholeYear = 3;

    /// <summary>Below this nothing but passing mentions were found.</summary>
    private const double LeastWeight = 1;

    /// <summary>The winner has at least this many times the weight of the next.</summary>
    private const double LeastLead = 1.25;

    /// <summary>Problems and plans speak of other years more than achievements do.</summary>
    private const double LaterSection = 0.3;

    private const int LongestTitle = 80;

    /// <summary>Null where no year is named, or none clearly most.</summary>
    /// <param name="narratives">The achievements first; the others count for less.</param>
    public static int? Infer(IEnumerable<string> narratives)
    {
        var weights = new Dictionary<int, double>();
        foreach (var (section, narrative) in narratives.Index())
        {
            var text = Characters.RemoveSpace(Characters.ToHalfWidth(narrative));
            foreach (Match mention in Year().Matches(text))
            {
                var year = int.Parse(mention.ValueSpan, CultureInfo.InvariantCulture);
                var weight = Weigh(text, mention.Index) * (section == 0 ? 1 : LaterSection);
                weights[year] = weights.GetValueOrDefault(year) + weight;
            }
        }

        var ranked = weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToList();
        return ranked.Count > 0 && ranked[0].Value >= LeastWeight && (ranked.Count == 1 || ranked[0].Value >= LeastLead * ranked[1].Value)
            ? ranked[0].Key
            : null;
    }

    private static double Weigh(string text, int at)
    {
        var before = text[Math.Max(0, at - 12)..at];
        var after = text[(at + 4)..Math.Min(text.Length, at + 20)];
        if (Number().IsMatch(after) || DocumentNumber().IsMatch(after))
        {
            return 0;
        }

        if (InTitle(text, at) || RangeBefore().IsMatch(before) || RangeAfter().IsMatch(after) || ComparedBefore().IsMatch(before) ||
            PlannedBefore().IsMatch(before) || Planned().IsMatch(after) || Decreed().IsMatch(after))
        {
            return Passing;
        }

        // Achievements often open with the year that they are about: "2019年，…", "2019年我局…".
        return ((at < 6 && OpensText().IsMatch(after)) || WholeAfter().IsMatch(after) || (UntilBefore().IsMatch(before) && YearEnd().IsMatch(after))) ? WholeYear
            : UntilBefore().IsMatch(before) ? Passing
            : LongAfter().IsMatch(after) ? YearLong
            : Plain;
    }

    /// <summary>Inside 《》: the year that a document is about, mostly the one before.</summary>
    private static bool InTitle(string text, int at)
    {
        var open = text.LastIndexOf('《', at, Math.Min(at, LongestTitle));
        return open >= 0 && text.IndexOf('》', open, Math.Min(text.Length - open, LongestTitle)) > at;
    }

    [GeneratedRegex("(?<![0-9])(?<![0-9][.,])(19[5-9][0-9]|20[0-9]{2})(?![0-9])")]
    private static partial Regex Year();

    /// <summary>2019项, 2019.5, 2019人: a count, no year.</summary>
    [GeneratedRegex("^([.,][0-9]|个(?!人)|项(?!目)|家(?!庭)|人(?![才员力民])|名(?!单)|场(?!馆)|元(?!旦)|[次件万亿批篇条份组台套户%+余多])")]
    private static partial Regex Number();

    /// <summary>What stands behind the year in 沪府办发〔2015〕46号.</summary>
    [GeneratedRegex(@"^年?[〕\])】]第?[0-9]+号")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex("([0-9]{4}年?(度)?[~～—–、和至到与-]+)$")]
    private static partial Regex RangeBefore();

    [GeneratedRegex("^年?(度)?[~～—–、和至到与-]+[0-9]{4}")]
    private static partial Regex RangeAfter();

    [GeneratedRegex("(较|比|相比于?|对比|同比|较之|不同于|高于|低于|超过|[自从])$")]
    private static partial Regex ComparedBefore();

    [GeneratedRegex("(结合|计划|预计|力争|拟|将于|将在|展望|争取)$|(明年|下一?年|下一步)[^。;]*$")]
    private static partial Regex PlannedBefore();

    [GeneratedRegex("^年?度?[^。;,]{0,4}(将|拟|计划|预计|力争|争取)")]
    private static partial Regex Planned();

    [GeneratedRegex("^年([0-9]{1,2}月)?[^。;,]{0,3}(出台|印发|颁布|发布的|制定的|修订的|成立|批准|以来|起|至今|之前|以前)")]
    private static partial Regex Decreed();

    [GeneratedRegex("(截至|截止|截止到|截至到|到|至|止于)$")]
    private static partial Regex UntilBefore();

    [GeneratedRegex("^年?(度)?(年?底|年?末|末|12月)")]
    private static partial Regex YearEnd();

    [GeneratedRegex("^年度?([,我本全共]|在)")]
    private static partial Regex OpensText();

    [GeneratedRegex("^年?(度)?(全年|全年度)")]
    private static partial Regex WholeAfter();

    [GeneratedRegex("^(年度|年底|年末|年,?(我|本)?(中心|单位|部门|市|区|省|院|局|校)?(共|累计|全面|完成|实现|开展|组织))")]
    private static partial Regex LongAfter();
}
