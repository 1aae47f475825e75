using Ingest.Core.Documents;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Segmentation;

/// <summary>
/// Tells which of the known labels a recognised text is, where a character or two of it were misread, lost or put in. Only
/// what the recogniser was unsure of may differ, and look-alikes: another label in words of its own stays what it is.
/// </summary>
internal sealed class LabelGuess
{
    /// <summary>A recogniser that is surer of a character is believed.</summary>
    private const double Unsure = 0.985;

    /// <summary>Where it doubted all that differs as much, two characters of any label may, if as many others are as they should be.</summary>
    private const double VeryUnsure = 0.9;
    private const int LeastMatched = 3;

    /// <summary>One character in as many may differ, and one in any label.</summary>
    private const int OneIn = 4;

    // What an edit costs: a recogniser takes one character for another more often than it loses one or puts one in.
    private const int Edit = 10;
    private const int EditOfLength = 11;

    /// <summary>A bracket behind a label, however misread.</summary>
    private const int LongestUnit = 6;
    private const int LongestLead = 3;
    private const int Never = 1000;

    /// <summary>What a unit in its bracket is read as.</summary>
    private const string InBrackets = "（）《》〈〉百千万亿元%：，。.,、；0123456789";

    private static readonly string[] Units = ["百万元", "万元", "千元", "亿元", "元", "%"];

    /// <summary>What 万 is taken for in front of 元, where they make no word.</summary>
    private const string LikeWan = "五方力刀丹乃下丫";

    /// <summary>Characters that recognisers take for each other, whatever they say of themselves.</summary>
    private static readonly string[] LookAlikes =
        ["问间闻", "日目曰口", "未末", "己已巳", "人入八", "千干于", "士土", "大太犬", "王玉主", "拔拨", "析折拆", "项顶", "责贵", "自白目", "元无", "一-—", "名各", "级极", "上土", "（《〈", "）》〉"];

    private readonly ILookup<int, string> byLength;
    private readonly int longest;

    /// <param name="shortest">Shorter labels have neighbours of one character that are words of their own.</param>
    public LabelGuess(IEnumerable<string> labels, int shortest)
    {
        byLength = labels.Select(Labels.Fold).Where(label => label.Length >= shortest).Distinct().ToLookup(label => label.Length);
        longest = byLength.Select(group => group.Key).DefaultIfEmpty().Max();
    }

    public bool IsLabel(string folded) => byLength[folded.Length].Contains(folded);

    /// <summary>The beginning of a label that goes on below.</summary>
    public bool IsHead(string folded) => byLength.Any(group => group.Key > folded.Length && group.Any(label => label.StartsWith(folded, StringComparison.Ordinal)));

    /// <summary>The only label that the text may be; null where it is one, or none, or could be several.</summary>
    /// <param name="believesAll">Whether any character may be wrong, for where the text stands speaks for a label.</param>
    public string? Nearest(FoldedText text, bool believesAll = false)
    {
        if (text.Text.Length > longest + (longest / OneIn) || IsLabel(text.Text))
        {
            return null;
        }

        string? nearest = null;
        var least = Never;
        for (var length = text.Text.Length - (longest / OneIn); length <= text.Text.Length + (longest / OneIn); length++)
        {
            foreach (var label in byLength[length])
            {
                var cost = Cost(label, text, believesAll ? 1 : Unsure);
                if (cost > least || (cost / Edit > Math.Max(1, length / OneIn) && (believesAll || !IsNearButForDoubts(label, text))))
                {
                    continue;
                }

                nearest = cost < least ? label : null;
                least = cost;
            }
        }

        return nearest;
    }

    /// <summary>The label in front of a unit whose bracket was misread, with the unit put right; null where there is none.</summary>
    public string? WithUnit(FoldedText text)
    {
        for (var length = Math.Min(longest, text.Text.Length - 1); length >= 2 && text.Text.Length - length <= LongestUnit + LongestLead; length--)
        {
            var label = IsLabel(text.Text[..length]) ? text.Text[..length] : Nearest(text.Head(length));
            var bracket = text.Text[length..];
            if ((bracket.Length > LongestUnit && !bracket.Contains("单位", StringComparison.Ordinal)) || HasValue(bracket))
            {
                continue;
            }

            var rest = UnitOf(bracket);
            if (label is null || rest.AsSpan().IndexOfAny("（）《》〈〉") < 0 || rest.AsSpan().IndexOfAnyExcept(InBrackets) >= 0)
            {
                continue;
            }

            if (Units.FirstOrDefault(unit => rest.Contains(unit, StringComparison.Ordinal)) is { } unit)
            {
                return $"{label}（{unit}）";
            }

            return rest.AsSpan().IndexOfAny("）》〉") >= 0 && text.IsUnsure(length, text.Text.Length - length, Unsure) ? label : null;
        }

        return null;
    }

