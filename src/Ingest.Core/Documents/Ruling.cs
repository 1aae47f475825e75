namespace Ingest.Core.Documents;

/// <summary>A straight drawn line, horizontal or vertical, in points; what was a thin filled rectangle is one too.</summary>
/// <param name="Position">y of a horizontal ruling, x of a vertical one.</param>
/// <param name="From">Where it begins along its direction: left or top.</param>
/// <param name="To">Where it ends along its direction: right or bottom.</param>
public readonly record struct Ruling(bool IsHorizontal, double Position, double From, double To)
{
    public double Length => To - From;
}
