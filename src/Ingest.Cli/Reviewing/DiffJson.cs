using System.Text.Encodings.Web;
using System.Text.Json;
using Ingest.Core.Corrections;
using Ingest.Store;

namespace Ingest.Cli.Reviewing;

/// <summary>For programs: values as the contract writes them, differences as they come, counts at the end.</summary>
internal sealed class DiffJson : IDiffWriter
{
    private readonly Stream _output;
    private readonly Utf8JsonWriter _json;

    public DiffJson(Stream output, string before, string after)
    {
        _output = output;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString("before", before);
        _json.WriteString("after", after);
        _json.WriteStartArray("differences");
    }

    public static string? ListOf(Difference difference) => difference.Row?.List switch
    {
        RowList.Indicators => "indicators",
        RowList.Funds => "funds",
        _ => null,
    };

    public async Task WriteAsync(ReadingPair pair, IReadOnlyList<ReportDifference> reports, CancellationToken cancellationToken)
    {
        if (pair.Before is null || pair.After is null)
        {
            _json.WriteStartObject();
            Document(pair);
            _json.WriteString("field", "document");
            _json.WriteString("kind", pair.Before is null ? "appeared" : "vanished");
            _json.WriteEndObject();
        }

        foreach (var report in reports)
        {
            foreach (var difference in report.Differences)
            {
                Write(pair, report, difference);
            }
        }

        await _json.FlushAsync(cancellationToken);
    }

    public async Task EndAsync(DifferenceCounts counts, CancellationToken cancellationToken)
    {
        _json.WriteEndArray();
        _json.WriteNumber("documents", counts.Documents);
        _json.WriteNumber("changed", counts.Changed);
        _json.WriteNumber("onlyBefore", counts.OnlyBefore);
        _json.WriteNumber("onlyAfter", counts.OnlyAfter);
        _json.WriteStartArray("counts");
        foreach (var (kind, field, count) in counts.Changes)
        {
            _json.WriteStartObject();
            _json.WriteString("kind", DifferenceNames.Of(kind));
            _json.WriteString("field", field);
            _json.WriteNumber("count", count);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        await _json.FlushAsync(cancellationToken);
        await _output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private void Write(ReadingPair pair, ReportDifference report, Difference difference)
    {
        _json.WriteStartObject();
        Document(pair);
        _json.WriteNumber("report", report.Ordinal);
        _json.WriteString("projectName", report.ProjectName);
        if (difference.Row is { } row)
        {
            _json.WriteString("list", ListOf(difference));
            _json.WriteNumber("row", row.Ordinal);
            _json.WriteString("rowName", difference.RowName);
        }

        _json.WriteString("field", difference.Field);
        _json.WriteString("kind", DifferenceNames.Of(difference.Kind));
        Value("before", difference.Before);
        Value("after", difference.After);
        _json.WriteEndObject();
    }

    private void Document(ReadingPair pair)
    {
        _json.WriteString("path", pair.Path);
        _json.WriteString("sha256", pair.Sha256);
    }

    private void Value(string name, Core.Reports.FieldValue? value)
    {
        _json.WritePropertyName(name);
        CorrectionValues.Write(value).WriteTo(_json);
    }
}
