using Ingest.Store.Saving;

namespace Ingest.Store.Tests;

public sealed class FigureTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Figures_are_published_with_the_narrative_that_they_stand_in()
    {
        var batch = await fixture.StartBatchAsync();
        await fixture.Store.SaveAsync(Samples.Request(batch, "figures"), TestContext.Current.CancellationToken);

        Assert.Equal(
            "keyAchievements 12 42.31亿元 money 4231000000 元 CNY 支出",
            await fixture.ScalarAsync<string>("select concat_ws(' ', key, start, raw, kind, value::bigint, measure, currency, phrase) from published.figures order by start limit 1"));
        Assert.Equal(
            await fixture.ScalarAsync<long>("select count(*) from published.figures"),
            await fixture.ScalarAsync<long>("select count(*) from published.figures f join published.narratives n using (report_id, key) where substr(n.text, f.start + 1, length(f.raw)) = f.raw"));
    }

    [Fact]
    public async Task Narratives_of_an_older_version_get_their_figures_when_the_database_is_migrated()
    {
        var batch = await fixture.StartBatchAsync();
        await fixture.Store.SaveAsync(Samples.Request(batch, "older", reports: 3), TestContext.Current.CancellationToken);
        var before = await fixture.CountAsync("figure");
        await fixture.RunAsync("delete from ingest.figure");
        await using (var connection = new Npgsql.NpgsqlConnection(fixture.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await FigureBackfill.RunAsync(connection, TestContext.Current.CancellationToken);
        }

        Assert.True(before > 0);
        Assert.Equal(before, await fixture.CountAsync("figure"));
    }

    [Theory]
    [InlineData("2019", "2019-01-01", "2019-12-31")]
    [InlineData("2020-02", "2020-02-01", "2020-02-29")]
    [InlineData("2015/2018", "2015-01-01", "2018-12-31")]
    [InlineData("2020-01/2020-10", "2020-01-01", "2020-10-31")]
    [InlineData("2021-02-30", null, null)]
    [InlineData("--02", null, null)]
    public void A_date_is_a_span_of_days(string date, string? first, string? last)
    {
        var days = FigureColumns.Days(date);

        Assert.Equal(first, days?.First.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(last, days?.Last.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }
}
