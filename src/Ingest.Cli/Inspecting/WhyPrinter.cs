using System.Globalization;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Inspecting;

/// <summary>Why a file was read as it was: what each form pack looked for, and what of it stands where.</summary>
internal sealed class WhyPrinter(Terminal terminal)
{
    private const int ShownPages = 12;

    public void Print(IReadOnlyList<FormMatch> matches)
    {
        foreach (var match in matches.OrderByDescending(match => match.Reports))
        {
            Terminal.Result("");
            terminal.Result(
                FormattableString.Invariant($"== form {match.Form}, version {match.Version}: {Verdict(match)}"),
                FormattableString.Invariant($"== 表单 {match.Form}，版本 {match.Version}：{Verdict(match)}"));
            Terminal.Table(
                [terminal.Say("looked for", "查找项"), terminal.Say("found", "找到"), terminal.Say("on pages", "所在页"), terminal.Say("labels", "标签")],
                [
                    Row(match.Title), .. match.Fields.Select(Row),
                    .. match.Columns.Select(column => Row(column with { Key = $"indicators.{column.Key}" })),
                ]);
        }
    }

    private string Verdict(FormMatch match)
    {
        if (match.Reports > 0)
        {
            return terminal.Say($"{match.Reports} reports", $"{match.Reports} 份报告");
        }

        var fields = match.Fields.Count(field => field.Hits.Count > 0);
        return match.Anchor.Hits.Count > 0
            ? terminal.Say("no report", "无报告")
            : terminal.Say(
                $"no report: the label of {match.Anchor.Key} ({string.Join(" | ", match.Anchor.Labels)}) stands nowhere, and each report begins with it; {fields} of {match.Fields.Count} other labels do. A label that the form prints otherwise can be added to a form pack (--pack).",
                $"无报告：未找到 {match.Anchor.Key} 的标签（{string.Join("、", match.Anchor.Labels)}），每份报告都以它开始；其余 {match.Fields.Count} 个标签中找到 {fields} 个。若表单另有写法，可在表单包（--pack）中补充。");
    }

    private string[] Row(Sought sought)
    {
        var pages = sought.Hits.Select(hit => hit.Page).Distinct().Order().Select(page => page.ToString(CultureInfo.InvariantCulture)).ToList();
        return
        [
            sought.Key,
            sought.Hits.Count > 0 ? sought.Hits[0].Text : terminal.Say("no", "无"),
            string.Join(' ', pages.Take(ShownPages)) + (pages.Count > ShownPages ? " …" : ""),
            string.Join(" | ", sought.Labels),
        ];
    }
}
