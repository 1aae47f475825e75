using Ingest.Core.Labelling;

namespace Ingest.Engine.Learning.Texts;

/// <summary>
/// Tells what a label in new words means, or that a text is no label but a title, a heading, a cell …; models/lines.md says
/// how well.
/// </summary>
public sealed class LabelClassifier
{
    /// <summary>The classes of texts that are no labels begin with this.</summary>
    internal const string RolePrefix = "-";

    private const string File = "lines.bin";
    private const int LongestGram = 3;
    private const float ShapeWeight = 0.1f;

    private readonly TextModel _model;

    internal LabelClassifier(TextModel model) => _model = model;

    /// <summary>The one in models/; null where none was built in.</summary>
    public static LabelClassifier? Load() => TextModel.BuiltIn(File) is { } model ? new LabelClassifier(model) : null;

    /// <summary>The likeliest of the question's keys; null where the text is likelier none of them.</summary>
    public LearnedKey? Ask(LabelQuestion question)
    {
        var probabilities = _model.Classify(Features(question.Text));
        return _model.Classes
            .Select((concept, i) => (Key: LabelConcepts.Default.KeyOf(concept, question.Place, question.Keys), Probability: probabilities[i]))
            .Where(pair => pair.Key is not null)
            .GroupBy(pair => pair.Key!, pair => pair.Probability, StringComparer.Ordinal)
            .Select(group => (LearnedKey?)new LearnedKey(group.Key, group.Sum()))
            .MaxBy(answer => answer!.Value.Probability);
    }

    /// <summary>How likely each concept and each other role is.</summary>
    internal IReadOnlyList<(string Class, double Probability)> Classify(string text)
    {
        var probabilities = _model.Classify(Features(text));
        return [.. _model.Classes.Select((name, i) => (name, probabilities[i]))];
    }

    /// <summary>Runs of characters, and how long the text is.</summary>
    internal static IEnumerable<TextFeature> Features(string text) => CharacterGrams.Of(text, "", LongestGram, weight: 1)
        .Append(new TextFeature("#" + Math.Min(CharacterGrams.Bare(text).Length, 12), ShapeWeight));
}
