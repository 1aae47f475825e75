using System.Globalization;

namespace Ingest.Store.Tests.Plausible;

/// <summary>The words of made-up reports. Places and offices are invented.</summary>
internal static class PlausibleWords
{
    private static readonly string[] Places =
        ["临江市", "云岭县", "东湖区", "平川市", "白石县", "青浦江区", "永兴市", "双桥区", "安泰县", "和风市", "龙潭区", "清源县", "望海市", "石门区", "金沙县", "桃林市", "北塘区", "秀水县", "长岭市", "南屏区"];

    private static readonly string[] Offices =
    [
        "教育局", "卫生健康委员会", "农业农村局", "水务局", "交通运输局", "文化和旅游局", "民政局", "生态环境局", "科学技术局", "城市管理局", "图书馆", "博物馆", "人民医院", "疾病预防控制中心",
        "消防救援支队", "气象局", "档案馆", "体育局", "人力资源和社会保障局", "公安局",
    ];

    private static readonly string[] Things =
    [
        "设备购置", "课程建设", "河道整治", "公共图书采购", "养老服务补贴", "疫苗接种", "高标准农田建设", "农村公路养护", "垃圾分类", "信息系统运维", "人才培训", "科普活动", "文物修复", "大气监测",
        "校舍维修", "消防装备更新", "残疾人就业扶持", "全民健身", "档案数字化", "应急演练",
    ];

    private static readonly string[] Qualities = ["扎实推进", "按期完成", "稳步开展", "全面落实", "有序实施"];

    private static readonly string[] Nouns =
        ["服务群众", "培训人员", "受理申请", "开展检查", "发放补贴", "完成改造", "举办活动", "接待来访", "采购设备", "处理投诉", "走访企业", "建立档案"];

    private static readonly string[] Counters = ["人次", "项", "件", "场次", "家", "户", "台", "次"];

    public static IReadOnlyList<string> Departments { get; } = ["办公室", "财务处", "项目管理科", "业务一科", "业务二科", "规划发展处"];

    public static int Units => Places.Length * Offices.Length;

    /// <summary>Category, its points, the names to choose among, and the weights of its rows: 22 rows, 100 points.</summary>
    public static IReadOnlyList<(string Category, int Points, IReadOnlyList<string> Names, IReadOnlyList<decimal> Weights)> Table { get; } =
    [
        ("投入与管理", 36, ["资金使用的合规性", "绩效目标合理性", "项目设立的规范性", "预算执行率", "财务管理制度的健全性", "项目管理制度的健全性", "预算编制的科学性", "立项依据充分性"], [6, 8, 5, 8, 5, 4]),
        ("产出目标", 34, ["培训完成率", "设备采购完成率", "验收合格率", "项目按期完成率", "服务人次完成率", "检查覆盖率", "改造面积完成率", "数据准确率", "补贴发放及时率", "活动举办场次", "资料归档完整率"], [5, 5, 4, 4, 4, 4, 4, 4]),
        ("效果目标", 15, ["服务对象满意度", "群众满意度", "设备利用率", "投诉下降率", "公共服务水平提升", "政策知晓率", "安全事故发生率"], [3, 3, 3, 3, 3]),
        ("影响力目标", 15, ["长效管理机制", "信息共享机制", "人才队伍建设", "社会影响力", "部门协作机制"], [5, 5, 5]),
    ];

    public static string Unit(int number) => Places[number % Places.Length] + Offices[number / Places.Length % Offices.Length];

    public static T Pick<T>(Random chance, IReadOnlyList<T> words) => words[chance.Next(words.Count)];

    public static string Project(Random chance, string unit) => $"{Pick(chance, Things)}{(chance.Next(3) == 0 ? "专项" : "项目")}（{unit[..^1]}）";

    public static string Goal(Random chance, string project) => string.Create(
        CultureInfo.InvariantCulture, $"通过实施{project}，{Pick(chance, Nouns)}{chance.Next(20, 900)}{Pick(chance, Counters)}，服务对象满意度达到{chance.Next(85, 98)}%以上，提升公共服务水平。");

    public static string Achievement(Random chance, int year) => chance.Next(5) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{Pick(chance, Qualities)}{Pick(chance, Things)}。{year}年共{Pick(chance, Nouns)}{chance.Next(30, 9_000)}{Pick(chance, Counters)}，比上年增长{chance.Next(1, 400) / 10.0:0.0}%，完成年度目标的{chance.Next(900, 1_100) / 10.0:0.0}%。"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{Pick(chance, Things)}方面，投入资金{chance.Next(1_000, 90_000) / 100.0:0.00}万元，{Pick(chance, Nouns)}{chance.Next(3, 400)}{Pick(chance, Counters)}，验收合格率{chance.Next(950, 1_000) / 10.0:0.0}%。"),
        2 => string.Create(CultureInfo.InvariantCulture, $"组织开展问卷调查，发放问卷{chance.Next(100, 900)}份，收回{chance.Next(80, 100)}份以上，服务对象满意度为{chance.Next(850, 999) / 10.0:0.0}%，群众反映的{chance.Next(3, 40)}个问题均已整改。"),
        3 => string.Create(CultureInfo.InvariantCulture, $"截至{year}年12月底，累计{Pick(chance, Nouns)}{chance.Next(1, 90)}.{chance.Next(1, 9)}万余{Pick(chance, Counters)}，覆盖{chance.Next(5, 60)}个街道（镇），财政资金{chance.Next(1, 30)}.{chance.Next(10, 99)}亿元全部到位。"),
        _ => $"{Pick(chance, Qualities)}制度建设，修订完善管理办法，明确职责分工，加强部门之间的协作，{Pick(chance, Things)}工作的规范化水平进一步提高，形成了长效管理机制。",
    };

    public static string Problem(Random chance) => Pick(chance,
    [
        "预算执行进度偏慢，部分支出集中在第四季度，资金使用效益有待进一步提高，预算编制与实际需求存在一定差距。",
        "绩效指标设置不够细化，部分指标难以量化考核，基层单位对绩效管理的认识还不到位，数据收集不够及时。",
        "专业技术人员不足，设备维护依赖外部单位，信息系统之间尚未完全互通，影响了工作效率和服务质量。",
        "受天气和审批流程影响，个别子项目开工时间晚于计划，工期偏紧，验收资料归档不够完整。",
    ]);

    public static string Measure(Random chance) => Pick(chance,
    [
        "提前谋划项目，细化预算编制，按月通报执行进度，对进度滞后的项目及时约谈，确保资金按计划使用。",
        "完善绩效指标体系，加强培训指导，建立数据定期报送制度，将评价结果与下年度预算安排挂钩。",
        "加强人才引进和培养，推进信息系统整合，建立设备维护台账，提高服务的及时性和准确性。",
        "优化审批流程，提前完成前期工作，加强施工管理和监督检查，按要求做好验收和归档。",
    ]);
}
