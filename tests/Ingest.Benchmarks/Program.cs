using System.Diagnostics;
using System.Globalization;
using Ingest.Benchmarks;
using Ingest.Core;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Reading;
using Ingest.Store;
using Npgsql;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// The cookbook's questions on many made-up reports: analysts [REPORTS [FOLDER TO KEEP THE DATABASE IN]].
if (args is ["analysts", .. var sizes])
{
    return await Analysts.RunAsync(sizes is [var size, ..] ? int.Parse(size, CultureInfo.InvariantCulture) : 10_000, sizes is [_, var folder] ? folder : null);
}

// The peer as a whole process.
if (args is ["bare", .. var files])
{
    return files.Sum(Bare.Read) > 0 ? 0 : 1;
}

// For a profiler: nothing but reading, parsing and writing, again and again.
if (args is ["loop", var rounds])
{
    Loop(int.Parse(rounds, CultureInfo.InvariantCulture));
    return 0;
}

var count = args is [var number, ..] && number != "store" ? int.Parse(number, CultureInfo.InvariantCulture) : 500;
var workers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
var program = Environment.GetEnvironmentVariable("INGEST_PROGRAM") ?? "./ingest";
var fixtures = Directory.GetFiles("fixtures", "*.pdf").Order(StringComparer.Ordinal).ToArray();
var pages = fixtures.Sum(Bare.Read);
var temporary = Directory.CreateTempSubdirectory("ingest-bench-");
File.SetUnixFileMode(temporary.FullName, (UnixFileMode)0x1ed); // 0755: PostgreSQL runs as somebody else where we are root.
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fixtures.Length} text fixtures, {pages} pages; {Environment.ProcessorCount} cores"));
try
{
    if (args is ["store"])
    {
        await StoreAsync();
        return 0;
    }

    Warm();
    WholeProcess();
    await StoreAsync();
    Import();
}
finally
{
    Run(program, ["db", "stop"], Home(temporary.FullName));
    temporary.Delete(recursive: true);
}

return 0;

static void Loop(int rounds)
{
    var parser = new ReportParser(FormPackReader.BuiltIn());
    var files = Directory.GetFiles("fixtures", "*.pdf");
    for (var i = 0; i < rounds; i++)
    {
        Array.ForEach(files, path => ReportJson.Write(parser.Parse(new DocumentReader().Read(path))));
    }
}

void Warm()
{
    var parser = new ReportParser(FormPackReader.BuiltIn());
    var (bare, ours) = Pairs(
        7,
        () => Array.ForEach(fixtures, path => Bare.Read(path)),
        () => Array.ForEach(fixtures, path => ReportJson.Write(parser.Parse(new DocumentReader().Read(path)))));
    Tell("extract, warm, one thread", pages, ("PdfPig letters and paths", bare), ("ingest: read, parse, JSON", ours));
}

void WholeProcess()
{
    var self = Environment.ProcessPath!;
    var some = fixtures.Where((_, i) => i % 5 == 0).ToArray();
    var (bare, ours) = Pairs(
        2,
        () => Array.ForEach(some, path => Run(self, ["bare", path])),
        () => Array.ForEach(some, path => Run(program, ["extract", path, "--json"])));
    var poppler = Times(2, () => Array.ForEach(some, path => Run("pdftotext", ["-layout", path, "/dev/null"])));
    Tell($"extract, a process a file, {some.Length} files", some.Sum(Bare.Read),
        ("PdfPig letters and paths", bare), ("pdftotext -layout", poppler), ("ingest extract --json", ours));
}

// Children compile themselves while they work, for some hundred files: what an import costs once they are warm is what
// an import of so many files more costs more.
void Import()
{
    const int first = 300;
    var few = Copies("few", first, 0);
    var many = Copies("many", first + count, first);
    var before = Time(() => Run(program, ["import", few, "--workers", $"{workers}"], Home(temporary.FullName)));
    var whole = Time(() => Run(program, ["import", many, "--workers", $"{workers}"], Home(temporary.FullName)));
    var paths = Directory.GetFiles(many).Order(StringComparer.Ordinal).ToArray();
    var sum = paths.Sum(Bare.Read);
    var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers };
    var bare = Time(() => Parallel.ForEach(paths, parallel, path => Bare.Read(path)));
    var poppler = Time(() => Parallel.ForEach(paths, parallel, path => Run("pdftotext", ["-layout", path, "/dev/null"])));
    Tell($"import of {paths.Length} files, {workers} workers, storing included, from the start of the process", sum,
        ("PdfPig letters and paths", bare), ("pdftotext -layout", poppler), ("ingest import", whole));
    var share = (double)count / paths.Length;
    Tell($"of these, the last {count} (less an import of {first})", (int)(sum * share),
        ("PdfPig letters and paths", bare.Times(share)), ("pdftotext -layout", poppler.Times(share)), ("ingest import", whole.Less(before)));
}

