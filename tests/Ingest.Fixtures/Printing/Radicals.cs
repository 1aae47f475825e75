using System.Collections.Frozen;

namespace Ingest.Fixtures.Printing;

/// <summary>
/// Printers that pick the first code of a shared glyph write ⽬ ⾦ ⼊ into the text layer for 目 金 入. The Chromium of today no longer
/// does, the archives are full of it: layouts that want it are printed from the radicals themselves, which look the same.
/// </summary>
internal static class Radicals
{
    // U+2F00 to U+2FD5 in order: the characters that Unicode gives as their equivalents.
    private const string Kangxi =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢" +
        "尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火" +
        "爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿" +
        "肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹" +
        "雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

    // Of U+2E80 to U+2EF3 those that occur for simplified characters.
    private const string SupplementRadicals = "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻰";
    private const string SupplementCharacters = "民西见角贝车长门青页风飞食马鱼鸟麦黄齐龙";

    private static readonly FrozenDictionary<char, char> ToCharacter = Kangxi.Select((character, index) => ((char)(0x2F00 + index), character))
        .Concat(SupplementRadicals.Zip(SupplementCharacters)).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    private static readonly FrozenDictionary<char, char> ToRadical = ToCharacter.DistinctBy(pair => pair.Value)
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Put(string text) => string.Concat(text.Select(c => ToRadical.GetValueOrDefault(c, c)));

    public static string Undo(string text) => string.Concat(text.Select(c => ToCharacter.GetValueOrDefault(c, c)));
}
