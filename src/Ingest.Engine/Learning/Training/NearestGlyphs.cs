namespace Ingest.Engine.Learning.Training;

/// <summary>
/// What the classifier must beat: each clump of ink (components above each other are one) is what most of its five nearest
/// examples are. No cuts, no other groupings, no doubt.
/// </summary>
internal sealed class NearestGlyphs(IReadOnlyList<GlyphSample> examples)
{
    private const int Neighbours = 5;

    public string Read(OpenCvSharp.Mat grey)
    {
        if (InkCrop.From(grey) is not { } crop || InkParts.Of(crop) is not { Count: > 0 } parts)
        {
            return "";
        }

        var line = WritingLine.Of(parts);
        var text = "";
        foreach (var clump in Clumps(parts))
        {
            var features = new float[GlyphFeatures.Count];
            GlyphFeatures.Fill(crop, clump, line, features);
            var label = Nearest(features);
            text += label == GlyphAlphabet.Speck ? "" : GlyphAlphabet.Of(label);
        }

        return text;
    }

    private static IEnumerable<InkPart[]> Clumps(List<InkPart> parts)
    {
        var clump = new List<InkPart>();
        foreach (var part in parts.OrderBy(part => part.Box.Left))
        {
            var right = clump.Count == 0 ? int.MinValue : clump.Max(other => other.Box.Right);
            if (clump.Count > 0 && right - part.Box.Left < 0.4 * Math.Min(part.Box.Width, clump.Max(other => other.Box.Width)))
            {
                yield return [.. clump];
                clump.Clear();
            }

            clump.Add(part);
        }

        yield return [.. clump];
    }

    private int Nearest(float[] features)
    {
        var votes = new double[GlyphAlphabet.Count];
        foreach (var (label, likeness) in examples.Select(example => (example.Label, Likeness: Likeness(example.Features, features)))
            .OrderByDescending(example => example.Likeness).Take(Neighbours))
        {
            votes[label] += Math.Pow(Math.Max(0, likeness), 8);
        }

        return Array.IndexOf(votes, votes.Max());
    }

    private static float Likeness(float[] a, float[] b) => RandomFeatures.Dot(a, b) / MathF.Sqrt(RandomFeatures.Dot(a, a) * RandomFeatures.Dot(b, b));
}
