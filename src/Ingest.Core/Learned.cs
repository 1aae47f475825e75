using Ingest.Core.Classes;
using Ingest.Core.Labelling;
using Ingest.Core.Reports;

namespace Ingest.Core;

/// <summary>What models have learned, for the stages that may ask: functions, so that no stage knows a model.</summary>
public sealed record Learned
{
    public static Learned Nothing { get; } = new();

    /// <summary>What the claims of a scan's readers are worth.</summary>
    public ConfidenceMap Confidences { get; init; } = ConfidenceMap.None;

    /// <summary>How likely each class of the catalogue is for an indicator of this name and explanation.</summary>
    public Func<string, string?, IReadOnlyList<LearnedClass>>? Classes { get; init; }

    /// <summary>What a text in a label's place means that the form's pack does not know; null for nothing of it.</summary>
    public Func<LabelQuestion, LearnedKey?>? Labels { get; init; }
}
