using System.Globalization;
using Ingest.Cli.Hosting;
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

        if (report.Indicators is [var first, ..])
        {
            Terminal.Table(
                ["#", .. first.Cells.Select(cell => Label(pack, cell.Key))],
                report.Indicators.Select(row => (IReadOnlyList<string>)
                    [row.Ordinal.ToString(CultureInfo.InvariantCulture), .. row.Cells.Select(cell => Show(cell.Value))]));
        }

        foreach (var total in report.Totals)
        {
            Terminal.Result($"{total.Key}: {Show(total.Value)}");
        }

        PrintFindings(report.Findings);
    }

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
            ? key
            : pack.Fields.FirstOrDefault(field => field.Key == key)?.Labels[0]
                ?? pack.Table.Columns.FirstOrDefault(column => column.Key == key)?.Labels[0]
                ?? key;
}
