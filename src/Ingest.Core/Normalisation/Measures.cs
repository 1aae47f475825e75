using System.Text.RegularExpressions;
using Ingest.Core.Reports;

namespace Ingest.Core.Normalisation;

/// <summary>Targets and what became of them: "≥95%", "100百分比", "不少于3次", "及时".</summary>
public static partial class Measures
{
    /// <summary>
    /// Takes a target apart. One number with an operator in front, or a word that means one (不低于, 95%以上), and a unit
    /// behind; anything else (a date, a range, a sentence) is a text. Null for a blank.
    /// </summary>
    /// <param name="text">As printed, its lines joined; without the parts that stand in columns of their own.</param>
    /// <param name="sign">The operator from a column of its own; "" where there is none.</param>
    /// <param name="unit">The unit from a column of its own; "" where there is none.</param>
    public static MeasureValue? Parse(string text, string sign = "", string unit = "")
    {
        var whole = CjkText.Join([text]);
        var ownUnit = Blanks.IsBlank(unit) ? null : CjkText.Join([unit]);
        var ownSign = Blanks.IsBlank(sign) ? null : Operator(Characters.RemoveSpace(Characters.ToHalfWidth(sign)));
        if (Blanks.IsBlank(whole))
        {
            return null;
        }

        var match = Shape().Match(Characters.RemoveSpace(Characters.ToHalfWidth(whole)));
        if (!match.Success || Digits.Parse(match.Groups["number"].Value) is not { } number)
        {
            return new MeasureValue(ownSign, null, ownUnit, whole);
        }

        var printed = Operator(match.Groups["sign"].Value) ?? Operator(match.Groups["behind"].Value);
        return new MeasureValue(ownSign ?? printed, number, UnitOf(match.Groups["unit"].Value) ?? ownUnit, null);
    }

    /// <summary>Whether a column of operators says one; 定性 and 正向 are none.</summary>
    public static bool IsOperator(string sign) => Operator(Characters.RemoveSpace(Characters.ToHalfWidth(sign))) is not null;

    private static string? UnitOf(string unit) => unit.Length == 0 ? null : unit;

    private static string? Operator(string sign) => sign switch
    {
        "≥" or ">=" or "=>" or "≧" or "⩾" or "﹥=" or "大于等于" or "大于或等于" or "不低于" or "不少于" or "不小于" or "至少" or "以上" or "及以上" => "≥",
        "≤" or "<=" or "=<" or "≦" or "⩽" or "﹤=" or "小于等于" or "小于或等于" or "不高于" or "不超过" or "不大于" or "不多于" or "至多" or "以下" or "及以下" or "以内" => "≤",
        ">" or "﹥" or "大于" or "高于" or "超过" => ">",
        "<" or "﹤" or "小于" or "低于" or "少于" => "<",
        "=" or "﹦" or "等于" => "=",
        "≠" or "不等于" => "≠",
        _ => null,
    };

    [GeneratedRegex(
        @"^(?<sign>≥|≤|>=|<=|=>|=<|≧|≦|⩾|⩽|﹥=|﹤=|>|<|﹥|﹤|=|﹦|≠|大于或?等于|小于或?等于|不低于|不少于|不小于|不高于|不超过|不大于|不多于|不等于|至少|至多|大于|小于|高于|低于|少于|超过|等于)?" +
        @"(?<number>-?[0-9][0-9,]*(\.[0-9]+)?)(?<unit>[%‰℃]|[^0-9，。；：,.;:()（）、~～\-—<>=≥≤+]{1,8}?)?(?<behind>及?以上|及?以下|以内)?$")]
    private static partial Regex Shape();
}
