using Ingest.Core.Documents;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Validation;

/// <summary>Doubts that concern a page of the file, not a value of a report.</summary>
public static class PageChecks
{
    /// <summary>Below this share of believable characters a text layer is not to be trusted.</summary>
    public const double PoorHealth = 0.9;

    /// <summary>Fewer characters without a field than this are a heading or a running head, not a lost value.</summary>
    private const int UnreadCharacters = 30;

    public static IReadOnlyList<Finding> Validate(
        Document document, IReadOnlyList<ReportPart> parts, IReadOnlyList<FormReading> readings) =>
        [.. document.Pages.SelectMany(page => Validate(page, parts)), .. readings.SelectMany(Unread)];

    /// <summary>Text in a report that belongs to no field: a label in other words may stand in front of it.</summary>
    private static IEnumerable<Finding> Unread(FormReading reading) =>
        from page in reading.Unread.GroupBy(line => line.Page)
        let characters = page.Sum(line => line.Text.Length)
        where characters >= UnreadCharacters
        select new Finding(
            "text-unread", Severity.Info, FormattableString.Invariant($"document.pages[{page.Key}]"),
            FormattableString.Invariant($"第 {page.Key} 页有 {characters} 个字符未归入任何字段"),
            FormattableString.Invariant($"page {page.Key}: {characters} characters belong to no field"));

    private static IEnumerable<Finding> Validate(Page page, IReadOnlyList<ReportPart> parts)
    {
        var path = FormattableString.Invariant($"document.pages[{page.Number}]");
        if (page.Remark is { } remark && Finding(remark, page, path) is { } remarked)
        {
            yield return remarked;
        }

        if (page.Words.Count == 0 && page.Remark is { Kind: PageRemarkKind.PictureLost })
        {
            yield break;
        }

        if (page.Words.Count == 0)
        {
            yield return new Finding(
                "page-without-text", Severity.Warning, path,
                page.Source == TextSource.Ocr ? $"第 {page.Number} 页未识别出文字" : $"第 {page.Number} 页没有可读的文字层，可能是扫描件",
                page.Source == TextSource.Ocr ? $"page {page.Number}: no writing was found on its picture" : $"page {page.Number} has no text layer; it may be a scan");
        }
        else if (page.Source != TextSource.Ocr && page.Health is { Score: < PoorHealth } health)
        {
            yield return new Finding(
                "text-layer-poor", Severity.Warning, path,
                FormattableString.Invariant($"第 {page.Number} 页文字层可信度仅 {health.Score:P0}（无对应字符 {health.Unmapped}，私用区或控制字符 {health.PrivateUse}）"),
                FormattableString.Invariant($"page {page.Number}: only {health.Score:P0} of the text layer can be believed ({health.Unmapped} unmapped, {health.PrivateUse} private-use or control characters)"));
        }
        else if (!parts.Any(part => part.Key.FirstPage <= page.Number && page.Number <= part.Key.LastPage))
        {
            yield return new Finding(
                "page-without-report", Severity.Info, path,
                $"第 {page.Number} 页不属于任何报告", $"page {page.Number} belongs to no report");
        }
    }

    private static Finding? Finding(PageRemark remark, Page page, string path) => remark.Kind switch
    {
        PageRemarkKind.PoorTextReplaced => new Finding(
            "text-layer-poor", Severity.Info, path,
            FormattableString.Invariant($"第 {page.Number} 页文字层可信度仅 {page.Health?.Score ?? 0:P0}，已改为识别页面图像"),
            FormattableString.Invariant($"page {page.Number}: only {page.Health?.Score ?? 0:P0} of the text layer can be believed; its picture was read instead")),
        PageRemarkKind.SenselessTextReplaced => new Finding(
            "text-layer-senseless", Severity.Info, path,
            $"第 {page.Number} 页文字层与页面所示不符，已改为识别页面图像", $"page {page.Number}: the text layer does not say what the page shows; its picture was read instead"),
        PageRemarkKind.RecoveredDespiteDamage => new Finding(
            "file-damaged", Severity.Warning, path,
            $"文件已损坏，第 {page.Number} 页按仍能恢复的内容读取，可能不全", $"the file is damaged: page {page.Number} was read from what could still be recovered of it, and may lack something"),
        PageRemarkKind.PictureLost => new Finding(
            "page-unreadable", Severity.Error, path,
            $"第 {page.Number} 页图像无法读取：{remark.Detail}", $"page {page.Number} cannot be read: {remark.Detail}"),
        _ => null,
    };
}
