using System.Globalization;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Rules that look at one field at a time.</summary>
internal static class FieldRules
{
    /// <summary>A required field whose label is not on the page; a total that is not there is only worth a note.</summary>
    public static IEnumerable<Finding> FieldMissing(ValidationSubject subject) =>
        subject.Header().Where(item => item.Required).Concat(subject.Totals())
            .Where(item => item.IsEmpty && !item.IsOnPage)
            .Select(item => new Finding(
                "field-missing",
                item.Required ? Severity.Warning : Severity.Info,
                item.Path,
                $"页面上未找到“{item.Label}”。",
                $"'{item.Label}' was not found on the page."));

    /// <summary>The label is there and nothing behind it; of the table's cells only weight and score must hold something.</summary>
    public static IEnumerable<Finding> FieldBlank(ValidationSubject subject) =>
        subject.Header().Concat(subject.Totals()).Where(item => item.IsOnPage)
            .Concat(subject.Cells().Where(item => item.Kind == FieldKind.Number))
            .Where(item => item.IsEmpty && item.Kind != FieldKind.Choice)
            .Select(item => new Finding("field-blank", Severity.Info, item.Path, $"“{item.Label}”为空。", $"'{item.Label}' is blank."));

    /// <summary>Something is printed that is no amount, date, number … A dash, a slash or 无 says that there is none.</summary>
    public static IEnumerable<Finding> ValueUnreadable(ValidationSubject subject) =>
        subject.Items()
            .Where(item => item.Kind is not (FieldKind.Text or FieldKind.Narrative or FieldKind.Category or FieldKind.Choice
                or FieldKind.Level or FieldKind.Item or FieldKind.Measure))
            .Where(item => item.Field.Value is null && !Blanks.IsBlank(item.Field.Raw) && !Blanks.IsNothing(item.Field.Raw))
            .Select(item => new Finding(
                "value-unreadable",
                Severity.Warning,
                item.Path,
                $"“{item.Label}”的内容“{item.Field.Raw}”无法识别为{KindName(item.Kind)}。",
                $"'{item.Label}' says '{item.Field.Raw}', which cannot be read as {KindNameEn(item.Kind)}."));

    /// <summary>Neither 是 nor 否, or both.</summary>
    public static IEnumerable<Finding> ChoiceUnclear(ValidationSubject subject) =>
        subject.Header()
            .Where(item => item.Kind == FieldKind.Choice && item.Field.Value is null && (item.IsOnPage || !item.IsEmpty))
            .Select(item => Blanks.IsBlank(item.Field.Raw)
                ? new Finding("choice-unclear", Severity.Info, item.Path, $"“{item.Label}”未填写。", $"'{item.Label}' is not answered.")
                : new Finding(
                    "choice-unclear",
                    Severity.Warning,
                    item.Path,
                    $"“{item.Label}”的选择不明确：“{item.Field.Raw}”。",
                    $"'{item.Label}' is not clearly answered: '{item.Field.Raw}'."));

    /// <summary>A year is evaluated when it is over.</summary>
    public static IEnumerable<Finding> EvaluationDateEarly(ValidationSubject subject)
    {
        if (subject.Report.Find("selfEvaluationDate")?.Value is DateValue date && subject.Report.Number("fiscalYear") is { } year and >= 1 and <= 9999 &&
            date.Last < new DateOnly((int)year, 12, 31))
        {
            yield return new Finding(
                "evaluation-date-early",
                Severity.Warning,
                "selfEvaluationDate",
                string.Create(CultureInfo.InvariantCulture, $"自评时间{date.Iso}早于{year:0}年度结束（{year:0}-12-31）。"),
                string.Create(CultureInfo.InvariantCulture, $"The self-evaluation is dated {date.Iso}, before fiscal year {year:0} ends ({year:0}-12-31)."));
        }
    }

    /// <summary>What the template left in a value's place, 指标2：, …… or a hint in brackets, is dropped from the value.</summary>
    public static IEnumerable<Finding> TemplateResidue(ValidationSubject subject) =>
        subject.Items()
            .Where(item => item.Kind != FieldKind.Narrative && Templates.HasResidue(item.Field.Raw, subject.Pack.Hints))
            .Select(item => new Finding(
                "template-residue",
                Severity.Info,
                item.Path,
                $"“{item.Label}”中的“{item.Field.Raw}”含有模板遗留文字，未计入取值。",
                $"'{item.Label}' says '{item.Field.Raw}', which holds words of the template; they are no part of the value."));

    /// <summary>Read, but not surely enough to go unseen. What a dump does not settle is said once for all its values.</summary>
    public static IEnumerable<Finding> LowConfidence(ValidationSubject subject) =>
        subject.Items()
            .Where(item => !item.IsEmpty && item.Field.Evidence.Source != TextSource.Dump && item.Field.Evidence.Confidence is > 0 and < Extraction.ReviewThreshold)
            .Select(item => new Finding(
                "low-confidence",
                Severity.Warning,
                item.Path,
                string.Create(CultureInfo.InvariantCulture, $"“{item.Label}”的识别置信度为{item.Field.Evidence.Confidence:0.00}，低于{Extraction.ReviewThreshold:0.00}。"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{item.Label}' was read with confidence {item.Field.Evidence.Confidence:0.00}, below {Extraction.ReviewThreshold:0.00}.")));

    private static string KindName(FieldKind kind) => kind switch
    {
        FieldKind.Amount => "金额",
        FieldKind.Rate => "百分比",
        FieldKind.Date => "日期",
        FieldKind.Year => "年度",
        FieldKind.Number => "数字",
        FieldKind.Organisations => "部门名称",
        _ => "有效内容",
    };

    private static string KindNameEn(FieldKind kind) => kind switch
    {
        FieldKind.Amount => "an amount",
        FieldKind.Rate => "a rate",
        FieldKind.Date => "a date",
        FieldKind.Year => "a year",
        FieldKind.Number => "a number",
        FieldKind.Organisations => "names of departments",
        _ => "a value",
    };
}
