using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ingest.Fixtures.Scans;

/// <summary>The golden of a scan: that of the print, with the scan's file, kind and quality, and what is covered.</summary>
internal static class ScanGolden
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    /// <summary>Whose seal is on it.</summary>
    public static string Organisation(string textGolden) =>
        (string?)JsonNode.Parse(File.ReadAllText(textGolden))!["reports"]![0]!["budgetUnit"] ?? "预算绩效管理办公室";

    public static string Write(string textGolden, string fileName, ScanPlan plan, IReadOnlyList<(int Report, string Path)> covered)
    {
        var golden = JsonNode.Parse(File.ReadAllText(textGolden))!.AsObject();
        golden.Insert(1, "quality", plan.Quality);
        var document = golden["document"]!.AsObject();
        document["fileName"] = fileName;
        document["kind"] = plan.Container == Container.PdfMixed ? "mixed" : "scan";
        foreach (var report in golden["reports"]!.AsArray().OfType<JsonObject>())
        {
            var paths = covered.Where(value => value.Report == (int)report["ordinal"]!).Select(value => value.Path).Order(StringComparer.Ordinal).ToList();
            if (paths.Count > 0)
                report["covered"] = new JsonArray([.. paths.Select(path => (JsonNode)path)]);
        }

        return golden.ToJsonString(Indented) + "\n";
    }
}
