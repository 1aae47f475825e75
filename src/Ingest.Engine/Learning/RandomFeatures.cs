using System.Numerics;
using System.Runtime.InteropServices;

namespace Ingest.Engine.Learning;

/// <summary>cos(Wx + b), W normal and b uniform: inner products of such vectors approach a Gaussian kernel's values.</summary>
internal sealed class RandomFeatures
{
    private readonly float[] _directions;
    private readonly float[] _shifts;

    /// <param name="width">Of the kernel: how far apart two glyphs are that have little to say about each other.</param>
    public RandomFeatures(int seed, int size, float width)
    {
        (Seed, Size, Width) = (seed, size, width);
        var draw = new Draw((ulong)(uint)seed);
        _directions = new float[size * GlyphFeatures.Count];
        for (var i = 0; i < _directions.Length; i += 2)
        {
            (_directions[i], _directions[i + 1]) = draw.NormalPair();
        }

        foreach (ref var direction in _directions.AsSpan())
        {
            direction /= width;
        }

        _shifts = new float[size];
        foreach (ref var shift in _shifts.AsSpan())
        {
            shift = (float)(draw.Uniform() * 2 * Math.PI);
        }
    }

    public int Seed { get; }

    public int Size { get; }

    public float Width { get; }

    public void Map(ReadOnlySpan<float> features, Span<float> mapped)
    {
        for (var i = 0; i < Size; i++)
        {
            mapped[i] = Dot(_directions.AsSpan(i * GlyphFeatures.Count, GlyphFeatures.Count), features) + _shifts[i];
        }

        Cosine(mapped);
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> first = Vector<float>.Zero, second = Vector<float>.Zero;
        var i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            first += left[i] * right[i];
            second += left[i + 1] * right[i + 1];
        }

        if (i < left.Length)
        {
            first += left[i] * right[i];
        }

        var sum = Vector.Sum(first + second);
        for (var rest = left.Length * Vector<float>.Count; rest < a.Length; rest++)
        {
            sum += a[rest] * b[rest];
        }

        return sum;
    }

    /// <summary>Within 2e-4: whole turns are taken off, and the sine of a quarter turn less is a short series.</summary>
    private static void Cosine(Span<float> values)
    {
        var quick = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var value in quick)
        {
            var turns = value * (1 / (2 * MathF.PI));
            turns = Vector.Abs(turns - Vector.Floor(turns + new Vector<float>(0.5f)));
            var x = (new Vector<float>(0.25f) - turns) * (2 * MathF.PI);
            var square = x * x;
            value = x * (Vector<float>.One - (square * (new Vector<float>(1 / 6f) - (square * (new Vector<float>(1 / 120f) - (square * (1 / 5040f)))))));
        }

        for (var rest = quick.Length * Vector<float>.Count; rest < values.Length; rest++)
        {
            values[rest] = MathF.Cos(values[rest]);
        }
    }

    /// <summary>A generator of our own (SplitMix64): a model must not change because a library's generator did.</summary>
    internal struct Draw(ulong state)
    {
        private ulong _state = state;

        public double Uniform()
        {
            _state += 0x9E3779B97F4A7C15;
            var bits = _state;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return ((bits ^ (bits >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        public (float First, float Second) NormalPair()
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
            var angle = 2 * Math.PI * Uniform();
            return ((float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle)));
        }
    }
}
