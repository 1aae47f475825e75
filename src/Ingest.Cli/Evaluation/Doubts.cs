using System.Text.Json;
using Ingest.Core.Reports;

namespace Ingest.Cli.Evaluation;

/// <summary>How sure an extraction is of each of its values: by confidence, and by what its findings name.</summary>
internal sealed class Doubts
{
    private readonly double _threshold;
    private readonly JsonElement _evidence;
    private readonly IReadOnlyList<(string Rule, string Path)> _findings;
    private readonly HashSet<(string Rule, string Path)> _expected;

    /// <param name="threshold">The extraction's own.</param>
    /// <param name="golden">A report; its findings are what the form itself leaves doubtful.</param>
    /// <param name="inGolden">How a path of the extraction reads in the golden.</param>
    public Doubts(double threshold, JsonElement golden, JsonElement actual, Func<string, string> inGolden)
    {
        _threshold = threshold;
        _evidence = JsonValues.Get(actual, "evidence");
        _findings = [.. Findings(actual)];
        var listed = Findings(golden).ToHashSet();
        _expected = [.. _findings.Where(finding => listed.Contains((finding.Rule, inGolden(finding.Path))))];
    }

    /// <summary>0 to 1; null for a value without evidence.</summary>
    public double? ConfidenceOf(string path) =>
        JsonValues.Get(JsonValues.Get(_evidence, path), "confidence") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>Whether a reviewer is sent to the value: it is unsure, or a finding names it, what it stands in, or a part of it.</summary>
    public bool IsFlagged(string path) => path.EndsWith(FieldBuilder.PartsSuffix, StringComparison.Ordinal)
        ? IsFlagged(path[..^FieldBuilder.PartsSuffix.Length]) // Taken apart by rule, they are as sure as the whole.
        : ConfidenceOf(path) < _threshold || Naming(path).Any();

    /// <summary>Whether the form itself, correctly read, is what sends the reviewer there.</summary>
    public bool IsExpected(string path) => !(ConfidenceOf(path) < _threshold) && Naming(path).Any() && Naming(path).All(_expected.Contains);

    private IEnumerable<(string Rule, string Path)> Naming(string path) =>
        _findings.Where(finding => finding.Path == path || IsPartOf(path, finding.Path) || IsPartOf(finding.Path, path));

    private static bool IsPartOf(string path, string whole) =>
        path.Length > whole.Length && path.StartsWith(whole, StringComparison.Ordinal) && path[whole.Length] is '.' or '[';

    private static IEnumerable<(string Rule, string Path)> Findings(JsonElement report) =>
        JsonValues.Items(report, "findings").Select(finding =>
            (JsonValues.Show(JsonValues.Get(finding, "rule")), JsonValues.Show(JsonValues.Get(finding, "path"))));
}
