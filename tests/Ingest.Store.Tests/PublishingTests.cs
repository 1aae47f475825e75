using Npgsql;

namespace Ingest.Store.Tests;

public sealed class PublishingTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly IngestStore store = fixture.Store;

    [Fact]
    public async Task A_refused_row_leaves_nothing_of_its_document()
    {
        var batch = await fixture.StartBatchAsync();
        await fixture.RunAsync("alter table ingest.finding add constraint fault check (message_en <> 'fault')");
        var request = Samples.Request(batch, "refused", reports: 2, project: "不完整");
        var findings = request.Extraction.Findings.Select(finding => finding with { MessageEn = "fault" }).ToList();

        var problem = await Assert.ThrowsAsync<StoreException>(
            () => store.SaveAsync(request with { Extraction = request.Extraction with { Findings = findings } }));

        Assert.IsType<PostgresException>(problem.InnerException);
        Assert.DoesNotContain("不完整", problem.Message, StringComparison.Ordinal);
        await NothingIsThereAsync("refused", "不完整");
    }

    [Fact]
    public async Task Cancelled_in_the_middle_it_leaves_nothing_and_lets_the_cancellation_out()
    {
        var batch = await fixture.StartBatchAsync();
        await using var slow = await SlowIndicators.OnAsync(fixture);
        using var cancellation = new CancellationTokenSource();

        var saving = store.SaveAsync(Samples.Request(batch, "cancelled", project: "取消"), cancellation.Token);
        await slow.ReachedAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);
        await NothingIsThereAsync("cancelled", "取消");
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_is_tried_again()
    {
        var batch = await fixture.StartBatchAsync();
        await using var slow = await SlowIndicators.OnAsync(fixture);

        var saving = store.SaveAsync(Samples.Request(batch, "cut", project: "断线"));
        await slow.ReachedAsync();
        await slow.OffAndKillAsync();

        Assert.Equal(SaveOutcome.Stored, await saving);
        Assert.Equal(1, await fixture.CountAsync("report", "project_name = '断线'"));
        Assert.Equal(1, await fixture.CountAsync("extraction e join ingest.document d using (document_id)", $"d.sha256 = '{Samples.Sha("cut")}'"));
    }

    [Fact]
    public async Task A_re_extraction_replaces_what_is_published_and_keeps_every_extraction()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(batch, "again", reports: 3, project: "旧名"));
        var kept = await fixture.ScalarAsync<long>("select report_id from ingest.report where project_name = '旧名' and ordinal = 1");

        var outcome = await store.SaveAsync(Samples.Request(batch, "again", reports: 2, project: "新名", version: "2.0.0"));

        Assert.Equal(SaveOutcome.Stored, outcome);
        Assert.Equal(0, await fixture.CountAsync("report", "project_name = '旧名'"));
        Assert.Equal(2, await fixture.CountAsync("report", "project_name = '新名'"));
        Assert.Equal(kept, await fixture.ScalarAsync<long>("select report_id from ingest.report where project_name = '新名' and ordinal = 1"));
        Assert.Equal(36, await fixture.CountAsync("indicator i join ingest.report r using (report_id)", "r.project_name = '新名'"));
        Assert.Equal(5, await fixture.CountAsync("finding f join ingest.document d using (document_id)", $"d.sha256 = '{Samples.Sha("again")}'"));
        Assert.Equal(
            "1.0.0,2.0.0",
            await fixture.ScalarAsync<string>(
                $"select string_agg(version, ',' order by version) from ingest.extraction e join ingest.document d using (document_id) where d.sha256 = '{Samples.Sha("again")}'"));
        Assert.Equal("2.0.0", (await store.FindAsync(Samples.Sha("again")))!.LatestVersion);
    }

    [Fact]
    public async Task An_approved_report_is_not_overwritten_and_knows_what_waits()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(batch, "approved", reports: 3, project: "已批准"));
        await fixture.RunAsync("update ingest.report set review_state = 'approved' where project_name = '已批准' and ordinal <> 2");

        await store.SaveAsync(Samples.Request(batch, "approved", reports: 2, project: "未审核", version: "2.0.0"));

        Assert.Equal(
            "已批准,未审核,已批准",
            await fixture.ScalarAsync<string>(
                $"select string_agg(project_name, ',' order by ordinal) from ingest.report r join ingest.document d using (document_id) where d.sha256 = '{Samples.Sha("approved")}'"));
        Assert.Equal(2, await fixture.CountAsync(
            "report r join ingest.extraction e on e.extraction_id = r.waiting_extraction_id", "r.project_name = '已批准' and e.version = '2.0.0'"));
        Assert.Equal(54, await fixture.CountAsync("indicator i join ingest.report r using (report_id)", "r.project_name in ('已批准', '未审核')"));
        Assert.Equal(6, await fixture.CountAsync("finding f join ingest.report r using (report_id)", "r.project_name in ('已批准', '未审核')"));
    }

    [Theory]
    [InlineData("update ingest.extraction set version = 'x'")]
    [InlineData("delete from ingest.extraction")]
    [InlineData("truncate ingest.extraction cascade")]
    public async Task An_extraction_cannot_be_changed(string sql)
    {
        await store.SaveAsync(Samples.Request(await fixture.StartBatchAsync(), "immutable"));

        var problem = await Assert.ThrowsAsync<PostgresException>(() => fixture.RunAsync(sql));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, problem.SqlState);
    }

    private async Task NothingIsThereAsync(string name, string project)
    {
        Assert.Null(await store.FindAsync(Samples.Sha(name)));
        Assert.Equal(0, await fixture.CountAsync("report", $"project_name = '{project}'"));
        Assert.Equal(0, await fixture.CountAsync("batch_item", $"sha256 = '{Samples.Sha(name)}'"));
        Assert.Equal(0, await fixture.CountAsync("document_source", $"path like '%/{name}.pdf'"));
    }
}
