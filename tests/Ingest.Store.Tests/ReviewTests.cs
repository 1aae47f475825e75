using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Store.Tests;

public sealed class ReviewTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private ReviewStore Reviews => fixture.Store.Reviews;

    [Fact]
    public async Task A_correction_is_published_at_once_with_who_when_before_and_after()
    {
        var report = await SaveAsync("corrected");

        var answer = await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "projectName", "课程建设", " 课程与教材建设 ", "漏字"));

        Assert.Equal(CorrectionStatus.Saved, answer.Status);
        Assert.Equal("课程与教材建设", await fixture.ScalarAsync<string>($"select project_name from ingest.report where report_id = {report}"));
        Assert.Equal(
            "王敏|\"课程建设\"|\"课程与教材建设\"|漏字",
            await fixture.ScalarAsync<string>($"select concat_ws('|', corrected_by, before, after, reason) from ingest.correction where correction_id = {answer.CorrectionId}"));
    }

    [Fact]
    public async Task A_cell_is_corrected_and_its_sums_are_reckoned_anew()
    {
        var report = await SaveAsync("cell");

        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", new RowName(RowList.Indicators, 3), "weight", "5", "15"));

        Assert.Equal(15m, await fixture.ScalarAsync<decimal>($"select weight from ingest.indicator where report_id = {report} and ordinal = 3"));
        Assert.Equal(100m, await fixture.ScalarAsync<decimal>($"select computed_weight_total from ingest.report where report_id = {report}"));
    }

    [Fact]
    public async Task The_second_of_two_reviewers_is_told_and_nothing_is_lost()
    {
        var report = await SaveAsync("two-reviewers");
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "grade", "优秀", "良好"));

        var second = await Reviews.CorrectAsync(new CorrectionRequest(report, "李强", null, "grade", "优秀", "合格"));
        var settled = await Reviews.CorrectAsync(new CorrectionRequest(report, "李强", null, "grade", "良好", "合格"));

        Assert.Equal((CorrectionStatus.Conflict, "王敏"), (second.Status, second.Theirs?.By));
        Assert.Equal("良好", second.Report!.Corrected.Report.Text("grade"));
        Assert.Equal(CorrectionStatus.Saved, settled.Status);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_saved_and_the_others_are_told()
    {
        var report = await SaveAsync("at-once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at =>
            Reviews.CorrectAsync(new CorrectionRequest(report, "审核" + at, null, "grade", "优秀", "等级" + at))));

        Assert.Single(answers, answer => answer.Status == CorrectionStatus.Saved);
        Assert.Equal(7, answers.Count(answer => answer.Status == CorrectionStatus.Conflict));
    }

    [Fact]
    public async Task An_undo_brings_the_value_back_and_keeps_the_story()
    {
        var report = await SaveAsync("undone");
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "grade", "优秀", "良好"));

        Assert.Equal(CorrectionStatus.Missing, (await Reviews.UndoAsync(report, "李强")).Status);
        Assert.Equal(CorrectionStatus.Saved, (await Reviews.UndoAsync(report, "王敏")).Status);

        Assert.Equal("优秀", await fixture.ScalarAsync<string>($"select grade from ingest.report where report_id = {report}"));
        Assert.Equal(["undo", "value", "extracted"], (await Reviews.HistoryAsync(report)).Select(row => row.Kind));
        Assert.True((await Reviews.HistoryAsync(report))[1].IsUndone);
    }

    [Theory]
    [InlineData("currentYearBudget", "9700000", "许多", CorrectionStatus.Invalid)]
    [InlineData("noSuchField", "", "x", CorrectionStatus.Missing)]
    public async Task What_is_no_value_or_no_field_is_refused(string field, string expected, string typed, CorrectionStatus status)
    {
        var report = await SaveAsync("refused-" + field);

        Assert.Equal(status, (await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, field, expected, typed))).Status);

        Assert.Equal(0, await fixture.ScalarAsync<long>($"select count(*) from ingest.correction join ingest.report r using (document_id) where r.report_id = {report}"));
    }

    [Fact]
    public async Task Rows_come_and_go_and_move_and_an_undo_takes_what_was_said_of_them_along()
    {
        var report = await SaveAsync("rows");
        var added = await Reviews.ChangeRowAsync(new RowChange(report, "王敏", new RowName(RowList.Indicators, 1), RowChangeKind.AddBelow));
        var row = new RowName(RowList.Indicators, 0, added.CorrectionId);
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", row, "name", "", "补上的指标"));
        await Reviews.ChangeRowAsync(new RowChange(report, "王敏", row, RowChangeKind.MoveUp));
        await Reviews.ChangeRowAsync(new RowChange(report, "王敏", new RowName(RowList.Indicators, 2), RowChangeKind.Remove));

        Assert.Equal("补上的指标", await NameAsync(1));
        Assert.Equal(18, await fixture.CountAsync("indicator", $"report_id = {report}"));
        Assert.Equal("产出目标", await fixture.ScalarAsync<string>($"select category from ingest.indicator where report_id = {report} and ordinal = 1"));

        await Reviews.UndoAsync(report, "王敏", added.CorrectionId);

        Assert.Equal("指标1完成率", await NameAsync(1));
        Assert.Empty((await Reviews.ReportAsync(report))!.Corrected.Conflicts);

        Task<string> NameAsync(int ordinal) => fixture.ScalarAsync<string>($"select name from ingest.indicator where report_id = {report} and ordinal = {ordinal}");
    }

    [Fact]
    public async Task An_approved_report_is_closed_until_it_is_opened_again()
    {
        var report = await SaveAsync("approved");
        var seen = (await Reviews.ReportAsync(report))!.Revision;

        Assert.True(await Reviews.ApproveAsync(report, "王敏", seen));
        var late = await Reviews.CorrectAsync(new CorrectionRequest(report, "李强", null, "grade", "优秀", "良好"));
        Assert.True(await Reviews.ReopenAsync(report, "李强"));
        var open = await Reviews.CorrectAsync(new CorrectionRequest(report, "李强", null, "grade", "优秀", "良好"));

        Assert.Equal((CorrectionStatus.Approved, CorrectionStatus.Saved), (late.Status, open.Status));
    }

    [Fact]
    public async Task What_changed_since_it_was_seen_is_not_approved()
    {
        var report = await SaveAsync("unseen");
        var seen = (await Reviews.ReportAsync(report))!.Revision;
        await Reviews.CorrectAsync(new CorrectionRequest(report, "李强", null, "grade", "优秀", "良好"));

        Assert.False(await Reviews.ApproveAsync(report, "王敏", seen));

        Assert.Equal("published", await fixture.ScalarAsync<string>($"select review_state from ingest.report where report_id = {report}"));
    }

    [Fact]
    public async Task A_new_reading_of_the_document_keeps_the_corrections()
    {
        var report = await SaveAsync("read-anew");
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "grade", "优秀", "良好"));
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", new RowName(RowList.Indicators, 2), "score", "4.5", "5"));

        await SaveAsync("read-anew", "1.1.0", read => read with
        {
            Fields = [.. read.Fields.Select(field => field.Key == "budgetUnit" ? field with { Value = new TextValue("上海市教委") } : field)],
            Indicators = [.. read.Indicators.Skip(1).Select((row, at) => row with { Ordinal = at + 1 })],
        });

        Assert.Equal(
            "良好|上海市教委|5|2|0",
            await fixture.ScalarAsync<string>($"select concat_ws('|', grade, budget_unit, (select score from ingest.indicator i where i.report_id = r.report_id and i.ordinal = 1), corrections, conflicts) from ingest.report r where report_id = {report}"));
    }

    [Fact]
    public async Task A_value_that_was_read_in_a_drawn_box_has_that_box_for_evidence_and_keeps_it()
    {
        var report = await SaveAsync("drawn");
        var place = new ReadPlace(2, new Box(10.5, 20, 30, 12), "课程与\n教材建设", TextSource.Ocr);
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "projectName", "课程建设", "课程与教材建设") { Place = place });

        await SaveAsync("drawn", "1.1.0", read => read with { Indicators = [.. read.Indicators.Take(3)] });

        var field = (await Reviews.ReportAsync(report))!.Corrected.Report.Find("projectName")!;
        Assert.Equal((place.Raw, TextSource.Ocr, 1.0), (field.Raw, field.Evidence.Source, field.Evidence.Confidence));
        Assert.Equal(new Region(2, place.Box), Assert.Single(field.Evidence.Regions));
    }

    [Fact]
    public async Task A_row_at_the_edge_of_its_category_goes_into_the_next_and_one_undo_brings_it_back()
    {
        var report = await SaveAsync("category", change: read => read with
        {
            Indicators = [.. read.Indicators.Select((row, at) => at < 3 ? row : row with { Cells = [.. row.Cells.Select(cell => cell.Key switch
            {
                "category" => cell with { Value = new TextValue("效果目标") },
                "categoryPoints" => cell with { Value = new NumberValue(15) },
                _ => cell,
            })] })],
        });

        await Reviews.ChangeRowAsync(new RowChange(report, "王敏", new RowName(RowList.Indicators, 3), RowChangeKind.MoveDown));

        Assert.Equal("效果目标 15", await PlaceAsync(3));
        Assert.Equal("产出目标 34", await PlaceAsync(2));
        Assert.Equal(3L, await fixture.ScalarAsync<long>($"select ordinal::bigint from ingest.indicator where report_id = {report} and name = '指标3完成率'"));

        await Reviews.UndoAsync(report, "王敏");

        Assert.Equal("产出目标 34", await PlaceAsync(3));
        Assert.Equal(0, await fixture.ScalarAsync<int>($"select corrections from ingest.report where report_id = {report}"));

        Task<string> PlaceAsync(int ordinal) => fixture.ScalarAsync<string>(
            $"select concat_ws(' ', category, category_points) from ingest.indicator where report_id = {report} and ordinal = {ordinal}");
    }

    [Fact]
    public async Task A_correction_that_finds_no_place_in_a_new_reading_is_shown_as_a_conflict()
    {
        var report = await SaveAsync("lost");
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", new RowName(RowList.Indicators, 18), "score", "4.5", "5"));

        await SaveAsync("lost", "1.1.0", read => read with { Indicators = [.. read.Indicators.Take(3)] });

        Assert.Equal("指标18完成率", Assert.Single((await Reviews.ReportAsync(report))!.Corrected.Conflicts).Correction.Row!.Name);
        Assert.Contains((await Reviews.QueueAsync(new QueueFilter { State = QueueState.Waiting })).Rows, row => row.ReportId == report && row.Conflicts == 1);
    }

    [Fact]
    public async Task A_hundred_reviewers_words_later_the_extraction_is_as_it_was()
    {
        var report = await SaveAsync("immutable");
        var before = await fixture.ScalarAsync<string>($"select md5(record::text) from ingest.extraction join ingest.report using (extraction_id) where report_id = {report}");
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "grade", "优秀", "良好"));

        Assert.Equal(before, await fixture.ScalarAsync<string>($"select md5(record::text) from ingest.extraction join ingest.report using (extraction_id) where report_id = {report}"));
    }

    [Fact]
    public async Task Only_what_is_clean_is_approved_together()
    {
        var doubtful = await SaveAsync("doubtful");
        var clean = await SaveAsync("clean", change: read => read with
        {
            Findings = [],
            Indicators = [.. read.Indicators.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell with { Evidence = cell.Evidence with { Confidence = 1 } })] })],
        });

        Assert.Equal(1, await Reviews.ApproveCleanAsync([doubtful, clean], "王敏"));

        Assert.Equal("approved", await fixture.ScalarAsync<string>($"select review_state from ingest.report where report_id = {clean}"));
    }

    [Fact]
    public async Task A_report_is_taken_and_given_back()
    {
        var report = await SaveAsync("taken");

        await Reviews.AssignAsync([report], "王敏", "王敏");
        Assert.Contains((await Reviews.QueueAsync(new QueueFilter { AssignedTo = "王敏" })).Rows, row => row.ReportId == report);
        await Reviews.AssignAsync([report], null, "王敏");

        Assert.Empty((await Reviews.QueueAsync(new QueueFilter { AssignedTo = "王敏" })).Rows);
    }

    [Fact]
    public async Task What_is_kept_becomes_a_correction_of_the_newer_reading_and_rows_come_and_go_as_decided()
    {
        var report = await SaveAsync("settled");
        await Reviews.CorrectAsync(new CorrectionRequest(report, "王敏", null, "grade", "优秀", "良好"));
        await Reviews.ApproveAsync(report, "王敏", (await Reviews.ReportAsync(report))!.Revision);
        await SaveAsync("settled", "2.0.0", read => read with
        {
            Fields = [.. read.Fields.Select(field => field.Key == "projectName" ? field with { Value = new TextValue("课程建没") } : field)],
            Indicators = [.. read.Indicators.Where(row => row.Ordinal != 2).Select((row, at) => row with { Ordinal = at + 1 })],
        });
        var waiting = (await Reviews.WaitingAsync(report))!;
        Assert.Equal(["projectName", "i-2."], waiting.Differences.Select(difference => difference.Id));
        Assert.Equal("良好|课程建设", await fixture.ScalarAsync<string>($"select concat_ws('|', grade, project_name) from ingest.report where report_id = {report}"));

        Assert.False(await Reviews.SettleAsync(report, waiting.WaitingExtractionId - 1, new Settlement("李强", new HashSet<string>())));
        Assert.True(await Reviews.SettleAsync(report, waiting.WaitingExtractionId, new Settlement("李强", new HashSet<string> { "projectName", "i-2." })));

        // All was kept: the published reading stays.
        Assert.Null(await Reviews.WaitingAsync(report));
        Assert.Equal(18, await fixture.CountAsync("indicator", $"report_id = {report}"));
    }

    [Fact]
    public async Task A_row_that_is_kept_comes_back_in_the_newer_reading()
    {
        var report = await SaveAsync("kept-row");
        await Reviews.ApproveAsync(report, "王敏", (await Reviews.ReportAsync(report))!.Revision);
        await SaveAsync("kept-row", "2.0.0", read => read with
        {
            Fields = [.. read.Fields.Select(field => field.Key == "projectName" ? field with { Value = new TextValue("另一个名称") } : field)],
            Indicators = [.. read.Indicators.Where(row => row.Ordinal != 2).Select((row, at) => row with { Ordinal = at + 1 })],
        });
        var waiting = (await Reviews.WaitingAsync(report))!;

        Assert.True(await Reviews.SettleAsync(report, waiting.WaitingExtractionId, new Settlement("李强", new HashSet<string> { "i-2." })));

        Assert.Equal(
            "另一个名称|approved|李强|指标2完成率|18",
            await fixture.ScalarAsync<string>($"""
                select concat_ws('|', project_name, review_state, approved_by,
                  (select name from ingest.indicator i where i.report_id = r.report_id and ordinal = 2), (select count(*) from ingest.indicator i where i.report_id = r.report_id))
                from ingest.report r where report_id = {report}
                """));
        Assert.Contains(await Reviews.HistoryAsync(report), row => row.Kind == "differences-settled" && row.By == "李强");
    }

    private async Task<long> SaveAsync(string name, string version = "1.0.0", Func<Report, Report>? change = null)
    {
        var request = Samples.Request(await fixture.StartBatchAsync(), "review-" + name, version: version);
        var extraction = request.Extraction with { Reports = [.. request.Extraction.Reports.Select(change ?? (report => report))] };
        Assert.Equal(SaveOutcome.Stored, await fixture.Store.SaveAsync(request with { Extraction = extraction }));
        return await fixture.ScalarAsync<long>($"select report_id from ingest.report join ingest.document using (document_id) where sha256 = '{Samples.Sha("review-" + name)}'");
    }
}
