using Ingest.Core.Classes;

namespace Ingest.Engine.Learning.Texts;

/// <summary>Tells the class of an indicator from its name and explanation; models/indicators.md says how well.</summary>
public sealed class IndicatorClassifier
{
    private const string File = "indicators.bin";
    private const int LongestGram = 3;
    private const int LongestExplanationGram = 2;
    private const float ExplanationWeight = 0.4f;
    private const float RuleWeight = 0.06f;
    private const float WordWeight = 0.15f;

    private readonly TextModel _model;

    internal IndicatorClassifier(TextModel model) => _model = model;

    /// <summary>The one in models/; null where none was built in.</summary>
    public static IndicatorClassifier? Load() => TextModel.BuiltIn(File) is { } model ? new IndicatorClassifier(model) : null;

    /// <summary>How likely each class is; they add up to 1.</summary>
    public IReadOnlyList<LearnedClass> Classify(string name, string? explanation)
    {
        var probabilities = _model.Classify(Features(name, explanation));
        return [.. _model.Classes.Select((code, i) => new LearnedClass(code, probabilities[i]))];
    }

    internal static IEnumerable<TextFeature> Features(string name, string? explanation)
    {
        var features = CharacterGrams.Of(name, "", LongestGram, weight: 1)
            .Concat(IndicatorRules.Default.Hits(name).Select((code, i) => new TextFeature((i == 0 ? "!" : "~") + code, RuleWeight)))
            .Concat(IndicatorRules.Words.Counts(name).Select(pair => new TextFeature("=" + pair.Code, WordWeight * MathF.Sqrt(pair.Count))));
        return string.IsNullOrWhiteSpace(explanation)
            ? features
            : features.Concat(CharacterGrams.Of(explanation, "+", LongestExplanationGram, ExplanationWeight));
    }
}
