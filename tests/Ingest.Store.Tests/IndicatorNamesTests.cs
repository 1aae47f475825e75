namespace Ingest.Store.Tests;

public sealed class IndicatorNamesTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Long = "财务（资产）管理制度的健全性和执行的有效性";
    private const string Short = "财务管理制度健全性";

    [Theory]
    [InlineData("财务（资产）管理制度的健全性", "财务管理制度健全性")]
    [InlineData("资金使用的合规性", "资金使用合规性")]
    [InlineData("培训 人数", "培训人数")]
    [InlineData("（的）", "（的）")]
    public async Task Spellings_of_one_name_fold_to_the_same(string printed, string folded) =>
        Assert.Equal(folded, await fixture.ScalarAsync<string>($"select ingest.fold_indicator('{printed}')"));

    [Theory]
    [InlineData(Long, Short, 0.8, 1)]
    [InlineData("工程验收合格率", "设备验收合格率", 0, 0.75)]
    [InlineData("2020年完成率", "2021年完成率", 0, 0)]
    [InlineData("满意率", "不满意率", 0, 0)]
    [InlineData("完成率", "完成率", 1, 1)]
    public async Task Similarity_is_high_for_what_means_the_same_and_none_across_figures_and_denials(string one, string other, double least, double most) =>
        Assert.InRange(await fixture.ScalarAsync<float>($"select ingest.name_similarity('{one}', '{other}')"), least - 0.0001, most + 0.0001);

    [Fact]
    public async Task Names_are_proposed_folded_shown_and_parted_again()
    {
        await using var store = await IngestStore.OpenAsync(fixture.Options);
        var batch = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(batch, "names", project: "名称"));
        await RenameAsync(1, Long);
        await RenameAsync(2, Short);
        await RenameAsync(3, "财务管理制度的健全性");

        Assert.Equal(Long, await fixture.ScalarAsync<string>($"select alias from ingest.similar_indicators(0.8) where name in ('{Short}', '财务管理制度的健全性')"));
        Assert.Equal(1, await fixture.ScalarAsync<long>($"select ingest.merge_indicators('{Long}', '{Short}')"));

        Assert.Equal(3, await fixture.ScalarAsync<long>($"select rows from published.indicator_names where name_key = '{Short}'"));
        Assert.True(await fixture.ScalarAsync<float>($"select similarity from published.indicator_names where name_key = '{Short}'") > 0.8);
        Assert.Equal($"{Long} {Short}", await fixture.ScalarAsync<string>($"select name || ' ' || canonical_name from published.indicators where name = '{Long}'"));
        Assert.Equal(0, await fixture.ScalarAsync<long>($"select count(*) from ingest.similar_indicators(0.8) where alias = '{Long}'"));

        await fixture.RunAsync($"select ingest.part_indicator('{Long}')");
        Assert.Equal(2, await fixture.ScalarAsync<long>($"select rows from published.indicator_names where name_key = '{Short}'"));
        Assert.Equal(Long, await fixture.ScalarAsync<string>($"select canonical_name from published.indicators where name = '{Long}'"));
        Assert.Equal(0, await fixture.ScalarAsync<long>($"select count(*) from ingest.similar_indicators(0.8) where alias = '{Long}'"));
    }

    [Fact]
    public async Task A_name_is_never_folded_into_one_that_is_folded_into_it()
    {
        await fixture.RunAsync("select ingest.merge_indicators('甲指标完成率', '乙指标完成率'); select ingest.merge_indicators('乙指标完成率', '丙指标完成率')");

        Assert.Equal("丙指标完成率", await fixture.ScalarAsync<string>("select canonical from ingest.indicator_root where alias = '甲指标完成率'"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.RunAsync("select ingest.merge_indicators('丙指标完成率', '甲指标完成率')"));
    }

    private Task RenameAsync(int ordinal, string name) => fixture.RunAsync(
        $"update ingest.indicator i set name = '{name}' from ingest.report r where r.report_id = i.report_id and r.project_name = '名称' and i.ordinal = {ordinal}");
}
