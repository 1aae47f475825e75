namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Puts right what Tesseract's Chinese model cannot print or confuses by rule: it has no （ ） ； ： — ≥ ≤, and gives ASCII or
/// look-alikes for them. No rule knows a word; each looks at a character's neighbours alone.
/// </summary>
internal static class TextRepair
{
    /// <summary>What a rule took for something else, or a sign that may stand for one the model does not have.</summary>
    private const double Doubtful = 0.6;

    public static IReadOnlyList<ReadCharacter> Repair(IReadOnlyList<ReadCharacter> line)
    {
        var repaired = WithoutSecondHalves(line);
        var quoteIsOpen = false;
        for (var i = 0; i < repaired.Count; i++)
        {
            quoteIsOpen = repaired[i].Char switch { '“' => true, '”' => false, _ => quoteIsOpen };
            if (Repaired(repaired, i, quoteIsOpen) is { } text)
            {
                repaired[i] = repaired[i] with { Text = text };
                quoteIsOpen = text switch { "“" => true, "”" => false, _ => quoteIsOpen };
            }
            else if (!repaired[i].IsByShape && MayBeOperator(repaired, i))
            {
                repaired[i] = repaired[i] with { Confidence = Math.Min(repaired[i].Confidence, Doubtful) };
            }
        }

        return repaired;
    }

    /// <summary>A percent sign is read as itself and a digit for its right half: no digit stands behind one.</summary>
    private static List<ReadCharacter> WithoutSecondHalves(IReadOnlyList<ReadCharacter> line)
    {
        var kept = new List<ReadCharacter>(line.Count);
        for (var i = 0; i < line.Count; i++)
        {
            if (i > 0 && AreOneBracket(line, i))
            {
                kept[^1] = kept[^1] with { Text = "（", Right = line[i].Right };
                continue;
            }

            var isHalf = i > 1 && line[i - 1].Char == '%' && line[i].Char is '4' or '6' or '9' or 'o'
                && char.IsAsciiDigit(line[i - 2].Char) && (i + 1 == line.Count || !char.IsAsciiDigit(line[i + 1].Char));
            if (isHalf)
            {
                kept[^1] = kept[^1] with { Right = line[i].Right, Confidence = Math.Min(kept[^1].Confidence, 0.9) };
            }
            else
            {
                kept.Add(line[i]);
            }
        }

        return kept;
    }

    /// <summary>A bracket that the model does not have is read as two that are not: 〔（ {（ 《〈, of which none stands inside the other in front of words.</summary>
    private static bool AreOneBracket(IReadOnlyList<ReadCharacter> line, int i)
    {
        const string opening = "（(〔[{【〈";
        return line[i].Char != line[i - 1].Char && opening.Contains(line[i].Char, StringComparison.Ordinal) && opening.Contains(line[i - 1].Char, StringComparison.Ordinal)
            && (i + 1 == line.Count || !char.IsAsciiDigit(line[i + 1].Char));
    }

    private static string? Repaired(List<ReadCharacter> line, int i, bool quoteIsOpen) => line[i].Char switch
    {
        ';' or '；' or '，' when IsThousands(line, i) => ",",
        ';' => "；",
        '丶' => "、",
        ',' when !IsInWord(line, i) => "，",
        '~' => "～",
        '•' => "·",
        'x' or 'X' when IsPlaceholder(line, i) => "×",
        '?' => "？",
        '!' => "！",
        ':' when !IsBetweenDigits(line, i) => "：",
        '"' or '*' or '`' when quoteIsOpen => "”",
        '"' when i + 2 < line.Count && line[i + 1].IsHan && HasClosingQuote(line, i) => "“",
        'x' when IsBetweenValues(line, i) => "×",
        'X' when IsBetweenValues(line, i) && char.IsAsciiDigit(line[i + 1].Char) => "×",
        '[' or '（' or '【' or '(' when IsDocumentYear(line, i + 1, i + 5) => "〔",
        ']' or '）' or '】' or ')' when IsDocumentYear(line, i - 4, i) => "〕",
        '(' or '〈' => "（",
        '《' or '〔' or '{' or '[' or '【' when ClosesRound(line, i) => "（",
        ')' or '〉' => "）",
        'O' or 'o' or '0' or '○' or 'Q' when IsInYear(line, i) => "〇",
        '人' or '入' when IsInYear(line, i) => "八",
        '一' or '-' or '—' when IsDash(line, i) => "—",
        '工' or 'l' or 'I' or '|' when i == 0 && line.Count > 2 && line[1].Char is '.' or '、' or '．' && line[2].IsHan => "1",
        _ => null,
    };