    /// <summary>Whether something follows on the bracket: （%）：98.00</summary>
    private static bool HasValue(string bracket) => bracket.IndexOf('）', StringComparison.Ordinal) is var end and >= 0 && bracket.AsSpan(end + 1).IndexOfAnyExcept('：', '）') >= 0;

    /// <summary>What a bracket says, without the words before the unit, （单位：万元）, and with a misread 万 or closing bracket put right.</summary>
    private static string UnitOf(string bracket)
    {
        var unit = bracket.Replace("单位", "", StringComparison.Ordinal);
        unit = unit is [.., '元', not ('）' or '》' or '〉')] ? unit[..^1] + '）' : unit;
        return unit.IndexOf('元', StringComparison.Ordinal) is var yuan and > 0 && LikeWan.Contains(unit[yuan - 1], StringComparison.Ordinal)
            ? $"{unit[..(yuan - 1)]}万{unit[yuan..]}"
            : unit;
    }

    /// <summary>The label that a cell begins with, where a short bracket behind it was misread or says what no label does.</summary>
    public string? WithBracket(string folded)
    {
        for (var length = Math.Min(longest, folded.Length - 2); length >= 2 && folded.Length - length < LongestUnit; length--)
        {
            if (IsLabel(folded[..length]))
            {
                // A unit is not to be lost with its bracket: amounts are told by it.
                var rest = folded.AsSpan(length);
                return (rest.IndexOfAny("（）《》〈〉") >= 0 || !rest.ContainsAnyExceptInRange('A', 'z')) && rest.IndexOf('元') < 0 && !IsHead(folded) ? folded[..length] : null;
            }
        }

        return null;
    }

    private static bool IsNearButForDoubts(string label, FoldedText text) => Cost(label, text, VeryUnsure) / Edit <= 2
        && label.Length - 2 + Math.Max(0, text.Text.Length - label.Length) >= LeastMatched;

    /// <summary>
    /// What it costs to change, add or drop characters (Levenshtein 1966) so that the text becomes the label, where only those
    /// may be that the recogniser was no surer of than <paramref name="unsure"/>.
    /// </summary>
    private static int Cost(string label, FoldedText text, double unsure)
    {
        var above = new int[label.Length + 1];
        for (var j = 0; j <= label.Length; j++)
        {
            above[j] = j == 0 ? 0 : above[j - 1] + Missing(0);
        }

        for (var i = 1; i <= text.Text.Length; i++)
        {
            var row = new int[label.Length + 1];
            row[0] = above[0] + Extra(i - 1);
            for (var j = 1; j <= label.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j] + Extra(i - 1), row[j - 1] + Missing(i)), above[j - 1] + Change(i - 1, label[j - 1]));
            }

            above = row;
        }

        return above[^1];

        int Extra(int i) => text.IsUnsure(i, unsure) ? EditOfLength : Never;

        int Missing(int i) => unsure == 1 || (i > 0 && text.IsUnsure(i - 1, unsure)) || (i < text.Text.Length && text.IsUnsure(i, unsure)) ? EditOfLength : Never;

        int Change(int i, char expected) => text.Text[i] == expected ? 0 : text.IsUnsure(i, unsure) || AreAlike(text.Text[i], expected) ? Edit : Never;
    }

    private static bool AreAlike(char a, char b) => LookAlikes.Any(group => group.Contains(a, StringComparison.Ordinal) && group.Contains(b, StringComparison.Ordinal));

    /// <summary>A text as labels are compared, and how sure the recogniser was of each of its characters.</summary>
    internal sealed record FoldedText(string Text, IReadOnlyList<double> Confidences)
    {
        private const string Ends = "：；，。.,;、:";

        public static FoldedText Of(IEnumerable<Word> words)
        {
            var text = new System.Text.StringBuilder();
            var confidences = new List<double>();
            foreach (var word in words)
            {
                for (var i = 0; i < word.Text.Length; i++)
                {
                    if (Labels.FoldChar(word.Text[i]) is var folded and not '\0')
                    {
                        text.Append(folded);
                        confidences.Add(word.ConfidenceOf(i, 1));
                    }
                }
            }

            return new FoldedText(text.ToString(), confidences);
        }

        public bool IsUnsure(int at, double unsure) => Confidences[at] <= unsure;

        public bool IsUnsure(int start, int length, double unsure) => Confidences.Skip(start).Take(length).Any(confidence => confidence <= unsure);

        public FoldedText Head(int length) => new(Text[..length], Confidences);

        /// <summary>Without its colon, or what a colon is taken for.</summary>
        public FoldedText WithoutColon() => Head(Text.TrimEnd(Ends.ToCharArray()).Length);

        public bool HasColon => Text.Length > 0 && Text[^1] == '：';
    }
}
