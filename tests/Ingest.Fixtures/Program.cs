using Ingest.Fixtures;
using Ingest.Fixtures.Model;
using Ingest.Fixtures.Sheets;
using Ingest.Fixtures.Scans;

// dotnet run --project tests/Ingest.Fixtures -- [--out fixtures] [--only NAME] [--seed PATH] [--root FOLDER]
// dotnet run --project tests/Ingest.Fixtures -- scans …
if (args is [ScanCommand.Name, ..])
    return ScanCommand.Run(args[1..], FindRoot);

var options = new Dictionary<string, string>();
for (var index = 0; index < args.Length; index += 2)
{
    if (index + 1 == args.Length || args[index] is not ("--out" or "--only" or "--seed" or "--root"))
    {
        Console.Error.WriteLine("usage: Ingest.Fixtures [--out FOLDER] [--only NAME] [--seed GOLDEN] [--root REPOSITORY]");
        return 1;
    }

    options[args[index]] = args[index + 1];
}

var root = options.GetValueOrDefault("--root") ?? FindRoot();
var output = Path.GetFullPath(options.GetValueOrDefault("--out") ?? Path.Combine(root, "fixtures"));
var seed = options.GetValueOrDefault("--seed") ?? Path.Combine(root, "seeds", "000_fba205f4708e3dc2.json");
var inputs = new Inputs(Path.Combine(root, "tests", "Ingest.Fixtures"), seed);
Directory.CreateDirectory(output);
var printer = new FixturePrinter(output);

var plans = inputs.Plans().Where(plan => !options.TryGetValue("--only", out var only) || plan.Name == only).ToList();
var sheets = inputs.SheetPlans().Where(plan => !options.TryGetValue("--only", out var only) || plan.Name == only).ToList();
if (plans.Count + sheets.Count == 0)
{
    Console.Error.WriteLine("no fixture of that name in fixtures.json or sheets.json");
    return 1;
}

foreach (var plan in plans)
{
    var records = plan.Records.Select(inputs.Record).ToList();
    Console.WriteLine(records.Contains(null)
        ? $"{plan.Name}: skipped, the seed's golden is not at {seed}"
        : printer.Make(plan.Name, inputs.Layout(plan.Layout), [.. records.OfType<FormRecord>()]));
}

var sheetPrinter = new SheetPrinter(output);
foreach (var plan in sheets)
    Console.WriteLine(sheetPrinter.Make(plan.Name, inputs.SheetLayout(plan.Layout), [.. plan.Records.Select(inputs.SheetRecord)]));

return 0;

static string FindRoot()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "Ingest.sln")))
            return folder.FullName;
    }

    throw new InvalidOperationException("no Ingest.sln above the program: say --root FOLDER");
}
