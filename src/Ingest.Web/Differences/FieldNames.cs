using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Web.Layout;

namespace Ingest.Web.Differences;

/// <summary>Fields and kinds of differences as people say them.</summary>
internal static class FieldNames
{
    /// <summary>As the form prints it; in English, and where no form has it, its JSON key.</summary>
    public static string Of(PageContext page, IEnumerable<FormPack> packs, string field) => field switch
    {
        ReportDifferences.WholeReport => page.Say("整份报告", "whole report"),
        "" => page.Say("整行", "whole row"),
        _ when page.IsChinese => packs.Select(pack => LabelOf(pack, field)).FirstOrDefault(label => label is not null) ?? field,
        _ => field,
    };

    public static string Of(PageContext page, DifferenceKind kind) => kind switch
    {
        DifferenceKind.WhiteSpace => page.Say("空白变化", "changes of white space"),
        DifferenceKind.Punctuation => page.Say("标点变化", "changes of punctuation"),
        DifferenceKind.Number => page.Say("数字变化", "changes of numbers"),
        DifferenceKind.Text => page.Say("文字变化", "changes of text"),
        DifferenceKind.Appeared => page.Say("新读到的内容", "values that were not read before"),
        DifferenceKind.Vanished => page.Say("不再读到的内容", "values that are not read any more"),
        DifferenceKind.RowAdded => page.Say("新增的行", "rows that are new"),
        _ => page.Say("不再读到的行", "rows that are gone"),
    };

    private static string? LabelOf(FormPack pack, string field) =>
        pack.Fields.FirstOrDefault(form => form.Key == field)?.Labels[0]
        ?? pack.Table.Columns.Concat(pack.Funds?.Columns ?? []).FirstOrDefault(column => column.Key == field)?.Labels[0]
        ?? (pack.Table.Columns.FirstOrDefault(column => column.TotalKey == field) is { } total ? total.Labels[0] + "合计" : null);
}
