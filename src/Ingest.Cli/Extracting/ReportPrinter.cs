using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Core.Classes;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Cli.Extracting;

/// <summary>An extraction for eyes: fields under the labels of their form, the table, the findings.</summary>
internal sealed class ReportPrinter(Terminal terminal, IReadOnlyList<FormPack> packs)
{
    public void Print(Extraction extraction)
    {
        terminal.Result(
            FormattableString.Invariant($"{extraction.FileName}: pages {extraction.PageCount}, reports {extraction.Reports.Count}"),
            FormattableString.Invariant($"{extraction.FileName}：{extraction.PageCount} 页，{extraction.Reports.Count} 份报告"));
        PrintFindings(extraction.Findings);
        foreach (var report in extraction.Reports)
        {
            Print(report);
        }
    }

    internal static string Show(FieldValue? value) => value switch
    {
        null => "",
        TextValue text => text.Text,
        NumberValue number => Show(number.Number),
        DateValue date => date.Iso,
        FlagValue flag => flag.Flag ? "是" : "否",
        ListValue list => string.Join("、", list.Items),
        MeasureValue measure => string.Join(' ', new[] { measure.Operator, Show(measure.Value), measure.Unit, measure.Text }.Where(part => !string.IsNullOrEmpty(part))),
        _ => value.ToString() ?? "",
    };

    /// <summary>Digits in groups from five on: a year is none of them.</summary>
    internal static string Show(decimal? number) =>
        number?.ToString(Math.Abs(number.Value) >= 10_000 ? "#,##0.######" : "0.######", CultureInfo.InvariantCulture) ?? "";

    private void Print(Report report)
    {
        var pack = packs.FirstOrDefault(candidate => candidate.Form == report.Form);
        Terminal.Result("");
        terminal.Result(
            FormattableString.Invariant($"== report {report.Key.Ordinal}, pages {report.Key.FirstPage}-{report.Key.LastPage}, {report.Form}"),
            FormattableString.Invariant($"== 第 {report.Key.Ordinal} 份报告，第 {report.Key.FirstPage}-{report.Key.LastPage} 页，{report.Form}"));
        foreach (var field in report.Fields)
        {
            Terminal.Result($"{Label(pack, field.Key)}: {Show(field.Value)}");
        }

        PrintRows(pack, [.. (report.Funds ?? []).Select(line => line.Cells)]);
        PrintRows(pack, [.. report.Indicators.Select(WithClass)]);

        foreach (var total in report.Totals)
        {
            Terminal.Result($"{total.Key}: {Show(total.Value)}");
        }

        PrintFindings(report.Findings);
    }

    /// <summary>A learned class bears a question mark.</summary>
    private IReadOnlyList<Field> WithClass(Indicator row) => row.Class is not { } given ? row.Cells :
    [
        .. row.Cells,
        new Field(
            terminal.Say("class", "分类"),
            new TextValue((terminal.IsChinese ? ClassCatalogue.Default.Names[given.Code] : given.Code) + (given.Source == ClassSource.Learned ? " ?" : "")),
            "", new Evidence([], TextSource.Learned, given.Confidence)),
    ];

    /// <summary>A table; what a target is taken apart into is shown in its place.</summary>
    private void PrintRows(FormPack? pack, IReadOnlyList<IReadOnlyList<Field>> rows)
    {
        var keys = rows.SelectMany(row => row).Where(cell => !IsWhole(rows, cell.Key)).Select(cell => cell.Key).Distinct().ToList();
        if (rows.Count > 0)
        {
            Terminal.Table(
                ["#", .. keys.Select(key => Label(pack, key))],
                rows.Select((row, i) => (IReadOnlyList<string>)
                    [(i + 1).ToString(CultureInfo.InvariantCulture), .. keys.Select(key => Show(row.FirstOrDefault(cell => cell.Key == key)?.Value))]));
        }
    }

    private static bool IsWhole(IReadOnlyList<IReadOnlyList<Field>> rows, string key) => rows[0].Any(cell => cell.Key == key + FieldBuilder.PartsSuffix);

    private void PrintFindings(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Terminal.Result($"! {finding.Severity.ToString().ToLowerInvariant()} {finding.Rule} {finding.Path}: "
                + terminal.Say(finding.MessageEn, finding.Message));
        }
    }

    /// <summary>What the form itself calls it, for Chinese readers; the contract's key for others and where the form has no label.</summary>
    private string Label(FormPack? pack, string key) =>
        !terminal.IsChinese || pack is null
            ? WithoutSuffix(key)
            : pack.Fields.FirstOrDefault(field => field.Key == key)?.Labels[0]
                ?? pack.Table.Columns.Concat(pack.Funds?.Columns ?? []).FirstOrDefault(column => column.Key == key || column.Key + FieldBuilder.PartsSuffix == key)?.Labels[0]
                ?? key;

    private static string WithoutSuffix(string key) =>
        key.EndsWith(FieldBuilder.PartsSuffix, StringComparison.Ordinal) ? key[..^FieldBuilder.PartsSuffix.Length] : key;
}
