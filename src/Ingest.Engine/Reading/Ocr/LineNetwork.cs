using System.Numerics.Tensors;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// The recogniser of PP-OCRv4 (Du et al., SVTR, 2022; models/network.md): a network that reads a whole line of 6,622 Chinese, Latin and
/// other characters at once. Shared by all threads.
/// </summary>
internal sealed class LineNetwork : IDisposable
{
    private const string ModelResource = "network.onnx";
    private const string CharactersResource = "network.txt";

    /// <summary>The height that it was trained with, pixels.</summary>
    private const int Height = 48;

    /// <summary>Pixels of a line of that height: it was hardly trained with shorter ones.</summary>
    private const int LeastWidth = 96;

    /// <summary>And no page holds longer ones.</summary>
    private const int MostWidth = 8192;

    /// <summary>White around a line, of its height, as it stood around the lines that it was trained with.</summary>
    private const double Margin = 0.12;
    private const int LeastMargin = 2;

    /// <summary>The class of no character at all, with which such a network parts two that are alike.</summary>
    private const int Blank = 0;

    private static readonly Lazy<LineNetwork> Built = new(() => new LineNetwork());

    private readonly InferenceSession _session;
    private readonly string[] _characters;
    private readonly RunOptions _run = new();

    private LineNetwork()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        _session = new InferenceSession(Bytes(ModelResource), options);
        _characters = [.. Encoding.UTF8.GetString(Bytes(CharactersResource)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(AsciiDigit), " "];
    }

    /// <exception cref="OcrUnavailableException">The library that runs it is missing.</exception>
    public static LineNetwork Shared
    {
        get
        {
            NativeLibraries.Load();
            return Built.Value;
        }
    }

    /// <summary>The characters of a line from left to right, without white space: none where it is too long to be one.</summary>
    /// <param name="page">8 bits grey, dark on white.</param>
    public IReadOnlyList<ReadCharacter> Read(Mat page, Rect line)
    {
        var margin = LeastMargin + (int)Math.Round(Margin * line.Height);
        var crop = Rect.Inflate(line, margin, margin).Intersect(new Rect(0, 0, page.Width, page.Height));
        var width = (int)Math.Ceiling((double)crop.Width * Height / crop.Height);
        if (width > MostWidth)
        {
            return [];
        }

        using var view = new Mat(page, crop);
        using var image = new Mat();
        Cv2.Resize(view, image, new Size(width, Height), 0, 0, crop.Height > Height ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        Cv2.CopyMakeBorder(image, image, 0, 0, 0, Math.Max(0, LeastWidth - width), BorderTypes.Constant, Scalar.White);
        using var input = OrtValue.CreateTensorValueFromMemory(Input(image), [1, 3, Height, image.Width]);
        using var outputs = _session.Run(_run, _session.InputNames, [input], _session.OutputNames);
        var steps = (int)outputs[0].GetTensorTypeAndShape().Shape[1];
        return Placed(Decoded(outputs[0].GetTensorDataAsSpan<float>(), steps), crop.X, (double)image.Width / steps * crop.Width / width, line);
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>Three planes of -1, black, to 1, white: the network was trained with colours.</summary>
    private static float[] Input(Mat image)
    {
        using var scaled = new Mat();
        image.ConvertTo(scaled, MatType.CV_32FC1, 1 / 127.5, -1);
        _ = scaled.GetArray(out float[] plane);
        return [.. plane, .. plane, .. plane];
    }

    /// <summary>Best class of each step, repeated ones once and blanks dropped (greedy decoding of CTC, Graves et al. 2006).</summary>
    private List<(string Text, int Step, double Confidence)> Decoded(ReadOnlySpan<float> output, int steps)
    {
        var classes = output.Length / steps;
        var read = new List<(string Text, int Step, double Confidence)>();
        var last = Blank;
        for (var step = 0; step < steps; step++)
        {
            var likelihoods = output.Slice(step * classes, classes);
            var best = TensorPrimitives.IndexOfMax(likelihoods);
            if (best != Blank && best != last)
            {
                read.Add((_characters[best - 1], step, likelihoods[best]));
            }
            else if (best != Blank && likelihoods[best] > read[^1].Confidence)
            {
                read[^1] = (read[^1].Text, step, likelihoods[best]);
            }

            last = best;
        }

        read.RemoveAll(character => string.IsNullOrWhiteSpace(character.Text));
        return read;
    }

    /// <summary>A step is the middle of a character's room; it reaches half a line's height to both sides, or to the middle between it and the next.</summary>
    private static List<ReadCharacter> Placed(List<(string Text, int Step, double Confidence)> read, int left, double pixelsPerStep, Rect line)
    {
        double Middle(int at) => left + ((read[at].Step + 0.5) * pixelsPerStep);
        var half = line.Height / 2.0;
        return
        [
            .. read.Select((character, at) => new ReadCharacter(
                character.Text,
                Math.Clamp((int)Math.Max(Middle(at) - half, at == 0 ? line.X : (Middle(at - 1) + Middle(at)) / 2), line.X, line.Right),
                Math.Clamp((int)Math.Ceiling(Math.Min(Middle(at) + half, at + 1 == read.Count ? line.Right : (Middle(at) + Middle(at + 1)) / 2)), line.X, line.Right),
                character.Confidence)),
        ];
    }

    /// <summary>Of digits both widths are the same figure.</summary>
    private static string AsciiDigit(string character) => character is [>= '０' and <= '９' and var digit] ? ((char)(digit - '０' + '0')).ToString() : character;

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(LineNetwork).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"models/{resource} was not built in");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
