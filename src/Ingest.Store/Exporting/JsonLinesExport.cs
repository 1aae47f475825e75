using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingest.Store.Exporting;

/// <summary>JSON Lines: an object a row, each with every column; amounts keep their decimals, times are UTC.</summary>
internal sealed class JsonLinesExport(Stream stream) : IExportWriter
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private IReadOnlyList<JsonEncodedText> names = [];
    private ExportTable? table;

    public Task BeginAsync(ExportTable table, CancellationToken cancellation)
    {
        this.table = table;
        names = [.. table.Columns.Select(column => JsonEncodedText.Encode(column.Name))];
        return Task.CompletedTask;
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?> row, CancellationToken cancellation)
    {
        json.WriteStartObject();
        for (var at = 0; at < row.Count; at++)
        {
            json.WritePropertyName(names[at]);
            Write(json, row[at]);
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        await stream.WriteAsync(LineEnd, cancellation);
        json.Reset();
    }

    public Task EndAsync(CancellationToken cancellation) => table is null ? Task.CompletedTask : stream.FlushAsync(cancellation);

    public ValueTask DisposeAsync() => json.DisposeAsync();

    internal static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long whole: json.WriteNumberValue(whole); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double real: json.WriteNumberValue(real); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case DateOnly day: json.WriteStringValue(day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(time); break;
            case string[] texts:
                json.WriteStartArray();
                foreach (var text in texts)
                {
                    json.WriteStringValue(text);
                }

                json.WriteEndArray();
                break;
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }
}
