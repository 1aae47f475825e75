using System.Numerics;
using System.Runtime.InteropServices;

namespace Ingest.Engine.Learning;

/// <summary>
/// The trained classifier: random Fourier features (Rahimi and Recht 2007), which make a linear classifier behave like one
/// with a Gaussian kernel, and on them the weights that Microsoft.ML found. The random part is drawn anew from its seed,
/// so the file holds the weights alone, and reading it needs no Microsoft.ML.
/// </summary>
internal sealed class GlyphModel
{
    private const string Resource = "digits.bin";
    private const uint Magic = 0x32474449;

    private static readonly Lazy<GlyphModel> Built = new(() =>
    {
        using var stream = typeof(GlyphModel).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("models/digits.bin was not built in; make it with: ingest train digits");
        return Read(stream);
    });

    private readonly RandomFeatures _random;
    private readonly float[] _weights;
    private readonly float[] _biases;

    public GlyphModel(RandomFeatures random, float[] weights, float[] biases, GlyphCalibration calibration) =>
        (_random, _weights, _biases, Calibration) = (random, weights, biases, calibration);

    /// <summary>The one in models/, shared by all readers.</summary>
    public static GlyphModel Default => Built.Value;

    public GlyphCalibration Calibration { get; }

    public RandomFeatures Random => _random;

    public GlyphModel With(GlyphCalibration calibration) => new(_random, _weights, _biases, calibration);

    /// <summary>How likely each class is; they add up to 1.</summary>
    /// <param name="features">As <see cref="GlyphFeatures"/> fills them.</param>
    public void Classify(ReadOnlySpan<float> features, Span<float> probabilities)
    {
        var size = _random.Size;
        Span<float> mapped = stackalloc float[size];
        _random.Map(features, mapped);
        for (var label = 0; label < GlyphAlphabet.Count; label++)
        {
            probabilities[label] = (RandomFeatures.Dot(_weights.AsSpan(label * size, size), mapped) + _biases[label]) * Calibration.Sharpness;
        }

        var top = float.MinValue;
        foreach (var value in probabilities[..GlyphAlphabet.Count])
        {
            top = Math.Max(top, value);
        }

        var sum = 0f;
        for (var label = 0; label < GlyphAlphabet.Count; label++)
        {
            sum += probabilities[label] = MathF.Exp(probabilities[label] - top);
        }

        for (var label = 0; label < GlyphAlphabet.Count; label++)
        {
            probabilities[label] /= sum;
        }
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(_random.Seed);
        writer.Write(_random.Size);
        writer.Write(_random.Width);
        writer.Write(MemoryMarshal.AsBytes<float>(_weights));
        writer.Write(MemoryMarshal.AsBytes<float>(_biases));
        Calibration.Write(writer);
    }

    /// <exception cref="InvalidDataException">It is no model, or one of another version.</exception>
    public static GlyphModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("not a model of digits, or one of another version; make it with: ingest train digits");
        }

        var random = new RandomFeatures(reader.ReadInt32(), reader.ReadInt32(), reader.ReadSingle());
        var weights = new float[random.Size * GlyphAlphabet.Count];
        var biases = new float[GlyphAlphabet.Count];
        stream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(biases.AsSpan()));
        return new GlyphModel(random, weights, biases, GlyphCalibration.Read(reader));
    }
}
