using System.Net;
using Ingest.Store.Tests;
using Ingest.Web.Originals;
using Ingest.Web.Outlines;
using Microsoft.AspNetCore.Builder;

namespace Ingest.Web.Tests.Heavy;

/// <summary>Boxes and documents that are read again on a server whose readers take as long as the test says.</summary>
[Collection(nameof(RealSite))]
public sealed class HeavyRequestTests(RealSite site)
{
    [Fact]
    public async Task A_second_rereading_of_one_account_is_refused_in_its_language_and_changes_nothing()
    {
        var begun = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var server = await StartAsync(async (_, _, _, cancellation) =>
        {
            begun.TrySetResult();
            return await NeverAsync<ReadAnew>(stopped, cancellation);
        });
        var report = await FreshAsync("rereading");
        using var reviewer = site.Visit(server.Urls.Single());
        await reviewer.LoginAsync("reviewer", Site.Password);
        var fields = await FieldsAsync(reviewer, report);
        using var browser = new CancellationTokenSource();

        var first = SendAsync(reviewer, report, fields, browser.Token);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var second = await SendAsync(reviewer, report, fields, TestContext.Current.CancellationToken);
        var text = await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await browser.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        // The reader is told that nobody waits any more.
        await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Contains("您的上一个请求还在处理", text, StringComparison.Ordinal);
        Assert.Equal(0, await site.ScalarAsync<long>($"select count(*) from ingest.outline o join ingest.report r using (document_id) where report_id = {report} and o.account = 'reviewer'"));
    }

    [Fact]
    public async Task A_box_that_takes_too_long_is_given_up_and_the_editor_told_why()
    {
        await using var server = await StartAsync(
            (_, _, _, _) => throw new NotSupportedException(), options => options with { Boxes = new Web.Heavy.WorkLimits(8, 2, TimeSpan.FromMilliseconds(1)) });
        var report = await FreshAsync("box");
        using var reviewer = site.Visit(server.Urls.Single());
        await reviewer.LoginAsync("reviewer", Site.Password);

        using var chosen = await reviewer.GetAsync("/?lang=en");

        using var answer = await reviewer.PostAsync($"/reports/{report}/read", "/", ("key", "projectName"), ("place", "1 10 10 100 20"));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("took too long", text, StringComparison.Ordinal);
    }

    private async Task<long> FreshAsync(string name)
    {
        await site.Store.SaveAsync(Samples.Request(await site.StartBatchAsync(), "heavy-" + name));
        return await site.ScalarAsync<long>($"select report_id from ingest.report join ingest.document using (document_id) where sha256 = '{Samples.Sha("heavy-" + name)}'");
    }

    private async Task<WebApplication> StartAsync(ReadDocumentAnew read, Func<ServeOptions, ServeOptions>? change = null)
    {
        var pages = new PageSource(
            (_, _) => Task.FromResult(Array.Empty<byte>()), (_, _) => Task.FromResult<IReadOnlyList<string>?>(null),
            (_, paths, _) => Task.FromResult<FoundOriginal?>(new FoundOriginal(paths[0])), (_, _) => true)
        {
            ReadBox = (_, cancellation) => NeverAsync<Core.Corrections.ReadPlace?>(new TaskCompletionSource(), cancellation),
        };
        var server = ReviewServer.Build((change ?? (same => same))(Site.Options), site.Store, pages, readAnew: read);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    private static async Task<T> NeverAsync<T>(TaskCompletionSource stopped, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            stopped.TrySetResult();
        }

        return default!;
    }

    /// <summary>The whole of the first page as one report: what the page itself would send.</summary>
    private static async Task<FormUrlEncodedContent> FieldsAsync(Visitor visitor, long report)
    {
        var page = await visitor.ReadAsync($"/reports/{report}/outline");
        var revision = System.Text.RegularExpressions.Regex.Match(page, "name=\"revision\" value=\"([0-9]+)\"").Groups[1].Value;
        var form = System.Text.RegularExpressions.Regex.Match(page, "<option value=\"([^\"]+)\" selected").Groups[1].Value;
        return new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["revision"] = revision, ["page.0"] = "1", ["form.0"] = form, ["form_token"] = await visitor.TokenAsync("/"),
        });
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, long report, FormUrlEncodedContent fields, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/reports/{report}/outline") { Content = new StringContent(await fields.ReadAsStringAsync(cancellation), null, "application/x-www-form-urlencoded") };
        return await visitor.SendAsync(request, cancellation);
    }
}
