using System.Text.Json.Nodes;
using Ingest.Core;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Reading;

namespace Ingest.Fixtures.Scans;

/// <summary>Where a value of the golden stands in the print, in points. Decides what a seal covers, and no value.</summary>
internal sealed record ValuePlace(int Report, string Path, int Page, Box Box);

/// <summary>Reads the places from the text layer, which the text fixtures prove to be read exactly.</summary>
internal sealed class TextPositions : IDisposable
{
    private readonly ReportParser _parser = new(FormPackReader.BuiltIn());
    private readonly DocumentReader _reader = new();

    public IReadOnlyList<ValuePlace> Of(string pdf)
    {
        var extraction = JsonNode.Parse(ReportJson.Write(_parser.Parse(_reader.Read(pdf)), indented: false))!;
        return
        [
            .. extraction["reports"]!.AsArray().SelectMany((report, index) => report!["evidence"]!.AsObject().SelectMany(entry =>
                entry.Value!["regions"]?.AsArray().Select(region => new ValuePlace(index + 1, entry.Key, (int)region!["page"]!, BoxOf(region["box"]!.AsArray()))) ?? [])),
        ];
    }

    public void Dispose() => _reader.Dispose();

    private static Box BoxOf(JsonArray box) => new((double)box[0]!, (double)box[1]!, (double)box[2]!, (double)box[3]!);
}
