using System.Text.RegularExpressions;

namespace Ingest.Core.Figures;

/// <summary>
/// The units that reports count in: measure words of modern Chinese, money, and the usual physical units. A measure word that
/// begins another word (部门, 组织, 条件) is none there.
/// </summary>
internal static partial class FigureUnits
{
    private const string Money = "美元|美金|欧元|日元|英镑|港元|港币|澳元|加元|韩元|卢布|瑞士法郎|澳门元|新台币|(?:人民币)?元(?!旦|素|件)";
    private const string Per = "(?:/(?:平方米|立方米|公里|千米|m[23²³]|人次|人|户|亩|吨|年|月|日|天|小时|次|件|页|度|套|台|个|学时|课时|升|L|㎡))?";

    /// <summary>元, 平方米, 人次 … from where the search begins; the longest that fits.</summary>
    public const string Pattern =
        "(?:(?<money>" + Money + ")" + Per +
        "|(?<share>%|‰|个?百分点)|(?<times>倍)" +
        "|(?<area>平方公里|平方千米|平方米|平方|平米|㎡|[kK]?m2(?![0-9])|[kK]?m²|公顷|亩)" + Per +
        "|(?<span>个月|个工作日|工作日|个星期|个小时|小时|分钟|秒钟|秒|天|日(?=[内后前起之以])|周年|周(?!边|期|年|末|岁|转|围)|个季度|季度|年(?!级|均|轻|龄|鉴|货|报|审|检|会|度|底|初|末))" +
        "|(?<measure>(?:千克|公斤|吨)标准煤|公里|千米|延米|厘米|毫米|纳米|微米|海里|米|立方米|立方|方(?!式|面|案|法|向|便|可|位|针)|毫升|升(?!级|至|到|高)|千瓦时|兆瓦时|千瓦|兆瓦|千伏安|千伏|万伏|伏|度(?!过|假)|公斤|千克|毫克|微克|克(?!服|隆)|吨公里|吨|担|斤|摄氏度|℃|°C|分贝|周岁|岁|" +
            "(?:[kMGT]?Wh?|[kK]?VA|[kKcmMn]?m3?|m³|k?g|mg|μg|t|L|ml|[KMGT]B|[KMG]bps|[kMG]?Hz|DPI|dpi)(?![A-Za-z0-9]))" + Per +
        "|(?<count>(?:人|场|批|家|户|校|册|剂|架|辆|项|件|台|例|车|班|艘|头|床|课|站|条|点|所|店|单|村|组|宗|起|份|篇|名|位|本|部|套|只|队|个)/?次" +
            "|人份|人天|人日|人月|人年|件[/(（]套[)）]?|台[/(（]套[)）]?|件套|台套|大类|小类|课时|学时|学分|标段|" +
            "个(?!人(?:以|承|申|信|独)|体|性|案|别)|项|件|家|户(?!籍|外|口|均)|人(?!均|民币|力资源|大代表)|名(?!称|单|录|额|牌)|位(?!于|置|居|一体)|次(?!要|日|年)|场(?!所|地|馆|景)|批(?!准|复|评)|期(?!间|刊|货|望)|台(?!账|阶|风|湾)|" +
            "套(?!餐)|辆|艘|架(?!构)|条(?!件|例|款|线)|篇|份(?!额)|册|本(?!市|区|年|省|县|级|着|单位|项|辖|科|级|地|次)|部(?!门|分|署|长|委|队|级)|张(?!贴)|座(?!谈)|处(?!理|置|于|室|级|罚)|所(?!有|需|在|属|以|得)|间(?!接|隔)|幢|栋|棵|株|头|只|羽|匹|尾|" +
            "枚|支(?!付|出|持|部|撑|队)|瓶|盒|箱|袋|包(?!括|含|装|容)|块|片(?!区)|段|节(?!点|能|日|约|水)|门(?!诊|户|槛)|轮(?!岗|换)|组(?!织|成|建|长)|班(?!子)|例(?!如|外)|起(?!来|到|草|步|点|始)|宗|笔|单(?!位|价|独|一)|票|封|幅(?!度)|卷|页(?!面)|字(?!号)|集(?!中|团|体|合|成)|首(?!次|先|批)|剂|" +
            "客(?!户|运|流)|餐|站(?!点)|村|镇|街道|种(?!植|子|类)|款(?!项)|类(?!型|别|似)|样(?!本|品)|桶|根|眼|口|孔|线|路|卡|席|岗|床|组|双|副|届|扇|盏|顶|面(?!积|向|对|临|试|上|板|料|貌|谈|域)|通(?!过|知|报|道|用|信|讯|行|车|常)|趟|具(?!有|体|备)|把(?!握|关|手)|则|粒|束|遍|圈|尊|幕|曲|枝|捆|窝|筐|版|帧|刊|分(?!别|析|布|类|局|中心|公司|会场|为|配|批|期|院|支|钟|享|工|级|散|之|店|项|包|流)))";

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["m2"] = "平方米", ["m²"] = "平方米", ["㎡"] = "平方米", ["平米"] = "平方米", ["平方"] = "平方米", ["km2"] = "平方公里", ["km²"] = "平方公里", ["平方千米"] = "平方公里",
        ["km"] = "公里", ["千米"] = "公里", ["m"] = "米", ["m3"] = "立方米", ["m³"] = "立方米", ["立方"] = "立方米", ["方"] = "立方米", ["kg"] = "公斤", ["千克"] = "公斤", ["t"] = "吨",
        ["kWh"] = "千瓦时", ["kW"] = "千瓦", ["个百分点"] = "百分点", ["美金"] = "美元", ["港币"] = "港元", ["人民币元"] = "元", ["人/次"] = "人次", ["°C"] = "℃", ["摄氏度"] = "℃",
        ["个工作日"] = "工作日", ["个小时"] = "小时", ["秒钟"] = "秒", ["个季度"] = "季度", ["台(套)"] = "台/套", ["台（套）"] = "台/套", ["件(套)"] = "件/套", ["件（套）"] = "件/套",
    };

    private static readonly Dictionary<string, string> Currencies = new(StringComparer.Ordinal)
    {
        ["元"] = "CNY", ["美元"] = "USD", ["欧元"] = "EUR", ["日元"] = "JPY", ["英镑"] = "GBP", ["港元"] = "HKD", ["澳元"] = "AUD", ["加元"] = "CAD", ["韩元"] = "KRW",
        ["卢布"] = "RUB", ["瑞士法郎"] = "CHF", ["澳门元"] = "MOP", ["新台币"] = "TWD",
    };

    /// <summary>One name for each unit: m2 and ㎡ are 平方米. What stands behind a slash stays.</summary>
    public static string Canonical(string unit)
    {
        if (Synonyms.GetValueOrDefault(unit) is { } whole)
        {
            return whole;
        }

        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Synonyms.GetValueOrDefault(unit[..slash]) is { } part ? part + unit[slash..] : unit;
    }

    /// <summary>ISO 4217; null for what is no money.</summary>
    public static string? Currency(string unit) => Currencies.GetValueOrDefault(unit.Split('/')[0]);

    public static FigureKind Kind(Match match) =>
        match.Groups["money"].Success ? FigureKind.Money
        : match.Groups["share"].Success ? FigureKind.Rate
        : match.Groups["times"].Success ? FigureKind.Multiple
        : match.Groups["area"].Success ? FigureKind.Area
        : match.Groups["span"].Success ? FigureKind.Duration
        : match.Groups["measure"].Success ? FigureKind.Measure
        : FigureKind.Count;

    /// <summary>A currency in front of its amount: 欧元120万, ￥5,000; its unit, or null.</summary>
    public static (string Unit, int Length)? Before(string text, int at)
    {
        var match = CurrencyBefore().Match(text[Math.Max(0, at - 6)..at]);
        return !match.Success ? null : (match.Value.Trim() switch
        {
            "¥" or "人民币" => "元",
            "$" or "US$" => "美元",
            "€" => "欧元",
            var name => Canonical(name),
        }, match.Length);
    }

    [GeneratedRegex(@"(?:美元|美金|欧元|日元|英镑|港元|港币|人民币|US\$|\$|¥|€) ?$")]
    private static partial Regex CurrencyBefore();
}
