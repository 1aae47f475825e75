namespace Ingest.Core.Normalisation;

/// <summary>Chinese numerals, plain (一百二十) and financial (壹佰贰拾), as amounts of yuan or as bare numbers.</summary>
public static class ChineseNumerals
{
    private const int LongestNumeral = 40;

    /// <summary>
    /// 壹佰万元整 1000000 · 一百二十万 1200000 · 二〇一九 2019 · 廿三 23 · 三点五 3.5 · 伍元叁角 5.3; the unit 元 may be there
    /// or not. Null for anything else, and for what can be meant in two ways: 三万五 is 35000 to some and 30005 to others.
    /// </summary>
    public static decimal? Parse(string text)
    {
        var plain = ToPlain(text).TrimEnd('整', '正');
        if (plain.Length is 0 or > LongestNumeral)
        {
            return null;
        }

        var yuan = plain.IndexOf('元');
        var (whole, coins) = yuan >= 0 ? (plain[..yuan], plain[(yuan + 1)..]) : plain.IndexOfAny(['角', '分']) >= 0 ? ("零", plain) : (plain, "");
        return ParseNumber(whole) is { } number && ParseCoins(coins) is { } rest ? number + rest : null;
    }

    /// <summary>The value of one digit, in any writing; null for what is none.</summary>
    internal static int? Digit(char character)
    {
        var digit = "零一二三四五六七八九".IndexOf(ToPlain(character), StringComparison.Ordinal);
        return digit < 0 ? null : digit;
    }

    private static string ToPlain(string text) => string.Concat(Characters.RemoveSpace(text).Select(ToPlain));

    private static char ToPlain(char character) => character switch
    {
        '〇' or '○' or '◯' => '零',
        '壹' or '弌' => '一',
        '贰' or '貳' or '两' or '兩' => '二',
        '叁' or '參' or '叄' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' or '陸' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        '萬' => '万',
        '億' => '亿',
        '圆' or '圓' => '元',
        '毛' => '角',
        '點' => '点',
        _ => character,
    };

    private static decimal? ParseNumber(string text)
    {
        var point = text.IndexOf('点', StringComparison.Ordinal);
        if (point < 0)
        {
            return ParseWhole(text);
        }

        return ParseWhole(text[..point]) is { } whole && ParsePositional(text[(point + 1)..]) is { } fraction
            ? whole + (fraction / Power(text.Length - point - 1))
            : null;
    }

    private static decimal? ParseWhole(string text) =>
        text.Length > 1 && ParsePositional(text) is { } year ? year : ParseBelow(text, '亿', 100_000_000m, ParseMyriads);

    private static decimal? ParseMyriads(string text) => ParseBelow(text, '万', 10_000m, ParseSection);

    /// <summary>Digits alone, read one by one: 二〇一九.</summary>
    private static decimal? ParsePositional(string text)
    {
        decimal number = 0;
        foreach (var character in text)
        {
            if (Digit(character) is not { } digit)
            {
                return null;
            }

            number = (number * 10) + digit;
        }

        // Twenty digits are more than any form prints and fewer than overflow.
        return text.Length is > 0 and <= 20 ? number : null;
    }

    /// <summary>Something × <paramref name="size"/> + something smaller.</summary>
    private static decimal? ParseBelow(string text, char unit, decimal size, Func<string, decimal?> part)
    {
        var at = text.IndexOf(unit, StringComparison.Ordinal);
        if (at < 0)
        {
            return part(text);
        }

        var (above, below) = (text[..at], text[(at + 1)..]);
        if (part(above) is not > 0)
        {
            return null;
        }

        // A lone digit after the unit is short for the next unit down or a 零 forgotten: not ours to choose.
        var rest = below.Length == 0 ? 0 : below.Length == 1 ? null : part(below);
        return rest < size ? (part(above) * size) + rest : null;
    }

    /// <summary>Up to 9999: 千, 百 and 十 in falling order, 零 between them wherever it stands.</summary>
    private static decimal? ParseSection(string text)
    {
        if (text is "零")
        {
            return 0;
        }

        int total = 0, lastUnit = 10_000, index = 0;
        while (index < text.Length)
        {
            var zero = text[index] == '零';
            index += zero ? 1 : 0;
            if (index == text.Length)
            {
                return null;
            }

            if (Tens(text[index]) is { } tens && lastUnit > 10)
            {
                (total, lastUnit) = (total + tens, 10);
                index++;
                continue;
            }

            var digit = text[index] == '十' && lastUnit > 10 ? 1 : Digit(text[index]) ?? 0;
            index += text[index] == '十' ? 0 : 1;
            var unit = index < text.Length ? Unit(text[index]) : null;
            index += unit is null ? 0 : 1;
            // 一百二 without 零 is 120 to some and 102 to others; after 十 a digit is what it says.
            if (digit == 0 || (unit ?? 1) >= lastUnit || (unit is null && lastUnit is > 10 and < 10_000 && !zero))
            {
                return null;
            }

            (total, lastUnit) = (total + (digit * (unit ?? 1)), unit ?? 1);
        }

        return total > 0 ? total : null;
    }

    private static int? Unit(char character) => character switch { '十' => 10, '百' => 100, '千' => 1000, _ => null };

    private static int? Tens(char character) => character switch { '廿' => 20, '卅' => 30, '卌' => 40, _ => null };

    /// <summary>角 and 分: 五角三分 is 0.53. Empty is 0.</summary>
    private static decimal? ParseCoins(string text)
    {
        decimal value = 0;
        var smallest = 1m;
        foreach (var pair in text.Replace("零", "", StringComparison.Ordinal).Chunk(2))
        {
            decimal? size = pair is [_, var unit] ? unit switch { '角' => 0.1m, '分' => 0.01m, _ => null } : null;
            if (size is not { } worth || worth >= smallest || Digit(pair[0]) is not { } digit)
            {
                return null;
            }

            (value, smallest) = (value + (digit * worth), worth);
        }

        return value;
    }

    private static decimal Power(int tens) => Enumerable.Repeat(10m, tens).Aggregate(1m, (product, ten) => product * ten);
}
