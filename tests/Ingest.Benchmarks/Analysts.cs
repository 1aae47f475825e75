using System.Diagnostics;
using System.Globalization;
using Ingest.Store;
using Ingest.Store.Exporting;
using Ingest.Store.Searching;
using Ingest.Store.Tests.Plausible;
using Npgsql;

namespace Ingest.Benchmarks;

/// <summary>Loads made-up reports into a PostgreSQL of its own, asks the questions of docs/cookbook.md, and searches.</summary>
internal static class Analysts
{
    private const int Warm = 3;
    private static readonly string[] Words = ["满意度", "问卷", "长效管理机制", "预算执行 第四季度", "信息系统", "没有这个词"];
    private static readonly string[] LargeTables = ["indicator", "narrative", "figure"];

    /// <param name="keep">A folder whose PostgreSQL stays and is loaded only the first time; null for one that goes.</param>
    public static async Task<int> RunAsync(int reports, string? keep)
    {
        var folder = keep ?? Path.Combine(Path.GetTempPath(), "ingest-analysts-" + Guid.NewGuid().ToString("N")[..8]);
        var options = new StoreOptions { ClusterFolder = folder };
        try
        {
            await using var store = await IngestStore.OpenAsync(options);
            await using var connection = new NpgsqlConnection(store.ConnectionString);
            await connection.OpenAsync();
            var clock = Stopwatch.StartNew();
            if (await ScalarAsync(connection, "select (select count(*) from ingest.report)::text") == "0")
            {
                await new BulkLoader(store.ConnectionString).LoadAsync(
                    reports, done => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} reports, {clock.Elapsed.TotalSeconds:0} s")), CancellationToken.None);
            }

            var sizes = await ScalarAsync(connection, "select concat((select count(*) from ingest.indicator), ' indicators, ', (select count(*) from ingest.figure), ' figures, ', (select round(avg(n)) from (select sum(length(text)) as n from ingest.narrative group by report_id) t), ' characters of narrative a report, ', pg_size_pretty(pg_database_size(current_database())))");
            Tell($"{reports} reports, {sizes}: loaded and indexed in {clock.Elapsed.TotalSeconds:0} s");
            foreach (var recipe in Recipe.In(await File.ReadAllTextAsync("docs/cookbook.md")))
            {
                var times = await TimesAsync(() => recipe.AskAsync(connection, CancellationToken.None));
                var plan = await ScalarAsync(connection, "explain (format text) " + recipe.Sql, all: true);
                var scanned = LargeTables.Where(table => plan.Contains($"Seq Scan on {table} ", StringComparison.Ordinal));
                Tell($"{times.Min(),8:0.0} ms  {recipe.Title}{string.Concat(scanned.Select(table => $"  [scans {table}]"))}");
            }

            foreach (var format in Enum.GetValues<ExportFormat>())
            {
                await ExportAsync(store, format, Path.Combine(Path.GetTempPath(), Path.GetFileName(folder) + ".export"));
            }

            foreach (var word in Words)
            {
                var found = 0;
                var times = await TimesAsync(async () => found = (await store.SearchAsync(new SearchRequest(word))).Count);
                Tell($"{times.Min(),8:0.0} ms  search {word}: {found} hits shown");
            }
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await new PrivateCluster(folder).StopAsync();
            if (keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    /// <summary>All indicators to a file; memory is the largest seen on the way.</summary>
    private static async Task ExportAsync(IngestStore store, ExportFormat format, string file)
    {
        GC.Collect();
        var memory = new Largest(Environment.WorkingSet);
        var clock = Stopwatch.StartNew();
        IReadOnlyDictionary<string, long> rows;
        await using (var stream = File.Create(file))
        {
            await using var writer = format.Writer(stream);
            rows = await store.ExportAsync(["indicators"], new ExportFilter(), _ => writer, memory);
        }

        Tell($"{clock.Elapsed.TotalSeconds,8:0.0} s   export {rows["indicators"]} indicators as {format.Extension()}: {new FileInfo(file).Length / 1_000_000.0:0.0} MB, memory grew by {memory.Growth / 1_000_000.0:0} MB");
        File.Delete(file);
    }

    private sealed class Largest(long first) : IProgress<ExportProgress>
    {
        public long Growth { get; private set; }

        public void Report(ExportProgress value) => Growth = Math.Max(Growth, Environment.WorkingSet - first);
    }

    private static void Tell(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static async Task<List<double>> TimesAsync(Func<Task> work)
    {
        await work();
        List<double> times = [];
        for (var turn = 0; turn < Warm; turn++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static async Task<string> ScalarAsync(NpgsqlConnection connection, string sql, bool all = false)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync() && (all || lines.Count == 0))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
