namespace Ingest.Store.Tests;

public sealed class AccountingTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private readonly IngestStore store = fixture.Store;

    [Fact]
    public async Task Stored_known_and_set_aside_add_up_to_the_files_found()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SetFilesFoundAsync(batch, 5);
        await store.SaveAsync(Samples.Request(batch, "count-1"));
        await store.SaveAsync(Samples.Request(batch, "count-2"));
        await store.SeenAsync(batch, Samples.File("count-1", "/copies"));
        await store.SetAsideAsync(SetAside(batch, "count-3", "encrypted"));
        await store.SetAsideAsync(new SetAsideRequest(batch, "/archive/no-permission.pdf", null, null, new SetAsideReason("unreadable", "Permission denied", "没有权限")));

        var counts = await store.FinishBatchAsync(batch, BatchEnd.Finished);

        Assert.Equal(new BatchCounts(2, 1, 2), counts);
        Assert.Equal(5, counts.Found);
        var row = Assert.Single((await store.StatusAsync()).Batches, row => row.BatchId == batch);
        Assert.Equal(counts, row.Counts);
        Assert.Equal(5, row.FilesFound);
        Assert.Equal("finished", row.State);
        Assert.NotNull(row.FinishedAt);
    }

    [Fact]
    public async Task A_file_seen_twice_in_one_batch_counts_once()
    {
        var batch = await fixture.StartBatchAsync();
        var request = Samples.Request(batch, "seen-twice");
        await store.SaveAsync(request);
        await store.SaveAsync(request);
        await store.SeenAsync(batch, request.File);

        Assert.Equal(new BatchCounts(1, 0, 0), await store.FinishBatchAsync(batch, BatchEnd.Stopped));
    }

    [Fact]
    public async Task A_file_set_aside_is_listed_with_its_reason_and_each_path()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SetAsideAsync(SetAside(batch, "failure", "not-a-pdf"));
        await store.SeenAsync(batch, Samples.File("failure", "/copies"));

        var rows = await store.FailuresAsync(new RowFilter { BatchId = batch });

        Assert.Equal(["/archive/failure.pdf", "/copies/failure.pdf"], rows.Select(row => row.Path).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(("not-a-pdf", "It cannot be read", Samples.Sha("failure")), (row.Reason, row.Message, row.Sha256)));
        var found = await store.FindAsync(Samples.Sha("failure"));
        Assert.Equal((DocumentState.SetAside, "not-a-pdf", null), (found!.State, found.Reason, found.LatestVersion));
        Assert.Empty(await store.FailuresAsync(new RowFilter { BatchId = batch, Reason = "encrypted" }));
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_listed_until_a_later_batch_reads_it()
    {
        const string path = "/archive/locked.pdf";
        var first = await fixture.StartBatchAsync();
        await store.SetAsideAsync(new SetAsideRequest(first, path, null, null, new SetAsideReason("unreadable", "Permission denied", "没有权限")));
        Assert.Single(await store.FailuresAsync(), row => row.Path == path);

        var second = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(second, "locked"));

        Assert.DoesNotContain(await store.FailuresAsync(), row => row.Path == path);
    }

    [Fact]
    public async Task Only_what_a_user_asks_for_is_tried_again_and_then_it_is_stored()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SetAsideAsync(SetAside(batch, "slow", "timed-out"));
        await store.SetAsideAsync(SetAside(batch, "broken", "damaged"));

        var item = Assert.Single(await store.RetryAsync(["timed-out"]));

        Assert.Equal((Samples.Sha("slow"), "timed-out"), (item.Sha256, item.Reason));
        Assert.Equal(["/archive/slow.pdf"], item.Paths);
        Assert.Equal(DocumentState.Retry, (await store.FindAsync(item.Sha256))!.State);
        Assert.Equal(DocumentState.SetAside, (await store.FindAsync(Samples.Sha("broken")))!.State);
        Assert.Equal(item.Sha256, Assert.Single(await store.RetryAsync(["timed-out"])).Sha256);

        Assert.Equal(SaveOutcome.Stored, await store.SaveAsync(Samples.Request(batch, "slow")));
        var stored = await store.FindAsync(item.Sha256);
        Assert.Equal((DocumentState.Stored, null), (stored!.State, stored.Reason));
        Assert.Empty(await store.RetryAsync(["timed-out"]));
    }

    [Fact]
    public async Task A_later_failure_does_not_take_away_what_is_published()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(batch, "was-good", project: "保留"));
        var later = await fixture.StartBatchAsync();

        await store.SetAsideAsync(SetAside(later, "was-good", "crashed"));

        Assert.Equal(DocumentState.Stored, (await store.FindAsync(Samples.Sha("was-good")))!.State);
        Assert.Equal(1, await fixture.CountAsync("report", "project_name = '保留'"));
        Assert.Equal(new BatchCounts(0, 0, 1), await store.FinishBatchAsync(later, BatchEnd.Finished));
    }

    [Fact]
    public async Task Reports_and_findings_can_be_listed_by_batch_document_and_rule()
    {
        var batch = await fixture.StartBatchAsync();
        await store.SaveAsync(Samples.Request(batch, "listed", reports: 2, project: "列表"));

        var reports = await store.ReportsAsync(new RowFilter { BatchId = batch });

        Assert.Equal([1, 2], reports.Select(report => report.Ordinal));
        var report = reports[0];
        Assert.Equal(("列表", "上海市教育委员会", 2019, "优秀"), (report.ProjectName, report.BudgetUnit, report.FiscalYear, report.Grade));
        Assert.Equal((100m, 90m, 97.5m, 81m), (report.TotalWeight, report.ComputedWeightTotal, report.TotalScore, report.ComputedScoreTotal));
        Assert.Equal((18, 2, "/archive/listed.pdf"), (report.Indicators, report.Findings, report.Path));
        Assert.Equal(5, (await store.FindingsAsync(new RowFilter { Sha256 = Samples.Sha("listed") })).Count);
        Assert.Single(await store.FindingsAsync(new RowFilter { ReportId = report.ReportId, Rule = "execution-rate-mismatch" }));
        Assert.Null((await store.FindingsAsync(new RowFilter { BatchId = batch }))[0].ReportId);
    }

    private static SetAsideRequest SetAside(long batch, string name, string reason) =>
        new(batch, $"/archive/{name}.pdf", Samples.Sha(name), 10, new SetAsideReason(reason, "It cannot be read", "无法读取"));
}
