using Npgsql;

namespace Ingest.Store.Tests;

public sealed class PublishedTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly string[] Views =
        ["reports", "indicators", "narratives", "figures", "findings", "funds", "corrections", "units", "codes", "version"];

    [Fact]
    public async Task An_analyst_reads_every_view_and_there_are_those_that_were_promised()
    {
        var views = await fixture.ScalarAsync<string[]>(
            "select array_agg(relname::text order by relname) from pg_class where relnamespace = 'published'::regnamespace and relkind in ('v', 'm')");
        foreach (var view in views)
        {
            await fixture.RunAsync($"set role ingest_analyst; select * from published.{view} limit 1");
        }

        Assert.Subset(views.ToHashSet(StringComparer.Ordinal), Views.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_analyst_sees_no_table_below_the_views()
    {
        var tables = await fixture.ScalarAsync<string[]>(
            "select array_agg(relname::text) from pg_class where relnamespace = 'ingest'::regnamespace and relkind in ('r', 'v', 'm', 'p')");
        foreach (var table in tables)
        {
            var problem = await Assert.ThrowsAsync<PostgresException>(() => fixture.RunAsync($"set role ingest_analyst; select * from ingest.{table} limit 1"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, problem.SqlState);
        }

        Assert.Contains("extraction", tables);
        Assert.Contains("document_source", tables);
    }

    [Fact]
    public async Task No_view_shows_raw_json_a_path_or_a_person()
    {
        var shown = await fixture.ScalarAsync<string>("""
            select coalesce(string_agg(c.relname || '.' || a.attname, ', '), '')
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where c.relnamespace = 'published'::regnamespace
              and (a.atttypid in ('json'::regtype, 'jsonb'::regtype) or a.attname ~ '(_by|account|password|source_path)$')
            """);

        Assert.Equal("", shown);
    }

    [Theory]
    [InlineData("update published.reports set project_name = 'x'")]
    [InlineData("insert into published.codes values ('grade', 'x', 1, 'x', 'x')")]
    [InlineData("delete from published.version")]
    [InlineData("create view published.mine as select 1 as one")]
    [InlineData("create table published.mine ()")]
    [InlineData("select ingest.merge_units('x', 'y')")]
    public async Task An_analyst_cannot_write(string sql)
    {
        var problem = await Assert.ThrowsAsync<PostgresException>(() => fixture.RunAsync("set role ingest_analyst; " + sql));

        Assert.Contains(problem.SqlState, (string[])[PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ObjectNotInPrerequisiteState]);
    }

    [Theory]
    [InlineData("grade_code('优秀')", "excellent")]
    [InlineData("grade_code('优')", "excellent")]
    [InlineData("grade_code('良好')", "good")]
    [InlineData("grade_code('合格')", "fair")]
    [InlineData("grade_code('中')", "fair")]
    [InlineData("grade_code('不合格')", "poor")]
    [InlineData("grade_code('差')", "poor")]
    [InlineData("coalesce(ingest.grade_code('其他'), 'none')", "none")]
    [InlineData("category_code('产出目标')", "output")]
    [InlineData("category_code('产出指标')", "output")]
    [InlineData("category_code('效益指标')", "effect")]
    [InlineData("category_code('满意度指标')", "satisfaction")]
    [InlineData("category_code('投入与管理')", "input")]
    [InlineData("class_code('数量指标', '培训满意度')", "quantity")]
    [InlineData("class_code(null, '服务对象满意度')", "satisfaction")]
    [InlineData("class_code(null, '工作开展及时率')", "timeliness")]
    public async Task Printed_labels_become_codes(string call, string code) =>
        Assert.Equal(code, await fixture.ScalarAsync<string>("select " + (call.StartsWith("coalesce", StringComparison.Ordinal) ? call : "ingest." + call)));

    [Theory]
    [InlineData("219-上海市科技创业中心", "上海市科技创业中心")]
    [InlineData("（219001）上海市 科技创业中心", "上海市科技创业中心")]
    [InlineData("上海市教育局(本级)", "上海市教育局（本级）")]
    [InlineData("12345热线中心", "12345热线中心")]
    public async Task Names_of_units_are_folded(string printed, string folded) =>
        Assert.Equal(folded, await fixture.ScalarAsync<string>($"select ingest.fold_unit('{printed}')"));

    [Fact]
    public async Task One_unit_under_two_names_is_one_after_they_are_merged_and_stays_so_for_later_reports()
    {
        await using var store = await IngestStore.OpenAsync(fixture.Options);
        var batch = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(batch, "first"));
        await fixture.RunAsync("update ingest.report set budget_unit = '市教委' where document_id in (select document_id from ingest.document where sha256 = '" + Samples.Sha("first") + "')");
        await store.SaveAsync(Samples.Request(batch, "second"));
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(distinct unit_id) from published.reports"));

        await fixture.RunAsync("select ingest.merge_units('市教委', '上海市 教育委员会')");
        await store.SaveAsync(Samples.Request(batch, "third"));

        Assert.Equal("上海市教育委员会", await fixture.ScalarAsync<string>("select string_agg(distinct unit, ',') from published.reports"));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from published.units"));
        Assert.Equal(["上海市教育委员会", "市教委"], await fixture.ScalarAsync<string[]>("select aliases from published.units"));
        Assert.Equal(97.5m, await fixture.ScalarAsync<decimal>("select min(total_score) from published.reports"));
        Assert.Equal(99.90m, await fixture.ScalarAsync<decimal>("select min(computed_execution_rate) from published.reports"));
        Assert.Equal(0.5m, await fixture.ScalarAsync<decimal>("select max(lost_points) from published.indicators"));
    }

    [Fact]
    public async Task The_dictionary_in_docs_is_what_the_database_says()
    {
        var file = Path.Combine(Repository.Root, "docs", "data-dictionary.md");
        var said = (await fixture.Store.DictionaryAsync()).ToMarkdown();
        if (Environment.GetEnvironmentVariable("INGEST_UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, said);
        }

        Assert.Equal(await File.ReadAllTextAsync(file), said);
    }
}
