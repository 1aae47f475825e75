namespace Ingest.Engine.Learning.Texts;

/// <summary>Tells an indicator's class by keywords: the baseline that the model has to beat, and hints that it may use.</summary>
internal sealed class IndicatorRules
{
    /// <summary>What a name without any of the words counts: most do.</summary>
    public const string Otherwise = "quantity";

    private static readonly Lazy<IndicatorRules> Baseline = new(() => Load("indicator-rules.txt"));
    private static readonly Lazy<IndicatorRules> Vocabulary = new(() => Load("indicator-words.txt"));

    private readonly IReadOnlyList<(string Code, IReadOnlyList<string> Words)> _rules;

    private IndicatorRules(IReadOnlyList<(string Code, IReadOnlyList<string> Words)> rules) => _rules = rules;

    /// <summary>The baseline.</summary>
    public static IndicatorRules Default => Baseline.Value;

    /// <summary>Many more words, which decide nothing alone.</summary>
    public static IndicatorRules Words => Vocabulary.Value;

    public string Decide(string name) => Hits(name).FirstOrDefault() ?? Otherwise;

    /// <summary>Every class that one of its words speaks for, in the order of the rules.</summary>
    public IEnumerable<string> Hits(string name)
    {
        var marked = CharacterGrams.Bare(name) + "$";
        return _rules.Where(rule => rule.Words.Any(word => marked.Contains(word, StringComparison.Ordinal))).Select(rule => rule.Code);
    }

    /// <summary>How many of its words each class has in a name.</summary>
    public IEnumerable<(string Code, int Count)> Counts(string name)
    {
        var marked = CharacterGrams.Bare(name) + "$";
        return _rules.Select(rule => (rule.Code, rule.Words.Count(word => marked.Contains(word, StringComparison.Ordinal)))).Where(pair => pair.Item2 > 0);
    }

    private static IndicatorRules Load(string resource)
    {
        using var reader = new StreamReader(typeof(IndicatorRules).Assembly.GetManifestResourceStream(resource)!);
        return new IndicatorRules(
        [
            .. reader.ReadToEnd().Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Select(words => (words[0], (IReadOnlyList<string>)[.. words.Skip(1)])),
        ]);
    }
}
