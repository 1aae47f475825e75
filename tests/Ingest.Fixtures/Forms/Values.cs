using System.Globalization;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>Canonical values in a layout's printing: 1850000 as 185.00 under 万元, 2019-01-15 as 二〇一九年一月十五日.</summary>
internal sealed class Values(ValueLook look)
{
    private const string HanDigits = "〇一二三四五六七八九";

    /// <summary>The header fields by key; what the record says to print goes first.</summary>
    public string Header(string key, FormRecord record) => record.Printed.TryGetValue(key, out var printed) ? printed : key switch
    {
        "projectName" => record.ProjectName ?? "",
        "budgetUnit" => record.BudgetUnit ?? "",
        "implementingDepartments" => string.Join(look.DepartmentSeparator, record.ImplementingDepartments),
        "isRecurring" => Choice(record.IsRecurring),
        "currentYearBudget" => Money(record.CurrentYearBudget),
        "previousYearBudget" => Money(record.PreviousYearBudget),
        "executedAmount" => Money(record.ExecutedAmount),
        "executionRate" => Rate(record.ExecutionRate),
        "selfEvaluationDate" => Date(record.SelfEvaluationDate),
        "grade" => record.Grade ?? "",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no such header field"),
    };

    public string Score(decimal? score) => score is { } value ? Width(Fixed(value, look.ScoreDecimals, grouped: false)) : "";

    public string Points(string pattern, decimal points) =>
        string.Format(CultureInfo.InvariantCulture, pattern, Width(Fixed(points, 0, grouped: false)));

    public string EmptyOr(string? text) => string.IsNullOrEmpty(text) ? look.EmptyCell : text;

    public string Money(decimal? yuan)
    {
        if (yuan is not { } value)
            return "";
        var shown = look.Money == MoneyUnit.TenThousand ? value / 10_000m : value;
        var unit = look.UnitInValue ? (look.Money == MoneyUnit.TenThousand ? "万元" : "元") : "";
        return Width(Fixed(shown, look.MoneyDecimals, look.GroupThousands)) + unit;
    }

    public string Rate(decimal? percent) =>
        percent is { } value ? Width(Fixed(value, look.RateDecimals, grouped: false) + (look.PercentSign ? "%" : "")) : "";

    // The fewest decimals the layout asks for, and as many more as it takes to lose nothing.
    private static string Fixed(decimal value, int decimals, bool grouped)
    {
        var whole = grouped ? "#,##0" : "0";
        var fraction = decimals > 0 ? "." : "";
        var format = whole + (fraction.Length > 0 ? fraction + new string('0', decimals) + new string('#', 6 - decimals) : ".######");
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private string Choice(bool? yes) => look.Choice switch
    {
        ChoiceStyle.Word => yes switch { true => "是", false => "否", null => "" },
        ChoiceStyle.TickedBox => $"{(yes is true ? '☑' : '□')}是 {(yes is false ? '☑' : '□')}否",
        ChoiceStyle.FilledBox => $"{(yes is true ? '■' : '□')}是　{(yes is false ? '■' : '□')}否",
        ChoiceStyle.TickAfter => $"是{(yes is true ? "√" : "")}　否{(yes is false ? "√" : "")}",
        ChoiceStyle.BracketTick => $"是（{(yes is true ? "√" : "　")}）否（{(yes is false ? "√" : "　")}）",
        _ => throw new InvalidOperationException($"no such choice style: {look.Choice}"),
    };

    private string Date(string? iso)
    {
        if (iso is null)
            return "";
        var parts = iso.Split('-');
        if (look.Date == DateStyle.HanNumerals)
            return string.Concat(parts.Zip("年月日", (part, unit) => (unit == '年' ? HanYear(part) : HanNumber(part)) + unit));
        var plain = look.Date switch
        {
            DateStyle.Iso => iso,
            DateStyle.Han => string.Concat(parts.Zip("年月日", (part, unit) => part.TrimStart('0') + unit)),
            DateStyle.Slash => string.Join('/', parts.Select(part => part.TrimStart('0'))),
            DateStyle.Dot => string.Join('.', parts),
            _ => throw new InvalidOperationException($"no such date style: {look.Date}"),
        };
        return Width(plain);
    }

    private static string HanYear(string digits) => string.Concat(digits.Select(digit => HanDigits[digit - '0']));

    private static string HanNumber(string digits)
    {
        var (tens, ones) = Math.DivRem(int.Parse(digits, CultureInfo.InvariantCulture), 10);
        var head = tens switch { 0 => "", 1 => "十", _ => HanDigits[tens] + "十" };
        return head + (ones == 0 ? "" : HanDigits[ones].ToString());
    }

    // U+FF01 to U+FF5E stand for the whole of printable ASCII, in its order.
    private string Width(string text) => look.FullWidth ? string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)) : text;
}
