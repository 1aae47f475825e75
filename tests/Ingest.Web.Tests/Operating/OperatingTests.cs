using System.Net;
using Ingest.Store;
using Ingest.Store.Tests;

namespace Ingest.Web.Tests.Operating;

public sealed class OperatingTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("viewer")]
    [InlineData("reviewer")]
    public async Task Who_looks_after_nothing_neither_sees_batches_nor_retries(string name)
    {
        using var visitor = await site.VisitAsAsync(name);

        using var page = await visitor.GetAsync("/operating");
        using var retry = await visitor.PostAsync("/operating/retry", "/", ("reason", "damaged"));

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, retry.StatusCode);
    }

    [Fact]
    public async Task An_operator_sees_batches_and_reasons_in_either_language_and_has_failures_tried_again()
    {
        var batch = await site.StartBatchAsync();
        await site.Store.SetAsideAsync(new SetAsideRequest(batch, "/archive/<b>broken</b>.pdf", Samples.Sha("broken"), 5, new SetAsideReason("damaged", "It is broken", "文件已损坏")));
        await site.Store.FinishBatchAsync(batch, BatchEnd.Finished);
        using var visitor = await site.VisitAsAsync("operator");

        var chinese = await ReadAsync(visitor, "/operating");
        var english = await ReadAsync(visitor, "/operating?lang=en");
        var filtered = await ReadAsync(visitor, "/operating?lang=zh&reason=encrypted");
        Assert.Contains("文件已损坏", chinese, StringComparison.Ordinal);
        Assert.Contains("已完成", chinese, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;broken", chinese, StringComparison.Ordinal);
        Assert.Contains("It is broken", english, StringComparison.Ordinal);
        Assert.DoesNotContain("文件已损坏", filtered, StringComparison.Ordinal);

        using var retry = await visitor.PostAsync("/operating/retry", "/operating", ("reason", "damaged"));

        Assert.Equal("/operating?retried=1", retry.Headers.Location!.ToString());
        Assert.Equal("retry queued 1", await site.ScalarAsync<string>("select concat_ws(' ', command, state, files_found) from ingest.batch order by batch_id desc limit 1"));
        Assert.Equal(1, await site.ScalarAsync<long>("select count(*) from hangfire.job"));
        Assert.Contains("待取任务 1", await ReadAsync(visitor, "/operating"), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            // A preference in an address is kept, and the address comes back without it.
            return await ReadAsync(visitor, answer.Headers.Location!.ToString());
        }

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
