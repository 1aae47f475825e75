using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Ingest.Core.Reports;
using Ingest.Store.Exporting;
using MiniExcelLibs;
using Npgsql;

namespace Ingest.Store.Tests.Exporting;

/// <summary>What is exported and read back with somebody else's reader is what the view gives.</summary>
public sealed class ExportTests(StoreFixture fixture) : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private const string Odd = "=1+1,\"quoted\"\n@line ’ <tag> & 绩效 😀";
    private readonly string folder = Directory.CreateTempSubdirectory("ingest-export-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (await fixture.CountAsync("report") > 0)
        {
            return;
        }

        var batch = await fixture.StartBatchAsync();
        await fixture.Store.SaveAsync(Samples.Request(batch, "first", reports: 2));
        await fixture.RunAsync("update ingest.report set project_name = project_name || '（二期）' where ordinal = 2");
        await fixture.Store.SaveAsync(Samples.Request(batch, "second", project: Odd));
        await fixture.RunAsync("update ingest.report set fiscal_year = 2020, grade = '良', budget = -12345678901.25, self_evaluation_date_first = null where project_name like '=%'");
        await fixture.RunAsync("""
            insert into ingest.correction (document_id, extraction_id, report_ordinal, field, before, after, corrected_by, corrected_at)
            select document_id, extraction_id, ordinal, 'grade', '"优"', '"良"', 'someone', now() from ingest.report where project_name like '=%'
            """);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("reports")]
    [InlineData("indicators")]
    [InlineData("narratives")]
    [InlineData("figures")]
    [InlineData("findings")]
    [InlineData("funds")]
    [InlineData("corrections")]
    public async Task Json_lines_read_back_are_what_the_view_gives(string view)
    {
        var lines = (await ExportAsync(ExportFormat.Jsonl, view)).TrimEnd('\n').Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var expected = await RowsAsync(view);
        Assert.Equal(expected.Count, lines.Length);
        foreach (var (line, row) in lines.Zip(expected))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(row.Keys, json.RootElement.EnumerateObject().Select(property => property.Name));
            Assert.Equal(row.Values.Select(Said), json.RootElement.EnumerateObject().Select(property => property.Value switch
            {
                { ValueKind: JsonValueKind.Null } => null,
                { ValueKind: JsonValueKind.Array } list => string.Join('；', list.EnumerateArray().Select(item => item.GetString())),
                { ValueKind: JsonValueKind.String } text when text.TryGetDateTime(out var time) && text.GetString()!.EndsWith('Z') => Said(time),
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number } number => Said(number.GetDecimal()),
                var flag => Said(flag.GetBoolean()),
            }));
        }
    }

    [Theory]
    [InlineData("reports")]
    [InlineData("indicators")]
    [InlineData("narratives")]
    [InlineData("figures")]
    [InlineData("findings")]
    [InlineData("corrections")]
    public async Task Csv_read_back_is_what_the_view_gives(string view)
    {
        var rows = CsvReader.Read(await ExportAsync(ExportFormat.Csv, view));

        var expected = await RowsAsync(view);
        Assert.Equal(expected[0].Keys, rows[0]);
        Assert.Equal(expected.Count, rows.Count - 1);
        foreach (var (cells, row) in rows.Skip(1).Zip(expected))
        {
            Assert.Equal(row.Values.Select(Said), cells.Zip(row.Values, (cell, value) => cell is null ? null
                : value is DateTime ? Said(DateTime.Parse(cell, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))
                : value is decimal or float ? Said(decimal.Parse(cell, CultureInfo.InvariantCulture))
                : cell is ['\'', ..] ? cell[1..] : cell));
        }
    }

    [Fact]
    public async Task Csv_begins_with_the_mark_for_Excel_and_holds_no_formula()
    {
        await using var stream = new MemoryStream();
        await fixture.Store.ExportAsync(["reports"], new ExportFilter(), _ => ExportFormat.Csv.Writer(stream), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
        var cells = CsvReader.Read(System.Text.Encoding.UTF8.GetString(stream.ToArray()[3..])).Skip(1).SelectMany(row => row).OfType<string>();
        Assert.DoesNotContain(cells, cell => cell is ['=' or '+' or '@' or '\t', ..] || (cell is ['-', ..] && !decimal.TryParse(cell, CultureInfo.InvariantCulture, out _)));
        Assert.Contains(cells, cell => cell.StartsWith("'=1+1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reports")]
    [InlineData("indicators")]
    [InlineData("narratives")]
    [InlineData("figures")]
    [InlineData("corrections")]
    public async Task Parquet_read_by_DuckDB_is_what_the_view_gives(string view)
    {
        var file = Path.Combine(folder, view + ".parquet");
        await using (var stream = File.Create(file))
        {
            await using var writer = ExportFormat.Parquet.Writer(stream);
            await fixture.Store.ExportAsync([view], new ExportFilter(), _ => writer, cancellation: TestContext.Current.CancellationToken);
        }

        await using var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = duck.CreateCommand();
        command.CommandText = $"select * from '{file}'";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var expected = await RowsAsync(view);
        foreach (var row in expected)
        {
            Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal(row.Keys, Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
            Assert.Equal(row.Values.Select(Said), Enumerable.Range(0, reader.FieldCount).Select(at => reader.IsDBNull(at) ? null : Said(reader.GetValue(at))));
        }

        Assert.False(await reader.ReadAsync(TestContext.Current.CancellationToken));
        if (view == "reports")
        {
            command.CommandText = $"select string_agg(column_type, ',') from (describe select budget, self_evaluation_date_first, published_at, is_recurring, report_id from '{file}')";
            Assert.Equal("DECIMAL(38,8),DATE,TIMESTAMP WITH TIME ZONE,BOOLEAN,BIGINT", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_workbook_read_back_has_a_sheet_a_view_with_real_numbers_and_dates_and_a_dictionary()
    {
        var file = Path.Combine(folder, "all.xlsx");
        await using (var stream = File.Create(file))
        {
            await using var writer = ExportFormat.Xlsx.Writer(stream);
            await fixture.Store.ExportAsync(IngestStore.ExportViews, new ExportFilter(), _ => writer, cancellation: TestContext.Current.CancellationToken);
        }

        Assert.Equal([.. IngestStore.ExportViews, "dictionary"], MiniExcel.GetSheetNames(file));
        foreach (var view in IngestStore.ExportViews)
        {
            var rows = MiniExcel.Query(file, useHeaderRow: true, sheetName: view).Cast<IDictionary<string, object?>>().ToList();
            var expected = await RowsAsync(view);
            Assert.Equal(expected.Count, rows.Count);
            foreach (var (row, wanted) in rows.Zip(expected))
            {
                Assert.Equal(wanted.Values.Select(value => value is DateTime time ? Said(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond))) : Said(value)), row.Values.Select(
                    (cell, at) => cell is double number ? Said((decimal)number) : cell is DateTime time ? wanted.Values.ElementAt(at) is DateOnly ? Said(DateOnly.FromDateTime(time)) : Said(Rounded(time)) : Said(cell)));
            }
        }

        var meanings = MiniExcel.Query(file, useHeaderRow: true, sheetName: "dictionary").Cast<IDictionary<string, object?>>().ToList();
        Assert.Contains(meanings, row => (string?)row["column"] == "grade_code" && ((string?)row["说明"])!.Contains("绩效等级", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filters_reach_every_view()
    {
        async Task<long> Count(string view, ExportFilter filter) =>
            (await fixture.Store.ExportAsync([view], filter, _ => ExportFormat.Jsonl.Writer(Stream.Null), cancellation: TestContext.Current.CancellationToken))[view];

        Assert.Equal(1, await Count("reports", new ExportFilter { Years = [2020] }));
        Assert.Equal(18, await Count("indicators", new ExportFilter { Years = [2020, 1999] }));
        Assert.Equal(1, await Count("corrections", new ExportFilter { Grade = "good" }));
        Assert.Equal(36, await Count("indicators", new ExportFilter { Grade = "优秀" }));
        Assert.Equal(3, await Count("reports", new ExportFilter { Unit = "上海市 教育委员会", Form = "shanghai-project" }));
        Assert.Equal(3, await Count("reports", new ExportFilter { Unit = "*教育*" }));
        Assert.Equal(0, await Count("reports", new ExportFilter { Unit = "*_*" }));
        Assert.Equal(0, await Count("narratives", new ExportFilter { Since = TimeProvider.System.GetUtcNow().AddDays(1) }));
        Assert.Equal(0, await Count("findings", new ExportFilter { Batch = 4711 }));
        Assert.Equal(3, await Count("reports", new ExportFilter { Batch = await fixture.ScalarAsync<long>("select max(batch_id) from published.reports") }));
    }

    [Fact]
    public async Task An_analyst_can_export()
    {
        await fixture.RunAsync("drop role if exists an_analyst; create role an_analyst login in role ingest_analyst");
        var login = new NpgsqlConnectionStringBuilder(fixture.ConnectionString) { Username = "an_analyst" }.ConnectionString;
        await using var store = await IngestStore.OpenAsync(fixture.Options with { Database = login }, TestContext.Current.CancellationToken);

        var rows = await store.ExportAsync(
            IngestStore.ExportViews, new ExportFilter { Unit = "*教育*", Grade = "excellent" }, _ => ExportFormat.Jsonl.Writer(Stream.Null), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(2, rows["reports"]);
    }

    private static DateTime Rounded(DateTime time) => new(((time.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    private async Task<string> ExportAsync(ExportFormat format, string view)
    {
        await using var stream = new MemoryStream();
        await using (var writer = format.Writer(stream))
        {
            await fixture.Store.ExportAsync([view], new ExportFilter(), _ => writer, cancellation: TestContext.Current.CancellationToken);
        }

        using var reader = new StreamReader(new MemoryStream(stream.ToArray()));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<Dictionary<string, object?>>> RowsAsync(string view)
    {
        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var order = view == "figures" ? "1, 2, 3" : view is "findings" or "corrections" ? "1" : view == "reports" ? "report_id" : "1, 2";
        await using var command = new NpgsqlCommand($"select * from published.{view} order by {order}", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<Dictionary<string, object?>> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName, at => reader.IsDBNull(at) ? null : reader.GetDataTypeName(at) == "date" ? reader.GetFieldValue<DateOnly>(at) : reader.GetValue(at), StringComparer.Ordinal));
        }

        return rows;
    }

    /// <summary>A value as one text, whichever of the types that mean the same a reader gives.</summary>
    private static string? Said(object? value) => value switch
    {
        null => null,
        string[] texts => string.Join('；', texts),
        float or double => ((decimal)Convert.ToDouble(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString("0.########", CultureInfo.InvariantCulture),
        decimal or int or long => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.########", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => Said(time.UtcDateTime),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
