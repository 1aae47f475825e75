namespace Ingest.Core.Documents;

/// <summary>
/// A run of characters on one line without a visible gap: in Chinese a whole phrase, in Latin script a word.
/// </summary>
/// <param name="Text">The characters as they are meant to be read; never empty, no white space inside.</param>
/// <param name="Box">Tight around the characters, in points.</param>
/// <param name="Confidence">0 to 1; 1 for a text layer.</param>
/// <param name="Edges">
/// The x of each UTF-16 unit's left edge and, last, the right edge of the word: Text.Length + 1 numbers. Lets a part of
/// a word have a box of its own. Null when the source has none: the units are then taken as equally wide.
/// </param>
public sealed record Word(string Text, Box Box, double Confidence = 1, IReadOnlyList<double>? Edges = null)
{
    /// <summary>The confidence of each UTF-16 unit, 0 to 1; null where all have the word's.</summary>
    public IReadOnlyList<double>? UnitConfidences { get; init; }

    /// <summary>What else parts of the word may say; empty for a text layer.</summary>
    public IReadOnlyList<Rereading> Rereadings { get; init; } = [];

    /// <summary>The lowest confidence among <paramref name="length"/> characters from <paramref name="start"/>.</summary>
    public double ConfidenceOf(int start, int length) => UnitConfidences is { } units
        ? units.Skip(start).Take(length).Min()
        : Confidence;

    /// <summary>The box of <paramref name="length"/> characters from <paramref name="start"/>, in points.</summary>
    public Box BoxOf(int start, int length)
    {
        var left = Edge(start);
        return new Box(left, Box.Y, Edge(start + length) - left, Box.Height);
    }

    private double Edge(int index) => Edges is { } edges ? edges[index] : Box.X + (Box.Width * index / Text.Length);
}

/// <summary>Another reading of a part of a word's ink, by the same reader or a second one.</summary>
/// <param name="Start">The first of the UTF-16 units that it replaces.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record Rereading(int Start, int Length, string Text, double Confidence);

/// <summary>Another reading of a whole text.</summary>
/// <param name="Confidence">0 to 1.</param>
public sealed record Alternative(string Text, double Confidence);
