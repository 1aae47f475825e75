using System.Text.RegularExpressions;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Figures;

/// <summary>What the words around a figure say of it: bounds, growth, the year, its name.</summary>
internal static partial class FigureContext
{
    private const int LongestPhrase = 30;

    /// <param name="text">The text in half-width signs, as long as the original.</param>
    /// <param name="previousEnd">Where the figure before it ends; 0 for the first.</param>
    public static Figure Complete(string text, Figure figure, int previousEnd, int? year)
    {
        var clause = Math.Max(previousEnd, LastDelimiter(text, figure.Start) + 1);
        var before = text[clause..figure.Start];
        var after = text[figure.End..Math.Min(text.Length, figure.End + 6)];
        var bounded = figure.Kind == FigureKind.Date ? figure : Bound(figure, before, after);
        var kind = figure is { Kind: FigureKind.Rate, Unit: "%" or "‰" } && IsGrowth(text[LastDelimiterOf(text, figure.Start, clause)..figure.Start]) ? FigureKind.Growth : figure.Kind;
        return bounded with { Kind = kind, Year = figure.Year ?? year, Phrase = figure.Kind == FigureKind.Date ? null : Phrase(text, before, figure.End) };
    }

    /// <summary>Where sentences end, a year that was named holds no longer.</summary>
    public static bool EndsSentence(string text, int from, int to) => text.AsSpan(from, to - from).IndexOfAny("。；;！？\n") >= 0;

    /// <summary>较2018年 compares: what follows is not of that year.</summary>
    public static bool IsCompared(string text, int start) => Compared().IsMatch(text[Math.Max(0, start - 3)..start]);

    private static Figure Bound(Figure figure, string before, string after)
    {
        if (figure.Value is not { } value)
        {
            return figure;
        }

        var isSpan = figure.Kind == FigureKind.Duration && NearPast().IsMatch(before);
        var more = figure.Lower is not null || More().IsMatch(before) || OrMore().IsMatch(after);
        var less = !isSpan && (Less().IsMatch(before) || OrLess().IsMatch(after));
        return figure with
        {
            Lower = more ? value : null, Upper = less && !more ? value : null, IsApproximate = About().IsMatch(before) || OrSo().IsMatch(after),
        };
    }

    private static bool IsGrowth(string before) => Growth().Match(before) is { Success: true } match && !Level().IsMatch(before[match.Index..]);

    private static string? Phrase(string text, string before, int end)
    {
        var name = Trail().Replace(Lead().Replace(before, ""), "");
        if (name.Length > 1 && name.Any(Characters.IsWide))
        {
            return name[Math.Max(0, name.Length - LongestPhrase)..];
        }

        var rest = Following().Match(text, end).Value;
        return rest.Length > 1 ? rest : null;
    }

    private static int LastDelimiter(string text, int at) => at == 0 ? -1 : text.LastIndexOfAny(['，', ',', '；', ';', '。', '、', '：', ':', '（', '(', '）', ')', '！', '？', '\n', '“', '”'], at - 1);

    /// <summary>同比去年分别增长了33.4%和18.36%: the word may stand before the figure before.</summary>
    private static int LastDelimiterOf(string text, int at, int clause) =>
        clause > 0 && At(text, clause) is '和' or '及' or '、' or '与' ? Math.Max(0, LastDelimiter(text, clause) + 1) : Math.Min(clause, at);

    private static char At(string text, int at) => at < text.Length ? text[at] : ' ';

    [GeneratedRegex("(?:超过|超出|超|逾|多于|高于|大于|不少于|不低于|不小于|至少|突破|≥|>=|>|满|达到或超过)$")]
    private static partial Regex More();

    [GeneratedRegex("^(?:及?以上|余|之多)")]
    private static partial Regex OrMore();

    [GeneratedRegex("(?:近|将近|接近|不足|不到|未满|少于|低于|不超过|不高于|不多于|至多|小于|最多|≤|<=|<)$")]
    private static partial Regex Less();

    [GeneratedRegex("^(?:及?以下|以内|之内|级以下)")]
    private static partial Regex OrLess();

    [GeneratedRegex("(?:(?<![节签制条预])约|大约|约为|大概|约计|约占[^，,]{0,12})$")]
    private static partial Regex About();

    [GeneratedRegex("^(?:左右|上下)")]
    private static partial Regex OrSo();

    [GeneratedRegex("近$")]
    private static partial Regex NearPast();

    [GeneratedRegex("增长|增加|增幅|增速|涨幅|提高|提升|上升|下降|降低|减少|降幅|下滑|下跌|回落|压减|压缩|同比|环比|多出")]
    private static partial Regex Growth();

    /// <summary>增长至37.73% is a level, not a change.</summary>
    [GeneratedRegex("(?:至|到|为|达)[约了近超过]*$")]
    private static partial Regex Level();

    [GeneratedRegex("(?:较|比|相比|相较|同比|对比|超过)$")]
    private static partial Regex Compared();

    [GeneratedRegex("^(?:其中|并且?|且|共|和|及|与|以及|了|的|已|又|还|另有?|同时|分别)+")]
    private static partial Regex Lead();

    [GeneratedRegex("(?:累计达?|共计?|总计|合计|达到?了?|约为?|近|将近|超过|突破|不足|不到|不低于|不少于|逾|超|为|有|是|了|已|至|由|从|到|在|以上|增至|降至|控制|保持|分别|仅|只|满|可|均|计|于|的|等|来自)+$")]
    private static partial Regex Trail();

    [GeneratedRegex(@"\G\p{IsCJKUnifiedIdeographs}{2,12}")]
    private static partial Regex Following();
}
