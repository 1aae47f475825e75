using System.Text.Json.Nodes;
using Ingest.Core.Reports;

namespace Ingest.Store.Tests;

public sealed class SavingTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly IngestStore store = fixture.Store;

    [Fact]
    public async Task Publishes_each_value_with_its_type_beside_what_is_printed()
    {
        var batch = await fixture.StartBatchAsync();

        Assert.Equal(SaveOutcome.Stored, await store.SaveAsync(Samples.Request(batch, "typed", project: "类型检查")));

        Assert.True(await fixture.ScalarAsync<bool>("""
            select fiscal_year = 2019 and is_recurring and is_recurring_raw = '☑是 □否' and current_year_budget = 9700000
              and current_year_budget_raw = '9,700,000.00' and previous_year_budget is null and previous_year_budget_raw = '—'
              and implementing_departments = array['财务处', '高教处'] and implementing_departments_raw = '财务处、高教处'
              and self_evaluation_date = '2019-01' and self_evaluation_date_first = '2019-01-01' and self_evaluation_date_last = '2019-01-31'
              and execution_rate = 100 and computed_execution_rate = 99.90 and total_weight = 100 and computed_weight_total = 90
              and total_score = 97.5 and computed_score_total = 81 and first_page = 1 and last_page = 4 and review_state = 'published'
            from ingest.report where project_name = '类型检查'
            """));
        Assert.True(await fixture.ScalarAsync<bool>("""
            select i.category = '产出目标' and i.category_points = 34 and i.name = '指标3完成率' and i.weight = 5 and i.score = 4.5 and i.score_raw = '4.5'
              and i.remark is null and i.remark_raw is null and i.first_page = 1 and i.confidence = 0.8::real
              and i.class = 'quantity' and i.class_source = 'learned' and i.class_probability = 0.75
            from ingest.indicator i join ingest.report r using (report_id) where r.project_name = '类型检查' and i.ordinal = 3
            """));
        Assert.Equal(
            "annualGoal,improvementMeasures,keyAchievements,mainProblems",
            await fixture.ScalarAsync<string>(
                "select string_agg(key, ',' order by key) from ingest.narrative n join ingest.report r using (report_id) where r.project_name = '类型检查'"));
        Assert.True(await fixture.ScalarAsync<bool>("""
            select n.first_page = 2 and n.last_page = 3 and text_raw = text from ingest.narrative n join ingest.report r using (report_id)
            where r.project_name = '类型检查' and key = 'mainProblems'
            """));
    }

    [Fact]
    public async Task Doing_it_twice_changes_nothing()
    {
        var batch = await fixture.StartBatchAsync();
        var request = Samples.Request(batch, "twice", reports: 3);
        Assert.Equal(SaveOutcome.Stored, await store.SaveAsync(request));
        var before = await SnapshotAsync();

        Assert.Equal(SaveOutcome.AlreadyKnown, await store.SaveAsync(request));

        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task The_same_content_under_another_name_is_one_document_with_two_paths()
    {
        var batch = await fixture.StartBatchAsync();
        var request = Samples.Request(batch, "original");
        var copy = request with
        {
            File = request.File with { Path = "/elsewhere/copy.pdf" },
            Extraction = request.Extraction with { FileName = "copy.pdf" },
        };

        Assert.Equal(SaveOutcome.Stored, await store.SaveAsync(request));
        Assert.Equal(SaveOutcome.AlreadyKnown, await store.SaveAsync(copy));
        await store.SeenAsync(batch, request.File with { Path = "/a/third.pdf" });

        Assert.Equal(1, await fixture.CountAsync("document", $"sha256 = '{Samples.Sha("original")}'"));
        Assert.Equal(3, await fixture.CountAsync("document_source s join ingest.document d using (document_id)", $"d.sha256 = '{Samples.Sha("original")}'"));
        Assert.Equal(1, await fixture.CountAsync("extraction e join ingest.document d using (document_id)", $"d.sha256 = '{Samples.Sha("original")}'"));
    }

    [Fact]
    public async Task The_record_is_kept_whole_with_its_evidence()
    {
        var request = Samples.Request(await fixture.StartBatchAsync(), "record", reports: 2);

        await store.SaveAsync(request);

        var record = await fixture.ScalarAsync<string>(
            $"select record::text from ingest.extraction e join ingest.document d using (document_id) where d.sha256 = '{Samples.Sha("record")}'");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ReportJson.Write(request.Extraction)), JsonNode.Parse(record)));
    }

    [Fact]
    public async Task A_path_longer_than_an_index_entry_is_kept()
    {
        var batch = await fixture.StartBatchAsync();
        var random = new Random(1);
        var path = "/" + string.Concat(Enumerable.Range(0, 1300).Select(_ => (char)random.Next(0x4E00, 0x9FA5))) + ".pdf";

        await store.SaveAsync(Samples.Request(batch, "long-path") with { File = Samples.File("long-path") with { Path = path } });

        Assert.Equal(1, await fixture.CountAsync("document_source", $"path = '{path}'"));
    }

    [Fact]
    public async Task Characters_that_PostgreSQL_cannot_hold_do_not_keep_a_document_out()
    {
        var batch = await fixture.StartBatchAsync();

        var outcome = await store.SaveAsync(Samples.Request(batch, "hostile", project: "坏\0字\uD800符\\u0000"));

        Assert.Equal(SaveOutcome.Stored, outcome);
        Assert.Equal(1, await fixture.CountAsync("report", "project_name = E'坏\uFFFD字\uFFFD符\\\\u0000'"));
    }

    [Fact]
    public async Task A_name_of_a_thousand_characters_is_kept_and_found()
    {
        var batch = await fixture.StartBatchAsync();
        var random = new Random(2);
        var name = string.Concat(Enumerable.Range(0, 3000).Select(_ => (char)random.Next(0x4E00, 0x9FA5)));

        await store.SaveAsync(Samples.Request(batch, "long-name", project: name));

        Assert.Equal(1, await fixture.CountAsync("report", $"project_name = '{name}'"));
    }

    [Fact]
    public async Task Two_stores_that_save_one_content_at_once_make_one_document()
    {
        await using var other = await IngestStore.OpenAsync(fixture.Options);
        var batch = await fixture.StartBatchAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n =>
            (n % 2 == 0 ? store : other).SaveAsync(
                Samples.Request(batch, "race", reports: 2, project: "竞争") with { File = Samples.File("race", $"/archive/{n}") })));

        Assert.Single(outcomes, SaveOutcome.Stored);
        Assert.Equal(1, await fixture.CountAsync("document", $"sha256 = '{Samples.Sha("race")}'"));
        Assert.Equal(2, await fixture.CountAsync("report", "project_name = '竞争'"));
        Assert.Equal(36, await fixture.CountAsync("indicator i join ingest.report r using (report_id)", "r.project_name = '竞争'"));
        Assert.Equal(16, await fixture.CountAsync("batch_item", $"batch_id = {batch}"));
    }

    private async Task<string> SnapshotAsync()
    {
        string[] tables = ["document", "extraction", "report", "narrative", "indicator", "finding", "batch_item"];
        var parts = await Task.WhenAll(tables.Select(table => fixture.ScalarAsync<string>(
            $"select coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') from ingest.{table} t")));
        return string.Join(' ', parts);
    }

    [Fact]
    public async Task A_record_that_comes_as_written_is_the_same_reading_as_one_written_here()
    {
        var request = Samples.Request(await fixture.StartBatchAsync(), "as-written");
        var json = Ingest.Core.Reports.ReportJson.Write(request.Extraction with { FileName = "a\",\"sha256\":.pdf" }, indented: false);

        var first = await fixture.Store.SaveAsync(request with { Json = json });
        var second = await fixture.Store.SaveAsync(request);

        Assert.Equal((SaveOutcome.Stored, SaveOutcome.AlreadyKnown), (first, second));
    }
}
