using Ingest.Core.Documents;
using Ingest.Core.Forms;

namespace Ingest.Core.Segmentation;

/// <summary>What stands on the page for one field, before it is normalised.</summary>
/// <param name="Unit">The unit that the label names, in which the value is printed.</param>
/// <param name="Lines">The value, line by line; empty when the form leaves it blank.</param>
/// <param name="Label">The label itself; null for a value that goes on from another page.</param>
public sealed record Capture(FormField Field, string? Unit, IReadOnlyList<Snippet> Lines, Snippet? Label)
{
    /// <summary>Something in the way this was read that a reviewer should look at.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>How likely its label means this field, where a model had to say so; null for a label of the pack.</summary>
    public double? Learned { get; init; }
}

/// <summary>A doubt that arose while reading, to become a finding on the field.</summary>
public sealed record Doubt(string Rule, string Message, string MessageEn);
