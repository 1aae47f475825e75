using FsCheck.Fluent;
using FsCheck;
using Ingest.Core.Classes;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Core.Tests.Reports;

/// <summary>Random extractions with every kind of value, for properties of the JSON contract.</summary>
internal static class ExtractionGenerator
{
    // Whole characters, not UTF-16 units: half a pair is no text, and JSON cannot carry it.
    private static readonly string[] Characters =
        ["项", "目", "，", "（", "“", "\"", "\\", "/", " ", "\n", "\t", "\u3000", "\u00a0", "a", "Z", "0", ".", "+", "<", "&", "'", "\u2f6c", "𠀀", "😀", "\u0001"];

    private static readonly Gen<string> Texts = Gen.ArrayOf(Gen.Elements(Characters)).Select(string.Concat);

    private static readonly Gen<decimal> Numbers =
        from units in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from scale in Gen.Choose(0, 4)
        select units / (decimal)Math.Pow(10, scale);

    private static readonly Gen<DateValue> Dates =
        from year in Gen.Choose(1949, 2100)
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 28)
        from style in Gen.Choose(0, 2)
        select style switch
        {
            0 => IsoDates.OfDay(new DateOnly(year, month, day)),
            1 => IsoDates.OfMonth(year, month),
            _ => IsoDates.OfYear(year),
        };

    private static readonly Gen<Evidence> Seen =
        from page in Gen.Choose(1, 9)
        from corners in Gen.ArrayOf(Gen.Choose(0, 100_000), 4)
        from lines in Gen.Elements(true, false)
        from source in Gen.Elements(Enum.GetValues<TextSource>())
        from confidence in Gen.Choose(0, 1000)
        select new Evidence(
            [
                lines
                    ? new Region(page, default, (corners[0], corners[1]))
                    : new Region(page, new Box(corners[0] / 100.0, corners[1] / 100.0, corners[2] / 100.0, corners[3] / 100.0)),
            ],
            source,
            confidence / 1000.0);

    private static readonly Gen<Finding> Findings =
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        from message in Texts
        select new Finding("some-rule", severity, "projectName", message, "en");

    public static readonly Gen<Extraction> Extractions =
        from kind in Gen.Elements(Enum.GetValues<DocumentKind>())
        from findings in Gen.ListOf(Findings)
        from count in Gen.Choose(0, 3)
        from reports in Gen.CollectToList(Enumerable.Range(1, count), Reports)
        select new Extraction("文件.pdf", "00ff", 3, kind, [.. findings], [.. reports]);

    private static Gen<Report> Reports(int ordinal) =>
        from fields in Gen.CollectToList(new[] { "projectName", "currentYearBudget", "isRecurring", "implementingDepartments", "selfEvaluationDate" }, FieldOf)
        from rowCount in Gen.Choose(0, 4)
        from rows in Gen.CollectToList(Enumerable.Range(1, rowCount), Indicators)
        from totals in Gen.CollectToList(new[] { "totalWeight", "totalScore" }, FieldOf)
        from findings in Gen.ListOf(Findings)
        select new Report(new ReportKey(ordinal, ordinal, ordinal + 1), "shanghai-project", [.. fields], [.. rows], [.. totals], [.. findings]);

    private static Gen<Indicator> Indicators(int ordinal) =>
        from cells in Gen.CollectToList(new[] { "category", "categoryPoints", "name", "score" }, FieldOf)
        from given in Gen.Elements<IndicatorClass?>(null, new("quantity", ClassSource.Learned, 0.5), new("cost", ClassSource.Printed, 1))
        select new Indicator(ordinal, [.. cells]) { Class = given };

    /// <summary>Raw is never empty: of a cell with nothing in it the contract keeps no evidence, so there is none to read back.</summary>
    private static Gen<Field> FieldOf(string key) =>
        from value in ValueOf(key)
        from isNull in Gen.Elements(true, false, false)
        from raw in Texts
        from evidence in Seen
        select new Field(key, isNull ? null : value, "印" + raw, evidence);

    private static Gen<FieldValue> ValueOf(string key) => key switch
    {
        "isRecurring" => Gen.Elements(true, false).Select(flag => (FieldValue)new FlagValue(flag)),
        "implementingDepartments" => Gen.ListOf(Texts).Select(items => (FieldValue)new ListValue([.. items])),
        "selfEvaluationDate" => Dates.Select(date => (FieldValue)date),
        "projectName" or "category" or "name" => Texts.Select(text => (FieldValue)new TextValue(text)),
        _ => Numbers.Select(number => (FieldValue)new NumberValue(number)),
    };
}
