namespace Ingest.Web.Layout;

/// <summary>The rules' ids as people say them; one that is not listed keeps its id.</summary>
internal static class RuleNames
{
    private static readonly Dictionary<string, (string Chinese, string English)> Names = new(StringComparer.Ordinal)
    {
        ["category-points-mismatch"] = ("一级指标分值不符", "category points"),
        ["cell-lost"] = ("单元格内容缺失", "lost cell"),
        ["choice-unclear"] = ("选择不明确", "unclear choice"),
        ["evaluation-date-early"] = ("自评时间过早", "early date"),
        ["execution-rate-mismatch"] = ("执行率不符", "execution rate"),
        ["execution-score-mismatch"] = ("执行得分不符", "execution score"),
        ["field-blank"] = ("内容为空", "blank field"),
        ["field-missing"] = ("未找到字段", "missing field"),
        ["figure-unit-contradiction"] = ("数字单位矛盾", "units that contradict"),
        ["full-score-despite-miss"] = ("未完成却满分", "full score despite a miss"),
        ["fund-rate-mismatch"] = ("资金执行率不符", "fund rate"),
        ["funds-total-mismatch"] = ("资金合计不符", "funds total"),
        ["grade-mismatch"] = ("等级不符", "grade"),
        ["learned-label"] = ("栏目由模型推断", "learned label"),
        ["level-points-mismatch"] = ("二级指标分值不符", "level points"),
        ["low-confidence"] = ("识别置信度低", "low confidence"),
        ["money-unit-unknown"] = ("金额单位不明", "unknown unit of money"),
        ["no-indicators"] = ("没有指标行", "no indicators"),
        ["page-unreadable"] = ("页面无法读取", "unreadable page"),
        ["page-without-report"] = ("页面不属于任何报告", "page without report"),
        ["page-without-text"] = ("页面没有文字", "page without text"),
        ["read-by-sums"] = ("按合计关系取值", "read by sums"),
        ["reason-missing"] = ("缺少原因说明", "missing reason"),
        ["row-doubtful"] = ("整行存疑", "row in doubt"),
        ["row-order-unsettled"] = ("行序存疑", "unsettled order of rows"),
        ["score-exceeds-weight"] = ("得分超过权重", "score above weight"),
        ["score-total-mismatch"] = ("得分合计不符", "total of scores"),
        ["section-reordered"] = ("段落已重排", "reordered section"),
        ["sums-undecided"] = ("合计关系未决", "sums undecided"),
        ["template-residue"] = ("模板遗留文字", "words of the template"),
        ["dump-table-doubtful"] = ("转储表格存疑", "table of a dump in doubt"),
        ["dump-text-mixed"] = ("转储段落混杂", "text of a dump mixed"),
        ["dump-fields-doubtful"] = ("转储栏目存疑", "fields of a dump in doubt"),
        ["text-layer-poor"] = ("文字层质量差", "poor text layer"),
        ["text-layer-senseless"] = ("文字层无意义", "senseless text layer"),
        ["text-unread"] = ("文字未识别", "unread text"),
        ["value-unreadable"] = ("内容无法识别", "unreadable value"),
        ["weight-total-mismatch"] = ("权重合计不符", "total of weights"),
        ["weight-total-not-100"] = ("权重合计不为 100", "weights not 100"),
    };

    public static string Of(string rule, PageContext page) =>
        Names.TryGetValue(rule, out var name) ? page.Say(name.Chinese, name.English) : rule;
}
