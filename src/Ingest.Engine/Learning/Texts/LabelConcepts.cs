using Ingest.Core.Labelling;

namespace Ingest.Engine.Learning.Texts;

/// <summary>What labels may mean: a few concepts, for which each form has a key of its own in each place.</summary>
internal sealed class LabelConcepts
{
    private const string Resource = "label-concepts.txt";
    private static readonly Lazy<LabelConcepts> Built = new(Load);

    private readonly Dictionary<string, Dictionary<LabelPlace, IReadOnlyList<string>>> _keys;

    private LabelConcepts(Dictionary<string, Dictionary<LabelPlace, IReadOnlyList<string>>> keys) => _keys = keys;

    public static LabelConcepts Default => Built.Value;

    public IReadOnlyList<string> All => [.. _keys.Keys];

    /// <summary>The key that a form has for a concept; null for none.</summary>
    public string? KeyOf(string concept, LabelPlace place, IReadOnlyList<string> keys) =>
        KeysOf(concept, place).FirstOrDefault(key => keys.Contains(key, StringComparer.Ordinal));

    /// <summary>The concept that a form's key stands for first of all.</summary>
    public string? ConceptOf(LabelPlace place, string key) =>
        _keys.Keys.FirstOrDefault(concept => KeysOf(concept, place).FirstOrDefault() == key) ?? _keys.Keys.FirstOrDefault(concept => KeysOf(concept, place).Contains(key));

    /// <summary>Whether two concepts are one field in a place: an explanation of a deviation is a remark in a table.</summary>
    public bool AreOneIn(LabelPlace place, string a, string b) => a == b || (KeysOf(a, place) is [var key, ..] && KeysOf(b, place) is [var other, ..] && key == other);

    public bool IsIn(string concept, LabelPlace place) => _keys.TryGetValue(concept, out var places) && places.ContainsKey(place);

    private IReadOnlyList<string> KeysOf(string concept, LabelPlace place) =>
        _keys.TryGetValue(concept, out var places) ? places.GetValueOrDefault(place, []) : [];

    private static LabelConcepts Load()
    {
        using var reader = new StreamReader(typeof(LabelConcepts).Assembly.GetManifestResourceStream(Resource)!);
        return new LabelConcepts(reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(
                words => words[0],
                words => words.Skip(1).Select(word => word.Split(':')).ToDictionary(
                    pair => Enum.Parse<LabelPlace>(pair[0], ignoreCase: true),
                    IReadOnlyList<string> (pair) => pair[1].Split(',', StringSplitOptions.RemoveEmptyEntries)),
                StringComparer.Ordinal));
    }
}
