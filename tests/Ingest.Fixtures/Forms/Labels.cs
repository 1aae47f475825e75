using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>The form's labels in a layout's spacing, brackets, unit and colon.</summary>
internal sealed class Labels(LabelLook look, ValueLook values)
{
    private string MoneyUnitName => values.Money == MoneyUnit.Yuan ? "元" : "万元";

    public string Of(string key) => Dress(key) + look.Colon;

    /// <summary>Column heads and 合计 carry no colon.</summary>
    public string Bare(string label) => Space(label);

    private string Dress(string key) => look.Words.TryGetValue(key, out var words) ? Space(words) : key switch
    {
        "projectName" => Space("项目名称"),
        "budgetUnit" => Space("预算单位"),
        "implementingDepartments" => Space("具体实施处") + Bracket("科室"),
        "isRecurring" => Space("是否为经常性项目"),
        "currentYearBudget" => Space("当年预算数") + Unit(MoneyUnitName),
        "previousYearBudget" => Space("上年预算金额") + Unit(MoneyUnitName),
        "executedAmount" => Space("预算执行数") + Unit(MoneyUnitName),
        "executionRate" => Space("预算执行率") + Unit("%"),
        "annualGoal" => Space("项目年度总目标"),
        "selfEvaluationDate" => Space("自评时间"),
        "grade" => Space("绩效等级"),
        "keyAchievements" => Space("主要绩效"),
        "mainProblems" => Space("主要问题"),
        "improvementMeasures" => Space("改进措施"),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no such label"),
    };

    private string Unit(string unit) => values.UnitInValue || look.Brackets == Brackets.None ? "" : Bracket(unit);

    private string Bracket(string inner) => look.Brackets == Brackets.Ascii ? $"({inner})" : $"（{inner}）";

    private string Space(string label) => label.Length <= look.SpacedUpTo ? string.Join(look.Spacing, label.ToCharArray()) : label;
}
