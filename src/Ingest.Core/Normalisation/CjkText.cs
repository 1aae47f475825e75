using System.Text;

namespace Ingest.Core.Normalisation;

/// <summary>Repairs what printing does to Chinese text; never what its author did.</summary>
public static class CjkText
{
    // U+2F00–2FD5 in order, after Unicode's EquivalentUnifiedIdeograph.txt, but for one: ⼾ (U+2F3E) is 戶 there. The
    // simplified fonts (Noto CJK SC, Sans and Serif) draw ⼾ and 户 with one glyph, so that Chromium's PDFs say ⼾ for 户.
    private const string Kangxi =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火" +
        "爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑" +
        "非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

    // U+2E80–2EF3 in order, after the same file; the two that have no ideograph (⺀, ⺚) stand for themselves.
    private const string Supplement =
        "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨" +
        "青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

    private static readonly string[] SupplementRunes = [.. Supplement.EnumerateRunes().Select(rune => rune.ToString())];

    /// <summary>Kangxi and other radicals (U+2F00–2FD5, U+2E80–2EF3) as the ideographs that are meant; all else as it is.</summary>
    public static string MapRadicals(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u2e80', '\u2fd5'))
        {
            return text;
        }

        var mapped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                >= '\u2f00' and <= '\u2fd5' => mapped.Append(Kangxi[character - '\u2f00']),
                >= '\u2e80' and <= '\u2ef3' => mapped.Append(SupplementRunes[character - '\u2e80']),
                _ => mapped.Append(character),
            };
        }

        return mapped.ToString();
    }

    /// <summary>
    /// The text of a paragraph that is printed over <paramref name="lines"/>. Between lines nothing is put, but a space
    /// between two Latin words ("New" + "York"); digits that a line end breaks come together ("42." + "31亿元"). Inside a
    /// line a single space stays where both neighbours are neither Han nor full-width. A hyphen at a line end stays and
    /// takes no space: whether it was there before the line broke, the page does not tell. Radicals become ideographs.
    /// </summary>
    public static string Join(IEnumerable<string> lines)
    {
        var joined = new StringBuilder();
        foreach (var line in lines.SelectMany(text => text.Split('\n', '\r', '\f', '\v', '\u2028', '\u2029', '\u0085')))
        {
            var clean = Characters.CollapseSpace(MapRadicals(line));
            if (clean.Length == 0)
            {
                continue;
            }

            if (joined.Length > 0 && IsLatinSeam(joined, clean[0]))
            {
                joined.Append(' ');
            }

            AppendLine(joined, clean);
        }

        return joined.ToString();
    }

    private static void AppendLine(StringBuilder joined, string line)
    {
        for (var index = 0; index < line.Length; index++)
        {
            // Collapsed and trimmed: a space always has a neighbour on both sides.
            if (line[index] != ' ' || !(Characters.IsWide(line[index - 1]) || Characters.IsWide(line[index + 1])))
            {
                joined.Append(line[index]);
            }
        }
    }

    /// <summary>A letter, or punctuation that ends a Latin word, before a letter. A full stop only before a capital: it may be a URL's.</summary>
    private static bool IsLatinSeam(StringBuilder before, char next)
    {
        var last = before[^1];
        if (!Characters.IsLatinLetter(next) || Characters.IsLatinLetter(last))
        {
            return Characters.IsLatinLetter(next);
        }

        var closes = last is ',' or ';' or ':' or '!' or '?' or ')' || (last == '.' && char.IsUpper(next));
        return closes && before.Length > 1 && Characters.IsLatinLetter(before[^2]);
    }
}
