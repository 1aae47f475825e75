using Ingest.Store.Searching;
using Npgsql;

namespace Ingest.Store.Tests;

public sealed class SearchTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (await fixture.CountAsync("report") == 0)
        {
            var batch = await fixture.StartBatchAsync();
            await fixture.Store.SaveAsync(Samples.Request(batch, "first", project: "养老服务补贴（AABI年会）"));
            await fixture.Store.SaveAsync(Samples.Request(batch, "second", project: "课程建设"));
            await fixture.RunAsync("update ingest.narrative set text = '满意度调查显示，服务对象满意度为98.5%，另见ＡＡＢＩ年报100%_完成。' where key = 'mainProblems' and report_id = (select min(report_id) from ingest.report)");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("满意", "narrative", "【满意】度调查显示，服务对象【满意】度为98.5%，另见ＡＡＢＩ年报100%_完成。")]
    [InlineData("服务对象满意度", "narrative", "满意度调查显示，【服务对象满意度】为98.5%，另见ＡＡＢＩ年报100%_完成。")]
    [InlineData("养老", "report", "【养老】服务补贴（AABI年会）")]
    [InlineData("aabi年会", "report", "养老服务补贴（【AABI年会】）")]
    [InlineData("100%_完成", "narrative", "…示，服务对象满意度为98.5%，另见ＡＡＢＩ年报【100%_完成】。")]
    [InlineData("调查　服务", "narrative", "满意度【调查】显示，【服务】对象满意度为98.5%，另见ＡＡＢＩ年报100%_完成。")]
    public async Task Words_of_two_characters_or_more_in_any_script_are_found_and_marked(string terms, string kind, string snippet)
    {
        var hits = await fixture.Store.SearchAsync(new SearchRequest(terms), TestContext.Current.CancellationToken);

        Assert.Equal((kind, snippet), (hits[0].Kind, hits[0].Snippet));
        Assert.Single(hits);
    }

    [Fact]
    public async Task Indicators_and_findings_are_searched_too_and_kinds_years_and_units_narrow()
    {
        async Task<int> Count(SearchRequest request) => (await fixture.Store.SearchAsync(request with { Limit = 1000 }, TestContext.Current.CancellationToken)).Count;

        Assert.Equal(36, await Count(new SearchRequest("完成率")));
        Assert.Equal(36, await Count(new SearchRequest("完成率") { Kinds = ["indicator"] }));
        Assert.Equal(0, await Count(new SearchRequest("完成率") { Kinds = ["report"] }));
        Assert.Equal(2, await Count(new SearchRequest("执行率应为") { Kinds = ["finding"] }));
        Assert.Equal(2, await Count(new SearchRequest("should 99.90") { Kinds = ["finding"] }));
        Assert.Equal(36, await Count(new SearchRequest("完成率") { Years = [2019], Unit = "上海市教育委员会" }));
        Assert.Equal(0, await Count(new SearchRequest("完成率") { Years = [2020] }));
        Assert.Equal(0, await Count(new SearchRequest("完成率") { Unit = "别的单位" }));
        Assert.Equal(0, await Count(new SearchRequest("没有这词")));
    }

    [Fact]
    public async Task Of_a_word_that_most_rows_hold_the_newest_rows_are_looked_at_first_and_the_index_says_what_they_lack()
    {
        await fixture.RunAsync("analyze ingest.indicator, ingest.narrative");
        async Task<long[]> Reports(string kind, string word, int enough) => await fixture.ScalarAsync<long[]>(
            $"select array_agg(distinct report_id) from ingest.hits('{kind}', array['{word}'], ingest.bigrams('{word}'), null, null, {enough})");
        var (oldest, newest) = (await fixture.ScalarAsync<long>("select min(report_id) from ingest.report"), await fixture.ScalarAsync<long>("select max(report_id) from ingest.report"));

        Assert.True(await fixture.ScalarAsync<float>("select ingest.commonness('indicator_bigrams', ingest.bigrams('完成率'))") > 0.5);
        Assert.Equal([newest], await Reports("indicator", "完成率", 5));
        Assert.Equal([oldest, newest], await Reports("indicator", "完成率", 200));
        Assert.Equal([oldest], await Reports("narrative", "服务对象", 1));
    }

    [Theory]
    [InlineData("满")]
    [InlineData("满意 度")]
    [InlineData(" 　")]
    public async Task A_term_of_one_character_is_refused(string terms) =>
        await Assert.ThrowsAsync<SearchTermException>(() => fixture.Store.SearchAsync(new SearchRequest(terms), TestContext.Current.CancellationToken));

    [Fact]
    public async Task An_analyst_can_search_by_SQL()
    {
        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("set role ingest_analyst; select count(*) from published.search('满意')", connection);

        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }
}
