using OpenCvSharp;

namespace Ingest.Engine.Learning.Training;

internal sealed record GlyphSample(float[] Features, int Label);

/// <summary>
/// Cuts made-up cells as the reader does and labels each group of parts by the characters whose ink it holds: one whole
/// character is that, two together or a half are <see cref="GlyphAlphabet.Mixed"/>, ink of none is a speck.
/// </summary>
internal sealed class GlyphSampler(IReadOnlyList<LoadedFace> faces, int seed)
{
    private const int CellsPerShard = 250;

    // What looks the same as a figure or a dash in many faces is no example of anything.
    private const string Twins = "OoQlIijJxX|丨一二〇○、'\"`°:;!~_";

    // The same where nothing beside them tells how tall the line is.
    private const string LoneTwins = "。";

    private readonly IReadOnlyList<LoadedFace> _han = [.. faces.Where(face => face.Face.HasHan)];

    /// <summary>The same for the same faces and seed, on however many cores.</summary>
    public IReadOnlyList<GlyphSample> Sample(int cells, CancellationToken cancellationToken)
    {
        var shards = new List<GlyphSample>[(cells + CellsPerShard - 1) / CellsPerShard];
        Parallel.For(0, shards.Length, new ParallelOptions { CancellationToken = cancellationToken }, shard =>
        {
            var random = new Random(SeedOf(seed, shard));
            shards[shard] = [];
            for (var i = 0; i < CellsPerShard; i++)
            {
                using var cell = Make(random, null);
                Collect(cell, random, shards[shard]);
            }
        });
        return [.. shards.SelectMany(shard => shard)];
    }

    /// <summary>A number in four of five cells.</summary>
    public MadeCell Make(Random random, string? quality)
    {
        if (random.Next(10) < 7)
        {
            var text = random.Next(20) < 15 ? CellText.Number(random) : CellText.Jumble(random);
            return CellMaker.Make(faces[random.Next(faces.Count)], text, isNumber: true, quality, random);
        }

        var face = _han.Count > 0 && random.Next(5) < 4 ? _han[random.Next(_han.Count)] : faces[random.Next(faces.Count)];
        return CellMaker.Make(face, CellText.Other(random, face.Has, face.Face.HasHan), isNumber: false, quality, random);
    }

    private static int SeedOf(int seed, int shard) => unchecked((seed * 1_000_003) + (shard * 7919) + 17);

    private static void Collect(MadeCell cell, Random random, List<GlyphSample> samples)
    {
        if (InkCrop.From(cell.Cell.Grey) is not { } crop || InkParts.Of(crop) is not { Count: > 0 and < 60 } whole)
        {
            return;
        }

        var line = WritingLine.Of(whole);
        CollectGroups(cell, crop, whole, line, random, samples);
        var cut = new List<InkPart>();
        foreach (var part in whole)
        {
            var pieces = GlyphGroups.MayBeCut(part, line) && (part.Box.Width > 0.8 * line.Height || random.Next(4) == 0) ? InkParts.Cut(crop, part, line.Height) : [];
            cut.AddRange(pieces.Count > 0 ? pieces : [part]);
        }

        if (cut.Count > whole.Count)
        {
            cut.Sort((a, b) => a.Middle.CompareTo(b.Middle));
            CollectGroups(cell, crop, cut, line, random, samples);
        }
    }

    private static void CollectGroups(MadeCell cell, InkCrop crop, List<InkPart> parts, WritingLine line, Random random, List<GlyphSample> samples)
    {
        var ink = new OwnedInk(cell, crop, parts);
        foreach (var (from, to) in GlyphGroups.Of(parts, line))
        {
            var box = GlyphFeatures.BoxOf(GlyphGroups.Slice(parts, from, to));
            var isLarge = box.Height >= 0.5 * line.Height && box.Width >= 0.3 * line.Height;
            if (ink.LabelOf(from, to, isLarge, cell.Text.Length == 1 ? Twins + LoneTwins : Twins) is not { } label
                || (label is GlyphAlphabet.Other or GlyphAlphabet.Mixed && random.Next(5) > 1)
                || (label == GlyphAlphabet.Speck && (to - from > 1 || random.Next(2) > 0)))
            {
                continue;
            }

            var features = new float[GlyphFeatures.Count];
            GlyphFeatures.Fill(crop, GlyphGroups.Slice(parts, from, to), line, features);
            samples.Add(new GlyphSample(features, label));
        }
    }

    /// <summary>How much ink of each character each part holds.</summary>
    private sealed class OwnedInk
    {
        private readonly string _text;
        private readonly int[][] _byPart;
        private readonly int[] _total;

        public OwnedInk(MadeCell cell, InkCrop crop, List<InkPart> parts)
        {
            _text = cell.Text;
            _total = new int[_text.Length + 1];
            _byPart = new int[parts.Count][];
            var owners = cell.Cell.Owners;
            owners.GetArray(out byte[] levels);
            int width = owners.Width, height = owners.Height;
            for (var i = 0; i < parts.Count; i++)
            {
                var counts = _byPart[i] = new int[_text.Length + 1];
                var box = parts[i].Box;
                for (var y = box.Top; y < box.Bottom; y++)
                {
                    for (var x = box.Left; x < box.Right; x++)
                    {
                        if (crop.Labels[(y * crop.Width) + x] == parts[i].Label)
                        {
                            int sourceX = (int)((x + 0.5) / crop.Scale) + crop.Origin.X, sourceY = (int)((y + 0.5) / crop.Scale) + crop.Origin.Y;
                            var owner = (uint)sourceX < (uint)width && (uint)sourceY < (uint)height ? levels[(sourceY * width) + sourceX] : 0;
                            counts[owner]++;
                            _total[owner]++;
                        }
                    }
                }
            }
        }

        /// <summary>Null where it is neither clearly something nor clearly nothing.</summary>
        public int? LabelOf(int from, int to, bool isLarge, string twins)
        {
            var counts = new int[_total.Length];
            for (var i = from; i < to; i++)
            {
                for (var owner = 0; owner < counts.Length; owner++)
                {
                    counts[owner] += _byPart[i][owner];
                }
            }

            var sum = counts.Sum();
            var main = Array.IndexOf(counts, counts.Max());
            if (main == 0)
            {
                return counts[0] >= 0.9 * sum ? GlyphAlphabet.Speck : null;
            }

            var share = counts[main] / (double)sum;
            var held = counts[main] / (double)_total[main];
            var others = Enumerable.Range(1, counts.Length - 1).Count(owner => owner != main && counts[owner] >= 0.3 * _total[owner] && counts[owner] >= 0.06 * sum);
            var character = _text[main - 1];
            var label = GlyphAlphabet.Label(character);
            if (others > 0)
            {
                return label == GlyphAlphabet.Other ? null : GlyphAlphabet.Mixed;
            }

            if (share >= 0.9 && held >= 0.93)
            {
                return label == GlyphAlphabet.Other && twins.Contains(character, StringComparison.Ordinal) ? null : label;
            }

            return share < 0.9 || !isLarge ? null : label == GlyphAlphabet.Other ? label : held < 0.65 ? GlyphAlphabet.Mixed : null;
        }
    }
}
