using System.Runtime.InteropServices;
using System.Text;

namespace Ingest.Engine.Learning.Texts;

/// <summary>
/// A linear classifier of short texts: named features, the weights that Microsoft.ML found for them, softmax. Weights are
/// kept in half precision; reading the file needs no Microsoft.ML.
/// </summary>
internal sealed class TextModel
{
    private const uint Magic = 0x31545854;

    private readonly Dictionary<string, int> _vocabulary;
    private readonly Half[] _weights;
    private readonly float[] _biases;
    private readonly float _sharpness;

    /// <param name="vocabulary">The features in the order of their weights.</param>
    /// <param name="weights">For each feature one weight a class.</param>
    /// <param name="sharpness">What scores are multiplied by, so that probabilities mean what they say.</param>
    public TextModel(IReadOnlyList<string> classes, IReadOnlyList<string> vocabulary, Half[] weights, float[] biases, float sharpness)
    {
        (Classes, _weights, _biases, _sharpness) = (classes, weights, biases, sharpness);
        _vocabulary = new Dictionary<string, int>(vocabulary.Count, StringComparer.Ordinal);
        foreach (var feature in vocabulary)
        {
            _vocabulary.Add(feature, _vocabulary.Count);
        }
    }

    public IReadOnlyList<string> Classes { get; }

    public int Features => _vocabulary.Count;

    /// <summary>How likely each class is, in the order of <see cref="Classes"/>; they add up to 1.</summary>
    public double[] Classify(IEnumerable<TextFeature> features)
    {
        var scores = Array.ConvertAll(_biases, bias => (double)bias);
        foreach (var (name, value) in features)
        {
            if (_vocabulary.TryGetValue(name, out var at))
            {
                var weights = _weights.AsSpan(at * scores.Length, scores.Length);
                for (var label = 0; label < scores.Length; label++)
                {
                    scores[label] += value * (float)weights[label];
                }
            }
        }

        return Softmax(scores, _sharpness);
    }

    public TextModel With(float sharpness) => new(Classes, [.. _vocabulary.OrderBy(pair => pair.Value).Select(pair => pair.Key)], _weights, _biases, sharpness);

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Classes.Count);
        foreach (var name in Classes)
        {
            writer.Write(name);
        }

        writer.Write(_vocabulary.Count);
        foreach (var (feature, _) in _vocabulary.OrderBy(pair => pair.Value))
        {
            writer.Write(feature);
        }

        writer.Write(MemoryMarshal.AsBytes<Half>(_weights));
        writer.Write(MemoryMarshal.AsBytes<float>(_biases));
        writer.Write(_sharpness);
    }

    /// <exception cref="InvalidDataException">It is no model, or one of another version.</exception>
    public static TextModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("not a model of texts, or one of another version; make it with: ingest train");
        }

        var classes = new string[reader.ReadInt32()];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = reader.ReadString();
        }

        var vocabulary = new string[reader.ReadInt32()];
        for (var i = 0; i < vocabulary.Length; i++)
        {
            vocabulary[i] = reader.ReadString();
        }

        var weights = MemoryMarshal.Cast<byte, Half>(reader.ReadBytes(vocabulary.Length * classes.Length * 2)).ToArray();
        var biases = MemoryMarshal.Cast<byte, float>(reader.ReadBytes(classes.Length * 4)).ToArray();
        return new TextModel(classes, vocabulary, weights, biases, reader.ReadSingle());
    }

    /// <summary>One of the models that are built in.</summary>
    /// <param name="file">Its name in models/.</param>
    /// <returns>Null where it was not built in: a model that beats no baseline does not ship.</returns>
    public static TextModel? BuiltIn(string file)
    {
        using var stream = typeof(TextModel).Assembly.GetManifestResourceStream(file);
        return stream is null ? null : Read(stream);
    }

    private static double[] Softmax(double[] scores, float sharpness)
    {
        var top = scores.Max();
        var powers = Array.ConvertAll(scores, score => Math.Exp((score - top) * sharpness));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}

internal readonly record struct TextFeature(string Name, float Value);
