namespace Ingest.Fixtures.Scans;

/// <summary><c>Ingest.Fixtures scans</c>: makes the scans of scans.json, those of the repository unless told otherwise.</summary>
internal static class ScanCommand
{
    public const string Name = "scans";
    private const string Usage = "usage: Ingest.Fixtures scans [--out FOLDER] [--only NAME] [--set dev|test|calibrate|forms|commit|more | --all] [--root REPOSITORY]";

    public static int Run(IReadOnlyList<string> arguments, Func<string> findRoot)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index] == "--all")
            {
                options["--all"] = "";
            }
            else if (index + 1 < arguments.Count && arguments[index] is "--out" or "--only" or "--set" or "--root")
            {
                options[arguments[index]] = arguments[++index];
            }
            else
            {
                Console.Error.WriteLine(Usage);
                return 1;
            }
        }

        var root = options.GetValueOrDefault("--root") ?? findRoot();
        var set = options.GetValueOrDefault("--set") ?? "commit";
        var output = Path.GetFullPath(options.GetValueOrDefault("--out") ?? Path.Combine(root, "fixtures", "scans"));
        var plans = ScanPlans.Read(Path.Combine(root, "tests", "Ingest.Fixtures", "scans.json"));
        var wanted = plans.Scans.Where(plan => options.TryGetValue("--only", out var only)
            ? plan.Name == only
            : options.ContainsKey("--all") || plan.Sets.Contains(set)).ToList();
        if (wanted.Count == 0)
        {
            Console.Error.WriteLine("no such scan in scans.json");
            return 1;
        }

        Directory.CreateDirectory(output);
        using var maker = new ScanMaker(Path.Combine(root, "fixtures"), output);
        foreach (var plan in wanted)
            Console.WriteLine(maker.Make(plan, plans.LookOf(plan)));
        return 0;
    }
}