async Task StoreAsync()
{
    await using var store = await IngestStore.OpenAsync(new StoreOptions { ClusterFolder = Path.Combine(temporary.FullName, "postgres") });
    var parser = new ReportParser(FormPackReader.BuiltIn());
    var extractions = fixtures.Select(path => parser.Parse(new DocumentReader().Read(path))).Where(extraction => extraction.Reports.Count == 1).ToArray();
    var version = new ExtractorVersion("benchmark", new Dictionary<string, int>(StringComparer.Ordinal));
    var batch = await store.StartBatchAsync(new BatchStart("benchmark", [], version));
    var times = new List<double>();
    await using var log = NpgsqlDataSource.Create(store.ConnectionString);
    var (logged, written) = (log.CreateCommand("select pg_current_wal_insert_lsn() - '0/0'"), 0m);
    for (var i = 0; i < 450; i++)
    {
        if (i == 50)
        {
            written = (decimal)(await logged.ExecuteScalarAsync())!;
        }

        var extraction = extractions[i % extractions.Length] with { Sha256 = $"{i:x64}" };
        var json = ReportJson.Write(extraction, indented: false); // A child's work, in an import.
        var begun = Stopwatch.GetTimestamp();
        await store.SaveAsync(new SaveRequest(
            batch, new SourceFile($"/benchmark/{i}.pdf", extraction.Sha256, 1000), extraction, version, TimeSpan.FromMilliseconds(1)) { Json = json });
        if (i >= 50)
        {
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }

    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nstoring one report, one at a time: median {times[times.Count / 2]:0.0} ms, p95 {times[times.Count * 95 / 100]:0.0} ms (goal: 5)"));
    written = ((decimal)(await logged.ExecuteScalarAsync())! - written) / times.Count;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"of its log PostgreSQL writes {written / 1024:0.0} KiB a report; flushing so much takes this disk {Flush((int)written):0.0} ms (median), which no code of ours can save"));
}

// What the server does at each commit, without the server.
double Flush(int bytes)
{
    using var file = new FileStream(Path.Combine(temporary.FullName, "flush"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    file.Write(new byte[16 * 1024 * 1024]); // A segment that exists, as the server's do.
    file.Flush(flushToDisk: true);
    file.Position = 0;
    var times = new List<double>();
    for (var i = 0; i < 100; i++)
    {
        var begun = Stopwatch.GetTimestamp();
        file.Write(new byte[bytes]);
        file.Flush(flushToDisk: true);
        times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    times.Sort();
    return times[50];
}

string Copies(string name, int number, int from)
{
    var folder = temporary.CreateSubdirectory(name).FullName;
    for (var i = 0; i < number; i++)
    {
        var target = Path.Combine(folder, $"{i:0000}.pdf");
        File.Copy(fixtures[i % fixtures.Length], target);
        File.AppendAllText(target, $"\n% copy {from + i}\n");
    }

    return folder;
}

static (Cost A, Cost B) Pairs(int rounds, Action a, Action b)
{
    a();
    b();
    var (first, second) = (new List<Cost>(), new List<Cost>());
    for (var i = 0; i < rounds; i++)
    {
        first.Add(Time(a));
        second.Add(Time(b));
    }

    return (Cost.Median(first), Cost.Median(second));
}

static Cost Times(int rounds, Action action) => Cost.Median([.. Enumerable.Range(0, rounds).Select(_ => Time(action))]);

static Cost Time(Action action)
{
    var (begun, before) = (Stopwatch.GetTimestamp(), Cost.ProcessorSeconds());
    action();
    return new Cost(Stopwatch.GetElapsedTime(begun).TotalSeconds, Cost.ProcessorSeconds() - before);
}

static void Tell(string title, int pages, params (string Name, Cost Cost)[] rows)
{
    Console.WriteLine($"\n{title}");
    foreach (var (name, cost) in rows)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-26} {cost.Seconds,7:0.00} s {pages / cost.Seconds,7:0.0} pages/s {cost.Seconds / rows[0].Cost.Seconds,5:0.00} ×   processor {cost.Processor,7:0.00} s {cost.Processor / rows[0].Cost.Processor,5:0.00} ×"));
    }
}

static Dictionary<string, string> Home(string folder) => new(StringComparer.Ordinal) { ["INGEST_HOME"] = folder };

static void Run(string program, IReadOnlyList<string> arguments, Dictionary<string, string>? environment = null)
{
    var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (var (name, value) in environment ?? [])
    {
        start.Environment[name] = value;
    }

    start.Environment.Remove(StoreOptions.DatabaseVariable);
    using var process = Process.Start(start)!;
    var errors = process.StandardError.ReadToEndAsync();
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }
}
