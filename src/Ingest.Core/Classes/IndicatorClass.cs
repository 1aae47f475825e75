namespace Ingest.Core.Classes;

/// <summary>Which of the catalogue's classes an indicator belongs to.</summary>
/// <param name="Code">quantity, quality …, see indicator-classes.yaml.</param>
/// <param name="Confidence">Of the printed label's reading, or the model's probability.</param>
public sealed record IndicatorClass(string Code, ClassSource Source, double Confidence);

public enum ClassSource
{
    /// <summary>The form says it: 数量指标.</summary>
    Printed,

    /// <summary>A model says it, from the indicator's name and explanation.</summary>
    Learned,
}

/// <param name="Code">A class of the catalogue.</param>
public readonly record struct LearnedClass(string Code, double Probability);
