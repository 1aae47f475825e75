using Ingest.Core.Documents;
using Ingest.Core.Reports;

namespace Ingest.Store.Tests;

/// <summary>The same report twice: each test has a project of its own.</summary>
public sealed class VersionTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_scan_and_its_text_copy_analysts_see_the_text_whichever_came_first()
    {
        var batch = await fixture.StartBatchAsync();
        await SaveAsync(batch, "scan-first", "甲 项目（一期）", extraction => extraction with { Kind = DocumentKind.Scan });
        await SaveAsync(batch, "text-second", "甲项目(一期)");
        await SaveAsync(batch, "text-first", "乙项目");
        await SaveAsync(batch, "scan-second", "“乙”项目", extraction => extraction with { Kind = DocumentKind.Scan });

        Assert.Equal(["text-second"], await ShownAsync("甲%"));
        Assert.Equal(["text-first"], await ShownAsync("%乙%"));
        Assert.Equal(2, await fixture.ScalarAsync<int>($"select versions from published.reports where report_id = {await IdAsync("text-second")}"));
        Assert.Equal(4, await fixture.ScalarAsync<long>("select count(*) from published.versions where project_name ~ '甲|乙'"));
        Assert.Equal(18, await fixture.ScalarAsync<long>("select count(*) from published.indicators where project_name like '甲%'"));
        Assert.Equal(4, await fixture.ScalarAsync<long>("select count(*) from published.narratives where project_name like '甲%'"));
        Assert.Equal(2, await fixture.ScalarAsync<long>("select count(*) from published.findings where project_name like '甲%'"));
        Assert.Equal(1, await fixture.ScalarAsync<long>("select count(*) from published.search('一期', array['report'])"));
    }

    [Theory]
    [InlineData("甲项目（一期）", "甲项目（二期）")]
    [InlineData("平台2.0", "平台20")]
    public async Task Projects_that_differ_in_what_matters_are_two(string one, string other) =>
        Assert.NotEqual(
            await fixture.ScalarAsync<string>($"select ingest.fold_project('{one}')"), await fixture.ScalarAsync<string>($"select ingest.fold_project('{other}')"));

    [Fact]
    public async Task The_rule_prefers_what_is_approved_then_fewer_errors_then_the_later_date_then_the_later_import()
    {
        var batch = await fixture.StartBatchAsync();
        await SaveAsync(batch, "rule-plain", "规则项目");
        await SaveAsync(await fixture.StartBatchAsync(), "rule-later", "规则项目");
        Assert.Equal(["rule-later"], await ShownAsync("规则项目"));

        await SaveAsync(batch, "rule-dated", "规则项目", extraction => With(extraction, report => Dated(report, new DateOnly(2019, 6, 30))));
        Assert.Equal(["rule-dated"], await ShownAsync("规则项目"));

        await SaveAsync(batch, "rule-wrong", "规则项目", extraction => With(extraction, report => Dated(report, new DateOnly(2019, 12, 31)) with
        {
            Findings = [new Finding("weights-do-not-add-up", Severity.Error, "totalWeight", "不对", "wrong")],
        }));
        Assert.Equal(["rule-dated"], await ShownAsync("规则项目"));

        await ApproveAsync("rule-wrong");
        Assert.Equal(["rule-wrong"], await ShownAsync("规则项目"));
        Assert.Equal(4, await fixture.ScalarAsync<int>("select versions from published.reports where project_name = '规则项目'"));

        await fixture.Store.Reviews.ReopenAsync(await IdAsync("rule-wrong"), "wang", Cancellation);
        Assert.Equal(["rule-dated"], await ShownAsync("规则项目"));
    }

    [Fact]
    public async Task A_reviewers_choice_stands_against_the_rule_survives_a_new_reading_and_can_be_taken_back()
    {
        var batch = await fixture.StartBatchAsync();
        await SaveAsync(batch, "chosen-text", "选择项目");
        await SaveAsync(batch, "chosen-scan", "选择项目", extraction => extraction with { Kind = DocumentKind.Scan });
        var scan = await IdAsync("chosen-scan");

        Assert.True(await fixture.Store.Reviews.ChooseVersionAsync(scan, VersionChoice.Shown, "wang", "盖章的版本", Cancellation));
        Assert.False(await fixture.Store.Reviews.ChooseVersionAsync(scan, VersionChoice.Shown, "wang", cancellation: Cancellation));
        await SaveAsync(batch, "chosen-scan", "选择项目", extraction => extraction with { Kind = DocumentKind.Scan }, version: "1.1.0");
        await SaveAsync(batch, "chosen-new", "选择项目");

        Assert.Equal(["chosen-scan"], await ShownAsync("选择项目"));
        var versions = await fixture.Store.Reviews.VersionsAsync(await IdAsync("chosen-new"), Cancellation);
        Assert.Equal(3, versions.Count);
        Assert.Equal((scan, VersionChoice.Shown, "wang"), (versions[0].ReportId, versions[0].Choice, versions[0].ChosenBy));
        Assert.Contains(await fixture.Store.Reviews.HistoryAsync(scan, Cancellation), row => row is { Kind: "version-shown", By: "wang" });

        Assert.True(await fixture.Store.Reviews.ChooseVersionAsync(scan, VersionChoice.Undone, "li", cancellation: Cancellation));
        Assert.False(await fixture.Store.Reviews.ChooseVersionAsync(scan, VersionChoice.Undone, "li", cancellation: Cancellation));
        Assert.DoesNotContain("chosen-scan", await ShownAsync("选择项目"));
    }

    [Fact]
    public async Task What_a_reviewer_sets_apart_is_shown_beside_the_others()
    {
        var batch = await fixture.StartBatchAsync();
        foreach (var name in new[] { "apart-a", "apart-b", "apart-c" })
        {
            await SaveAsync(batch, name, "分开项目");
        }

        Assert.Single(await ShownAsync("分开项目"));
        Assert.True(await fixture.Store.Reviews.ChooseVersionAsync(await IdAsync("apart-b"), VersionChoice.Apart, "wang", cancellation: Cancellation));

        var shown = await ShownAsync("分开项目");
        Assert.Equal(2, shown.Count);
        Assert.Contains("apart-b", shown);
        Assert.Equal(3, (await fixture.Store.Reviews.VersionsAsync(await IdAsync("apart-b"), Cancellation)).Count);
    }

    [Fact]
    public async Task A_version_whose_project_is_read_otherwise_or_that_is_gone_lets_the_others_be_seen()
    {
        var batch = await fixture.StartBatchAsync();
        await SaveAsync(batch, "moved-scan", "移动项目", extraction => extraction with { Kind = DocumentKind.Scan });
        await SaveAsync(batch, "moved-text", "移动项目", reports: 2);
        Assert.Equal(["moved-text"], await ShownAsync("移动项目"));

        await SaveAsync(batch, "moved-text", "另一项目", version: "1.1.0");
        Assert.Equal(["moved-scan"], await ShownAsync("移动项目"));
        Assert.Equal(["moved-text"], await ShownAsync("另一项目"));

        await fixture.RunAsync("update ingest.report set fiscal_year = null where project_name = '移动项目'");
        Assert.Equal(["moved-scan"], await ShownAsync("移动项目"));
    }

    [Fact]
    public async Task Units_that_are_merged_bring_their_reports_together()
    {
        var batch = await fixture.StartBatchAsync();
        await SaveAsync(batch, "merged-a", "合并项目");
        await SaveAsync(batch, "merged-b", "合并项目", extraction => With(extraction, report => Said(report, "budgetUnit", "合并单位")));
        Assert.Equal(2, (await ShownAsync("合并项目")).Count);

        await fixture.RunAsync("select ingest.merge_units('合并单位', '上海市教育委员会')");
        Assert.Single(await ShownAsync("合并项目"));
    }

    [Fact]
    public async Task Two_that_save_versions_at_the_same_time_leave_one_to_be_seen()
    {
        var batch = await fixture.StartBatchAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(at => SaveAsync(batch, FormattableString.Invariant($"race-{at}"), FormattableString.Invariant($"同时项目{at % 4}"), reports: 2)));

        Assert.Equal(4, (await ShownAsync("同时项目%")).Count);
        Assert.Equal(32, await fixture.ScalarAsync<long>("select count(*) from published.versions where project_name like '同时项目%'"));
        Assert.Equal(4, await fixture.ScalarAsync<long>("select count(distinct shown_report_id) from published.versions where project_name like '同时项目%'"));
    }

    [Fact]
    public async Task A_reviewer_chooses_in_psql_and_a_worker_does_not()
    {
        var batch = await fixture.StartBatchAsync();
        await SaveAsync(batch, "psql-text", "命令行项目");
        await SaveAsync(batch, "psql-scan", "命令行项目", extraction => extraction with { Kind = DocumentKind.Scan });
        var scan = await IdAsync("psql-scan");

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => fixture.RunAsync($"set role ingest_worker; select ingest.choose_version({scan}, 'shown')"));
        await fixture.RunAsync($"set role ingest_reviewer; select ingest.choose_version({scan}, 'shown')");

        Assert.Equal(["psql-scan"], await ShownAsync("命令行项目"));
    }

    private Task<SaveOutcome> SaveAsync(
        long batch, string name, string project, Func<Extraction, Extraction>? change = null, string version = "1.0.0", int reports = 1)
    {
        var request = Samples.Request(batch, name, reports, project, version);
        return fixture.Store.SaveAsync(change is null ? request : request with { Extraction = change(request.Extraction) }, Cancellation);
    }

    private async Task ApproveAsync(string name)
    {
        var report = await fixture.Store.Reviews.ReportAsync(await IdAsync(name), Cancellation);
        Assert.True(await fixture.Store.Reviews.ApproveAsync(report!.Key.ReportId, "wang", report.Revision, Cancellation));
    }

    private Task<long> IdAsync(string name) => fixture.ScalarAsync<long>(
        $"select report_id from ingest.report join ingest.document using (document_id) where sha256 = '{Samples.Sha(name)}' and ordinal = 1");

    /// <summary>The documents of the reports that analysts see.</summary>
    private async Task<IReadOnlyList<string>> ShownAsync(string project) => await fixture.ScalarAsync<string[]>(
        $"""
        select array_agg(substring(s.path from '[^/]+(?=\.pdf$)') order by r.report_id)
        from published.reports r join ingest.document_source s using (document_id) where r.project_name like '{project}'
        """);

    private static Extraction With(Extraction extraction, Func<Report, Report> change) => extraction with { Reports = [.. extraction.Reports.Select(change)] };

    private static Report Dated(Report report, DateOnly day) => Replaced(report, "selfEvaluationDate", new DateValue(day.ToString("O"), day, day));

    private static Report Said(Report report, string key, string text) => Replaced(report, key, new TextValue(text));

    private static Report Replaced(Report report, string key, FieldValue value) =>
        report with { Fields = [.. report.Fields.Select(field => field.Key == key ? field with { Value = value } : field)] };
}
