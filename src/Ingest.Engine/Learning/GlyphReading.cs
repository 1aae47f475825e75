using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>What a crop says.</summary>
/// <param name="Text">
/// The number, in ASCII; a wide gap is a space. Null when something in the crop is no character of a number, or nothing is.
/// </param>
/// <param name="Confidence">0 to 1: how many in a hundred such readings are right to the letter. 0 when Text is null.</param>
/// <param name="Glyphs">From left to right, specks left out; of a crop that is no number, as far as it was looked at.</param>
public sealed record GlyphReading(string? Text, double Confidence, IReadOnlyList<GlyphMatch> Glyphs)
{
    internal static readonly GlyphReading Nothing = new(null, 0, []);
}

/// <summary>One character as it was cut out, and what it may be.</summary>
/// <param name="Box">Around its ink, in pixels of the crop.</param>
/// <param name="Candidates">Best first, at least two; <see cref="GlyphReader.Other"/> stands for what is no character of a number.</param>
public sealed record GlyphMatch(Rect Box, IReadOnlyList<(char Character, double Probability)> Candidates);
