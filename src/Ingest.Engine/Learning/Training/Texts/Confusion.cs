namespace Ingest.Engine.Learning.Training.Texts;

/// <summary>What was said of examples whose class is known.</summary>
public sealed class Confusion
{
    private readonly IReadOnlyList<string> _classes;
    private readonly int[,] _counts;

    public Confusion(IReadOnlyList<string> classes, IEnumerable<(string Truth, string Said)> pairs)
    {
        _classes = classes;
        _counts = new int[classes.Count, classes.Count];
        var at = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        foreach (var (truth, said) in pairs)
        {
            _counts[at[truth], at[said]]++;
        }
    }

    public IReadOnlyList<string> Classes => _classes;

    public int Total => _counts.Cast<int>().Sum();

    public int Right => Enumerable.Range(0, _classes.Count).Sum(label => _counts[label, label]);

    public double Accuracy => Right / (double)Math.Max(1, Total);

    /// <summary>The mean of the classes' F1, of those that occur.</summary>
    public double MacroF1 => Occurring.Select(F1).DefaultIfEmpty(0).Average();

    public int Count(int truth, int said) => _counts[truth, said];

    public int Of(int truth) => Enumerable.Range(0, _classes.Count).Sum(said => _counts[truth, said]);

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(int label)
    {
        var (hit, said) = (_counts[label, label], Enumerable.Range(0, _classes.Count).Sum(truth => _counts[truth, label]));
        return hit == 0 ? 0 : 2.0 * hit / (said + Of(label));
    }

    private IEnumerable<int> Occurring => Enumerable.Range(0, _classes.Count).Where(label => Of(label) > 0);
}
