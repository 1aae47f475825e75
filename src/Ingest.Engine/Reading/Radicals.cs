namespace Ingest.Engine.Reading;

/// <summary>Stands in for CjkText.MapRadicals until that is merged; this call site is the only one.</summary>
internal static class Radicals
{
    // U+2E80 on, then U+2F00 on: the character that each radical looks like.
    private const string Supplement =
        "⺀厂⺂⺃⺄亻冂几刀刂卜⺋小小⺎⺏⺐⺑巳幺⺔⺕忄⺗扌攵⺚⺛日月⺞母民氵⺢灬⺤⺥⺦牛犭王疋⺫示礻⺮糹纟⺱⺲⺳⺴⺵羊羊羊耂⺺聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阜雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

    private const string Kangxi =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋"
        + "比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
        + "辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

    public static char Map(char c) => c switch
    {
        >= '\u2E80' and <= '\u2EF3' => Supplement[c - '\u2E80'],
        >= '\u2F00' and <= '\u2FD5' => Kangxi[c - '\u2F00'],
        _ => c,
    };
}
