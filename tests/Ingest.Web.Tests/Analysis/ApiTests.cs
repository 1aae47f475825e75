using System.Net;
using System.Text.Json;
using Ingest.Store;
using Ingest.Store.Tests;

namespace Ingest.Web.Tests.Analysis;

public sealed class ApiTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Rows_come_in_pages_that_lead_to_the_next_until_all_are_there()
    {
        using var visitor = await FilledAsync();
        List<int> ordinals = [];
        var next = "/api/v1/indicators?year=2019&limit=20";
        while (next is not null)
        {
            using var page = JsonDocument.Parse(await visitor.ReadAsync(next));
            Assert.Equal(54, page.RootElement.GetProperty("total").GetInt32());
            ordinals.AddRange(page.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("ordinal").GetInt32()));
            next = page.RootElement.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(1, 18).Concat(Enumerable.Range(1, 18)).Concat(Enumerable.Range(1, 18)), ordinals);
    }

    [Fact]
    public async Task Filters_are_those_of_exports()
    {
        using var visitor = await FilledAsync();

        async Task<int> Total(string address)
        {
            using var page = JsonDocument.Parse(await visitor.ReadAsync(address));
            return page.RootElement.GetProperty("total").GetInt32();
        }

        Assert.Equal(3, await Total("/api/v1/reports?unit=" + Uri.EscapeDataString("*教育*") + "&grade=excellent"));
        Assert.Equal(0, await Total("/api/v1/reports?year=1999"));
        Assert.Equal(0, await Total("/api/v1/narratives?since=2999-01-01"));
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        using var visitor = await FilledAsync();
        using var first = await visitor.GetAsync("/api/v1/reports");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/reports");
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());

        using var second = await visitor.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whole_views_are_streamed_as_json_lines_and_csv()
    {
        using var visitor = await FilledAsync();

        var lines = (await visitor.ReadAsync("/api/v1/indicators?format=jsonl")).TrimEnd('\n').Split('\n');
        var csv = await visitor.ReadAsync("/api/v1/reports?format=csv");

        Assert.Equal(54, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.StartsWith("report_id,", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/api/v1/reports?format=exe")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task Words_are_found_and_short_ones_refused()
    {
        using var visitor = await FilledAsync();

        using var found = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/search?q=" + Uri.EscapeDataString("预算执行进度") + "&in=narrative"));

        Assert.Equal(3, found.RootElement.GetProperty("hits").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/api/v1/search?q=x")).StatusCode);
    }

    [Fact]
    public async Task The_description_names_every_view_and_column()
    {
        using var visitor = await FilledAsync();

        using var description = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/openapi.json"));

        Assert.All(IngestStore.ExportViews, view => Assert.True(description.RootElement.GetProperty("paths").TryGetProperty("/api/v1/" + view, out _)));
        Assert.Equal("number", description.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("reports").GetProperty("properties")
            .GetProperty("budget").GetProperty("type")[0].GetString());
    }

    private async Task<Visitor> FilledAsync()
    {
        if ((await site.Store.StatusAsync()).Reports == 0)
        {
            var batch = await site.StartBatchAsync();
            await site.Store.SaveAsync(Samples.Request(batch, "first", reports: 3));
            await site.RunAsync("update ingest.report set project_name = concat(project_name, '（', ordinal, '期）')");
        }

        return await site.VisitAsAsync("viewer");
    }
}
