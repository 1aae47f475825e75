using System.Text.Json;
using Ingest.Core.Reports;

namespace Ingest.Engine.Learning;

/// <summary>models/confidence.json: for each kind of value pairs of what a reader claims and how often it was right.</summary>
public static class ConfidenceModel
{
    private const string Resource = "confidence.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Lazy<ConfidenceMap> Built = new(() =>
    {
        using var stream = typeof(ConfidenceModel).Assembly.GetManifestResourceStream(Resource);
        return stream is null ? ConfidenceMap.None : Read(stream);
    });

    /// <summary>The one in models/.</summary>
    public static ConfidenceMap Default => Built.Value;

    public static string Write(ConfidenceMap map) => JsonSerializer.Serialize(
        map.Steps.OrderBy(kind => kind.Key).ToDictionary(kind => NameOf(kind.Key), kind => kind.Value.Select(step => new[] { step.Claimed, step.Right })), Indented) + "\n";

    /// <exception cref="InvalidDataException">It is no such file, or its lines do not rise.</exception>
    public static ConfidenceMap Read(Stream stream)
    {
        try
        {
            var lines = JsonSerializer.Deserialize<Dictionary<string, double[][]>>(stream)!;
            var map = Enum.GetValues<ReadingKind>().Where(kind => lines.ContainsKey(NameOf(kind))).ToDictionary(
                kind => kind, kind => (IReadOnlyList<(double, double)>)[.. lines[NameOf(kind)].Select(step => (step[0], step[1]))]);
            return map.Count == lines.Count && map.Values.All(Rises)
                ? new ConfidenceMap(map)
                : throw new InvalidDataException("not a model of confidences: make it with: ingest train calibration");
        }
        catch (Exception wrong) when (wrong is JsonException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("not a model of confidences: make it with: ingest train calibration", wrong);
        }
    }

    private static bool Rises(IReadOnlyList<(double Claimed, double Right)> line) =>
        line.Zip(line.Skip(1)).All(pair => pair.First.Claimed < pair.Second.Claimed && pair.First.Right <= pair.Second.Right)
        && line.All(step => step is { Claimed: >= 0 and <= 1, Right: >= 0 and <= 1 });

    private static string NameOf(ReadingKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
