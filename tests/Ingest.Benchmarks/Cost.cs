using System.Globalization;

namespace Ingest.Benchmarks;

/// <summary>What a piece of work took. On a machine that others use too, the processor's share is the one to compare.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Processor">Of this process and of its children that have ended; PostgreSQL's is not among them.</param>
internal readonly record struct Cost(double Seconds, double Processor)
{
    private const double TicksPerSecond = 100; // USER_HZ, which is 100 on every Linux that .NET runs on.

    public Cost Times(double share) => new(Seconds * share, Processor * share);

    public Cost Less(Cost other) => new(Seconds - other.Seconds, Processor - other.Processor);

    public static Cost Median(IReadOnlyList<Cost> costs) => new(
        costs.Select(cost => cost.Seconds).Order().ElementAt(costs.Count / 2), costs.Select(cost => cost.Processor).Order().ElementAt(costs.Count / 2));

    /// <summary>proc(5): utime, stime, cutime, cstime are fields 14 to 17; the name before them may hold spaces.</summary>
    public static double ProcessorSeconds()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(11).Take(4).Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
