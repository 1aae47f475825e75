using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>Lists of departments and offices as they stand in one cell.</summary>
public static partial class Organisations
{
    private const string Separators = "，,、；;/／";

    /// <summary>
    /// The names on <paramref name="lines"/>: parted at ， , 、 ； ; / outside brackets, and at a line end that closes a name.
    /// Empty where there is none.
    /// </summary>
    public static IReadOnlyList<string> Split(IReadOnlyList<string> lines)
    {
        var clean = lines.SelectMany(line => line.Split('\n')).Select(line => CjkText.Join([line])).Where(line => line.Length > 0).ToList();
        var longest = clean.Select(line => line.Length).DefaultIfEmpty().Max();
        var names = new List<string>();
        var paragraph = new List<string>();
        for (var index = 0; index < clean.Count; index++)
        {
            paragraph.Add(clean[index]);
            if (index + 1 == clean.Count || ClosesName(CjkText.Join(paragraph), clean[index + 1], isFull: clean[index].Length >= longest - 1))
            {
                names.AddRange(SplitAtSeparators(CjkText.Join(paragraph)).Where(name => !Blanks.IsBlank(name)));
                paragraph.Clear();
            }
        }

        return names;
    }

    /// <summary>
    /// True where <paramref name="text"/> ends with a whole name and the next line begins another: what stands since the
    /// last separator ends like an organisation (部 处 中心 …) and is long enough to be one, the next line is no mere tail of
    /// it (公室, 门), and the line end cut no word (科 + 技…) where the line was full.
    /// </summary>
    private static bool ClosesName(string text, string next, bool isFull)
    {
        var (depth, start) = Scan(text);
        var tail = TrailingBracket().Replace(text[start..].Trim(), "");
        if (depth > 0 || tail.Length < 2 || !Suffix().IsMatch(tail) || Separators.Contains(next[0], StringComparison.Ordinal) || Opens(next[0]))
        {
            return false;
        }

        var head = TrailingBracket().Replace(next[..FirstSeparator(next)].Trim(), "");
        return head.Length >= 2 && !LooseTail().IsMatch(head) && !(isFull && CutWord().IsMatch($"{tail[^1]}{head}"));
    }

    private static List<string> SplitAtSeparators(string text)
    {
        var names = new List<string>();
        var (depth, start) = (0, 0);
        for (var index = 0; index < text.Length; index++)
        {
            depth = Depth(depth, text[index]);
            if (depth == 0 && Separators.Contains(text[index], StringComparison.Ordinal))
            {
                names.Add(text[start..index].Trim());
                start = index + 1;
            }
        }

        // A bracket that is never closed closes nothing: its commas part names like all others.
        if (depth > 0 && text[start..].IndexOfAny(Separators.ToCharArray()) >= 0)
        {
            names.AddRange(text[start..].Split(Separators.ToCharArray(), StringSplitOptions.TrimEntries));
        }
        else
        {
            names.Add(text[start..].Trim());
        }

        return names;
    }

    /// <summary>How many brackets are open at the end of the text, and where its last name begins.</summary>
    private static (int Depth, int Start) Scan(string text)
    {
        var (depth, start) = (0, 0);
        for (var index = 0; index < text.Length; index++)
        {
            depth = Depth(depth, text[index]);
            start = depth == 0 && Separators.Contains(text[index], StringComparison.Ordinal) ? index + 1 : start;
        }

        return (depth, start);
    }

    private static int FirstSeparator(string text)
    {
        var at = text.IndexOfAny(Separators.ToCharArray());
        return at < 0 ? text.Length : at;
    }

    private static int Depth(int depth, char character) =>
        Opens(character) ? depth + 1 : ")）]］】〕》”".Contains(character, StringComparison.Ordinal) ? Math.Max(0, depth - 1) : depth;

    private static bool Opens(char character) => "(（[［【〔《“".Contains(character, StringComparison.Ordinal);

    [GeneratedRegex("(部|处|科|室|院|所|中心|局|办|站|队|委|会|馆|校|组|厅|司|社|团|系|股|园|集团|政府|街道|大学|基地|银行|学会|协会)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("[(（\\[［【〔][^)）\\]］】〕]*[)）\\]］】〕]$")]
    private static partial Regex TrailingBracket();

    /// <summary>What is left of 办公室, 办公厅, 办事处, 委员会, 科技处 … when the line ends behind the first character.</summary>
    [GeneratedRegex("^(公室|公厅|事处|员会|员会办公室|(股份)?(有限)?(责任)?公司|门|室|处|科|部|司|心|技[处科部]|研[处科部]|普[处科部]|计[处科部]|议[处科部])$")]
    private static partial Regex LooseTail();

    /// <summary>Words that begin with what may also end a name: the line end stands inside them. 科 + 技术… is two names.</summary>
    [GeneratedRegex("^(科(技(?!术)|研|学|普|创|室)|办(公|事)|委员|会(计|议|员|展|务)|组织|部(门|署|委)|处(理|室)|所(属|在)|院(校|士|系)|校(区|园|企)|社(会|区|保|团)|团(队|委|体)|司法|系统|园区|室内)")]
    private static partial Regex CutWord();
}
