using System.Diagnostics;
using System.Globalization;
using Ingest.Benchmarks;
using Ingest.Core;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Reading;
using Ingest.Store;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// The peer as a whole process.
if (args is ["bare", .. var files])
{
    return files.Sum(Bare.Read) > 0 ? 0 : 1;
}

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
var workers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
var fixtures = Directory.GetFiles("fixtures", "*.pdf").Order(StringComparer.Ordinal).ToArray();
var pages = fixtures.Sum(Bare.Read);
var temporary = Directory.CreateTempSubdirectory("ingest-bench-");
File.SetUnixFileMode(temporary.FullName, (UnixFileMode)0x1ed); // 0755: PostgreSQL runs as somebody else where we are root.
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fixtures.Length} text fixtures, {pages} pages; {Environment.ProcessorCount} cores"));
try
{
    Warm();
    WholeProcess();
    await StoreAsync();
    Import();
}
finally
{
    Run("./ingest", ["db", "stop"], Home(temporary.FullName));
    temporary.Delete(recursive: true);
}

return 0;

void Warm()
{
    var parser = new ReportParser(FormPackReader.BuiltIn());
    var (bare, ours) = Pairs(
        12,
        () => Array.ForEach(fixtures, path => Bare.Read(path)),
        () => Array.ForEach(fixtures, path => ReportJson.Write(parser.Parse(new DocumentReader().Read(path)))));
    Tell("extract, warm, one thread", pages, ("PdfPig letters and paths", bare), ("ingest: read, parse, JSON", ours));
}

void WholeProcess()
{
    var self = Environment.ProcessPath!;
    var (bare, ours) = Pairs(
        3,
        () => Array.ForEach(fixtures, path => Run(self, ["bare", path])),
        () => Array.ForEach(fixtures, path => Run("./ingest", ["extract", path, "--json"])));
    var poppler = Times(3, () => Array.ForEach(fixtures, path => Run("pdftotext", ["-layout", path, "/dev/null"])));
    Tell("extract, a process a file", pages,
        ("PdfPig letters and paths", bare), ("pdftotext -layout", poppler), ("./ingest extract --json", ours));
}

void Import()
{
    // The same content under other bytes: a comment behind the end of a PDF changes its hash and nothing else.
    var warm = Copies("warm", 40, 0);
    var measured = Copies("measured", count, 40);
    var paths = Directory.GetFiles(measured);
    var total = paths.Sum(Bare.Read);
    Run("./ingest", ["import", warm, "--workers", $"{workers}"], Home(temporary.FullName));
    var ours = Time(() => Run("./ingest", ["import", measured, "--workers", $"{workers}"], Home(temporary.FullName)));
    var bare = Time(() => Parallel.ForEach(paths, new ParallelOptions { MaxDegreeOfParallelism = workers }, path => Bare.Read(path)));
    var poppler = Time(() => Parallel.ForEach(
        paths, new ParallelOptions { MaxDegreeOfParallelism = workers }, path => Run("pdftotext", ["-layout", path, "/dev/null"])));
    Tell($"import of {count} files, {workers} workers, storing included", total,
        ("PdfPig letters and paths", bare), ("pdftotext -layout", poppler), ("./ingest import", ours));
}

async Task StoreAsync()
{
    await using var store = await IngestStore.OpenAsync(new StoreOptions { ClusterFolder = Path.Combine(temporary.FullName, "postgres") });
    var parser = new ReportParser(FormPackReader.BuiltIn());
    var extractions = fixtures.Select(path => parser.Parse(new DocumentReader().Read(path))).Where(extraction => extraction.Reports.Count == 1).ToArray();
    var version = new ExtractorVersion("benchmark", new Dictionary<string, int>(StringComparer.Ordinal));
    var batch = await store.StartBatchAsync(new BatchStart("benchmark", [], version));
    var times = new List<double>();
    for (var i = 0; i < 450; i++)
    {
        var extraction = extractions[i % extractions.Length] with { Sha256 = $"{i:x64}" };
        var begun = Stopwatch.GetTimestamp();
        await store.SaveAsync(new SaveRequest(
            batch, new SourceFile($"/benchmark/{i}.pdf", extraction.Sha256, 1000), extraction, version, TimeSpan.FromMilliseconds(1)));
        if (i >= 50)
        {
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
    }

    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nstoring one report, one at a time: median {times[times.Count / 2]:0.0} ms, p95 {times[times.Count * 95 / 100]:0.0} ms (goal: 5)"));
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

static (double A, double B) Pairs(int rounds, Action a, Action b)
{
    a();
    b();
    var (first, second) = (new List<double>(), new List<double>());
    for (var i = 0; i < rounds; i++)
    {
        first.Add(Time(a));
        second.Add(Time(b));
    }

    first.Sort();
    second.Sort();
    return (first[rounds / 2], second[rounds / 2]);
}

static double Times(int rounds, Action action) => Enumerable.Range(0, rounds).Select(_ => Time(action)).Order().ElementAt(rounds / 2);

static double Time(Action action)
{
    var begun = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(begun).TotalSeconds;
}

static void Tell(string title, int pages, params (string Name, double Seconds)[] rows)
{
    Console.WriteLine($"\n{title}");
    foreach (var (name, seconds) in rows)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {seconds,8:0.00} s {pages / seconds,8:0.0} pages/s   {seconds / rows[0].Seconds,5:0.00} × {rows[0].Name}"));
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
