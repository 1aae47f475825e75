namespace Ingest.Core.Labelling;

/// <summary>Where a text stands that no label of the form's pack fits.</summary>
public enum LabelPlace
{
    /// <summary>Where fields have theirs: a cell with another beside or below it, the head of a line, a line alone.</summary>
    Field,

    /// <summary>In a row of column heads of the indicators.</summary>
    Column,

    /// <summary>In a row of column heads of the funds.</summary>
    Fund,
}

/// <param name="Text">Without the numbering in front (一、) and the colon behind.</param>
/// <param name="Keys">The keys that the form has in this place.</param>
public sealed record LabelQuestion(string Text, LabelPlace Place, IReadOnlyList<string> Keys);

/// <summary>What a label in new words most likely means.</summary>
/// <param name="Key">One of the question's keys.</param>
public readonly record struct LearnedKey(string Key, double Probability);

/// <summary>A label that a model understood: as printed, and how sure it was.</summary>
public sealed record LearnedLabel(LabelPlace Place, string Key, string Text, double Probability);
