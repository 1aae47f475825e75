using System.Text.Json;
using Ingest.Store;

namespace Ingest.Cli.Watching;

/// <summary>What became of a dropped file, beside it: <c>report.pdf.ingest.json</c>. There whole or not at all.</summary>
internal static class ResultFile
{
    public const string Extension = ".ingest.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="IOException">The folder is full or may not be written.</exception>
    public static void Write(ManifestRow row)
    {
        var target = row.Path + Extension;
        var partial = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.part");
        File.WriteAllText(partial, JsonSerializer.Serialize(
            new { row.Outcome, row.Reason, row.Message, row.MessageZh, row.Reports, row.Pages, row.Sha256, row.RecordedAt }, Format));
        File.Move(partial, target, overwrite: true);
    }
}