    /// <summary>≥ and ≤ come out as &gt; and &lt;, or as nothing like them; in front of a figure they are never sure.</summary>
    private static bool MayBeOperator(List<ReadCharacter> line, int i) =>
        line[i].Char is '>' or '<' or '》' or '《' or '三' or '二' or '之' or '这' or '=' && i + 1 < line.Count && char.IsAsciiDigit(line[i + 1].Char);

    private static bool HasClosingQuote(List<ReadCharacter> line, int i) => line.Skip(i + 2).Any(c => c.Char is '"' or '”');

    /// <summary>Names and figures on both sides: what stands between multiplies them.</summary>
    private static bool IsBetweenValues(List<ReadCharacter> line, int i) =>
        i > 0 && i + 1 < line.Count && IsValue(line[i - 1], '%', '）', ')') && IsValue(line[i + 1], '（', '(');

    /// <summary>××: a name that is not said. Two of them, and no Latin letter beside.</summary>
    private static bool IsPlaceholder(List<ReadCharacter> line, int i)
    {
        int from = i, to = i + 1;
        while (from > 0 && (line[from - 1].Char is 'x' or 'X' or '×'))
        {
            from--;
        }

        while (to < line.Count && (line[to].Char is 'x' or 'X' or '×'))
        {
            to++;
        }

        return to - from > 1 && (from == 0 || !char.IsAsciiLetterOrDigit(line[from - 1].Char)) && (to == line.Count || !char.IsAsciiLetterOrDigit(line[to].Char));
    }

    private static bool IsValue(ReadCharacter read, params ReadOnlySpan<char> others) => read.IsHan || char.IsAsciiDigit(read.Char) || others.Contains(read.Char);

    /// <summary>A bracket that a round one closes soon is no title's.</summary>
    private static bool ClosesRound(List<ReadCharacter> line, int open)
    {
        const int longest = 12;
        var closing = line.FindIndex(open + 1, c => c.Char is '）' or ')' or '〉' or '》' or '〕' or ']' or '】' or '}' or '（' or '(' or '《');
        return closing > open && closing - open <= longest && line[closing].Char is '）' or ')' or '〉';
    }

    private static bool IsBetweenDigits(List<ReadCharacter> line, int i) =>
        i > 0 && i + 1 < line.Count && char.IsAsciiDigit(line[i - 1].Char) && char.IsAsciiDigit(line[i + 1].Char);

    /// <summary>Behind a digit and in front of three, and no more: it parts thousands.</summary>
    private static bool IsThousands(List<ReadCharacter> line, int i) => i > 0 && char.IsAsciiDigit(line[i - 1].Char) && i + 3 < line.Count
        && char.IsAsciiDigit(line[i + 1].Char) && char.IsAsciiDigit(line[i + 2].Char) && char.IsAsciiDigit(line[i + 3].Char)
        && i + 4 < line.Count && (line[i + 4].Char is ',' or '.' or '，');

    private static bool IsInWord(List<ReadCharacter> line, int i) =>
        i > 0 && i + 1 < line.Count && char.IsAsciiLetterOrDigit(line[i - 1].Char) && char.IsAsciiLetterOrDigit(line[i + 1].Char);

    /// <summary>The year of a document's number: four digits in brackets, and 号 a little behind.</summary>
    private static bool IsDocumentYear(List<ReadCharacter> line, int from, int to)
    {
        if (from < 1 || to + 1 >= line.Count)
        {
            return false;
        }

        for (var i = from; i < to; i++)
        {
            if (!char.IsAsciiDigit(line[i].Char))
            {
                return false;
            }
        }

        for (var i = to + 1; i < Math.Min(line.Count, to + 7); i++)
        {
            if (line[i].Char == '号')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Between the numerals of a year: 二O二三年, 二〇一人年. In front of 年 two of them stand, for 一人 is no year.</summary>
    private static bool IsInYear(List<ReadCharacter> line, int i)
    {
        const string numerals = "一二三四五六七八九〇零";
        return i > 0 && i + 1 < line.Count && numerals.Contains(line[i - 1].Char, StringComparison.Ordinal)
            && ((line[i + 1].Char == '年' && i > 1 && numerals.Contains(line[i - 2].Char, StringComparison.Ordinal)) || numerals.Contains(line[i + 1].Char, StringComparison.Ordinal));
    }

    /// <summary>A dash in Chinese is two characters long: 一一, 一-, —一 between others.</summary>
    private static bool IsDash(List<ReadCharacter> line, int i)
    {
        static bool Stroke(ReadCharacter c) => c.Char is '一' or '-' or '—';
        var pairsLeft = i > 0 && Stroke(line[i - 1]);
        var pairsRight = i + 1 < line.Count && Stroke(line[i + 1]);
        return pairsLeft || pairsRight;
    }
}
