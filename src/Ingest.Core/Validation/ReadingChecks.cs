using Ingest.Core.Reports;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Validation;

/// <summary>Doubts that arose while the page was read: which text belongs where.</summary>
public static class ReadingChecks
{
    public static IReadOnlyList<Finding> Validate(FormReading reading) =>
    [
        .. from capture in reading.Captures where capture.Doubt is not null select ToFinding(capture.Doubt!, capture.Field.Key),
        .. from row in (reading.Table?.Rows ?? []).Index() where row.Item.Doubt is not null
           select ToFinding(row.Item.Doubt!, FormattableString.Invariant($"indicators[{row.Index}]")),
        .. EmptyRows(reading),
        .. UnitUnknown(reading),
    ];

    /// <summary>Rows of the template that nobody filled in are no indicators.</summary>
    private static IEnumerable<Finding> EmptyRows(FormReading reading) => reading.EmptyRows == 0 ? [] :
    [
        new Finding(
            "template-residue", Severity.Info, "indicators",
            FormattableString.Invariant($"指标表中有 {reading.EmptyRows} 行为未填写的模板行，未计为指标。"),
            FormattableString.Invariant($"{reading.EmptyRows} rows of the table are the template's own and were left out.")),
    ];

    /// <summary>Neither 元 nor 万元 stands anywhere near the amounts: they are taken for yuan.</summary>
    private static IEnumerable<Finding> UnitUnknown(FormReading reading) =>
        reading.Funds.Count == 0 || reading.Funds.Any(row => row.Units.Values.Any(unit => unit is not null and not "%" and not "分")) ? [] :
        [
            new Finding(
                "money-unit-unknown", Severity.Info, "funds",
                "资金表未注明金额单位，按元处理。", "The table of funds names no unit of money; its amounts are taken as yuan."),
        ];

    private static Finding ToFinding(Doubt doubt, string path) =>
        new(doubt.Rule, Severity.Info, path, doubt.Message, doubt.MessageEn);
}
