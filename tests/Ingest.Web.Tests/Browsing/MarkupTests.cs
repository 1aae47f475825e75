using System.Net;
using System.Text;
using Ingest.Core.Forms;
using Microsoft.Playwright;

namespace Ingest.Web.Tests.Browsing;

/// <summary>A form in whose every text stands markup that does something if a page ever lets it: printed, imported, and seen on every page.</summary>
public sealed class MarkupTests(Site site, Chromium chromium) : IClassFixture<Site>
{
    private static readonly string[] Attacks =
    [
        "<script>window.taken=1</script>", "\"><img src=x onerror=window.taken=2>", "' onfocus='window.taken=3' autofocus='", "javascript:window.taken=4",
        "</textarea></title><svg onload=window.taken=5>", "&lt;b&gt;&amp;amp;", "{{7*7}}${7*7}@(7*7)",
    ];

    [Fact]
    public async Task Markup_in_every_text_of_a_PDF_is_shown_as_text_on_every_page_and_does_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("ingest-markup-");
        // A file's name is a text of others, too.
        var file = Path.Combine(folder.FullName, "a\"><img src=x onerror=window.taken=6>.pdf");
        await using var window = await chromium.OpenAsync(site.Url);
        await window.Page.SetContentAsync(Form());
        await window.Page.PdfAsync(new PagePdfOptions { Path = file, Format = "A4" });
        await site.ImportAsync(file);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        var report = await site.ScalarAsync<long>($"select report_id from ingest.report join ingest.document using (document_id) where sha256 = '{sha}'");
        var texts = await site.ScalarAsync<long>($"select count(*) from ingest.extraction e join ingest.document d using (document_id), jsonb_path_query(e.record, '$.**.raw') raw where d.sha256 = '{sha}' and raw::text like '%taken%'");
        Assert.True(texts >= 10, $"only {texts} values hold what was printed");
        var batch = await SettleAsync(report);

        await window.LoginAsync("administrator");
        window.Troubles.Clear();
        foreach (var path in new[]
            {
                "/", "/?state=all", "/?state=waiting", "/?state=all&q=" + Uri.EscapeDataString(Attacks[0]), "/?state=all&q=" + Uri.EscapeDataString(Attacks[1]),
                $"/reports/{report}", $"/reports/{report}/history", $"/reports/{report}/outline", $"/reports/{report}/differences", $"/documents/{sha}/compare", $"/documents/{sha}/compare?a=published",
                $"/runs/{batch}", $"/runs/{batch}?against=published", "/analysis", "/analysis?unit=" + Uri.EscapeDataString(Attacks[1]), "/analysis?q=" + Uri.EscapeDataString(Attacks[1]), "/operating", "/operating?reason=" + Uri.EscapeDataString(Attacks[1]), "/accounts",
                "/nothing/" + Uri.EscapeDataString(Attacks[0]),
            })
        {
            foreach (var language in new[] { "zh", "en" })
            {
                await window.Page.GotoAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
                await HarmlessAsync(window, path);
            }
        }

        // The texts are there: it is not that nothing was shown.
        await window.Page.GotoAsync($"/reports/{report}");
        await window.Page.WaitForSelectorAsync("button.value.here");
        foreach (var attack in Attacks.Take(4))
        {
            Assert.Contains(Bare(attack), Bare(await window.Page.Locator(".record-pane").InnerTextAsync()), StringComparison.Ordinal);
        }

        // The editor and the inspector put a value where scripts build the page.
        await site.Store.Reviews.ReopenAsync(report, "reviewer", TestContext.Current.CancellationToken);
        await window.Page.ReloadAsync();
        await window.Page.WaitForSelectorAsync("button.value.here");
        await window.Page.FocusAsync("button.value[data-key=projectName]");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".editor textarea");
        await HarmlessAsync(window, "editor");
        foreach (var answer in new[] { "/api/v1/reports", "/api/v1/search?q=taken", "/api/v1/reports?format=csv" })
        {
            var type = await window.Page.EvaluateAsync<string>("async path => (await fetch(path)).headers.get('content-type')", answer);
            Assert.DoesNotContain("html", type, StringComparison.OrdinalIgnoreCase);
        }

        Directory.Delete(folder.FullName, recursive: true);
    }

    /// <summary>Approves the report, corrects nothing, and has another version read it otherwise: a difference waits, full of markup.</summary>
    private async Task<long> SettleAsync(long report)
    {
        var before = (await site.Store.Reviews.ReportAsync(report))!;
        var key = before.Key;
        using (var reviewer = await site.VisitAsAsync("reviewer"))
        {
            using var answer = await reviewer.PostAsync(
                $"/reports/{report}/values", "/", ("key", "mainProblems"), ("expected", before.Corrected.Report.Fields.First(field => field.Key == "mainProblems").Value is Core.Reports.TextValue text ? text.Text : ""),
                ("typed", string.Join('\n', Attacks)), ("reason", Attacks[1]));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await site.Store.Reviews.ApproveAsync(report, "reviewer", (await site.Store.Reviews.ReportAsync(report))!.Revision);
        var batch = await site.StartBatchAsync();
        var other = before.Read with { Fields = [.. before.Read.Fields.Select(field => field.Value is Core.Reports.TextValue text ? field with { Value = new Core.Reports.TextValue(text.Text + Attacks[4]) } : field)] };
        var extraction = new Core.Reports.Extraction("markup.pdf", key.Sha256, key.PageCount, Core.Documents.DocumentKind.Text, [], [other]);
        await site.Store.SaveAsync(new Store.SaveRequest(
            batch, new Store.SourceFile(before.Paths[0], key.Sha256, 1), extraction, Store.Tests.Samples.Version with { Version = "9.0.0" }, TimeSpan.FromSeconds(1)));
        return batch;
    }

    private static async Task HarmlessAsync(Window window, string where)
    {
        var taken = await window.Page.EvaluateAsync<string>(
            "() => [window.taken ? 'ran ' + window.taken : '', ...[...document.querySelectorAll('img[src=x], [onerror], [onload], [onfocus], script:not([src]), a[href^=\"javascript:\"]')].map(one => one.outerHTML.slice(0, 200))].join(' ').trim()");
        Assert.True(taken.Length == 0, $"{where}: {taken}");
        Assert.True(window.Troubles.Count == 0, $"{where}: {string.Join('\n', window.Troubles)}");
    }

    /// <summary>The form's own labels, whatever they are, each with an attack beside it.</summary>
    private static string Form()
    {
        var pack = FormPackReader.BuiltIn().First(pack => pack.Form == "shanghai-project");
        var html = new StringBuilder("<meta charset=utf-8><style>body{font:12px 'Noto Sans CJK SC',sans-serif}table{border-collapse:collapse;width:100%}td{border:1px solid #000;padding:4px;overflow-wrap:anywhere}</style>");
        html.Append("<h2 style='text-align:center'>").Append(pack.Titles[0]).Append("</h2><table>");
        foreach (var (field, at) in pack.Fields.Select((field, at) => (field, at)))
        {
            html.Append("<tr><td style='width:25%'>").Append(field.Labels[0]).Append("</td><td>").Append(WebUtility.HtmlEncode(Value(field, at))).Append("</td></tr>");
        }

        html.Append("</table><table><tr>").AppendJoin("", pack.Table.Columns.Select(column => $"<td>{column.Labels[0]}</td>")).Append("</tr>");
        for (var row = 0; row < Attacks.Length; row++)
        {
            html.Append("<tr>");
            foreach (var column in pack.Table.Columns)
            {
                html.Append("<td>").Append(column.Kind is FieldKind.Number ? "5" : WebUtility.HtmlEncode(column.Kind == FieldKind.Category ? pack.Table.Categories[0] : Attacks[row])).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Value(FormField field, int at) => field.Kind switch
    {
        FieldKind.Text or FieldKind.Narrative or FieldKind.Organisations => Attacks[at % Attacks.Length],
        FieldKind.Year => "2023",
        FieldKind.Amount => "100.00",
        FieldKind.Rate => "100%",
        FieldKind.Date => "2023年12月",
        _ => "是",
    };

    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
