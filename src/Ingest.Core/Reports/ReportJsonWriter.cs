using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingest.Core.Classes;
using Ingest.Core.Documents;

namespace Ingest.Core.Reports;

/// <summary>Writes one extraction; used once.</summary>
internal sealed class ReportJsonWriter(Extraction extraction, bool indented)
{
    public const string ClassKey = "class";
    public const string ClassSourceKey = "classSource";

    private readonly ArrayBufferWriter<byte> buffer = new();

    public string Write()
    {
        var options = new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Extraction.Schema);
            json.WriteNumber("reviewThreshold", Extraction.ReviewThreshold);
            WriteDocument(json);
            json.WriteStartArray("reports");
            foreach (var report in extraction.Reports)
            {
                WriteReport(json, report);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>One value as the contract writes it.</summary>
    public static string ValueAsJson(FieldValue? value)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteValue(json, value);
        }

        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private void WriteDocument(Utf8JsonWriter json)
    {
        json.WriteStartObject("document");
        json.WriteString("fileName", extraction.FileName);
        json.WriteString("sha256", extraction.Sha256);
        json.WriteNumber("pageCount", extraction.PageCount);
        json.WriteString("kind", extraction.Kind.ToString().ToLowerInvariant());
        WriteFindings(json, extraction.Findings);
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteNumber("ordinal", report.Key.Ordinal);
        json.WritePropertyName("pages");
        json.WriteRawValue(FormattableString.Invariant($"[{report.Key.FirstPage}, {report.Key.LastPage}]"));
        json.WriteString("form", report.Form);
        WriteValues(json, report.Fields);
        WriteFunds(json, report.Funds);
        json.WriteStartArray("indicators");
        foreach (var indicator in report.Indicators)
        {
            json.WriteStartObject();
            json.WriteNumber("ordinal", indicator.Ordinal);
            WriteValues(json, indicator.Cells);
            WriteClass(json, indicator.Class);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteValues(json, report.Totals);
        WriteFindings(json, report.Findings);
        WriteEvidence(json, report);
        json.WriteEndObject();
    }

    private static void WriteFunds(Utf8JsonWriter json, IReadOnlyList<FundLine>? funds)
    {
        if (funds is null)
        {
            return;
        }

        json.WriteStartArray("funds");
        foreach (var line in funds)
        {
            json.WriteStartObject();
            WriteValues(json, line.Cells);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What an indicator is, and who says so; no cell of the form, and so not there where nobody does.</summary>
    private static void WriteClass(Utf8JsonWriter json, IndicatorClass? given)
    {
        if (given is not null)
        {
            json.WriteString(ClassKey, given.Code);
            json.WriteString(ClassSourceKey, given.Source.ToString().ToLowerInvariant());
        }
    }

    private static void WriteMeasure(Utf8JsonWriter json, MeasureValue measure)
    {
        json.WriteStartObject();
        json.WriteString("operator", measure.Operator);
        if (measure.Value is { } number)
        {
            json.WriteNumber("value", WithoutTrailingZeros(number));
        }
        else
        {
            json.WriteNull("value");
        }

        json.WriteString("unit", measure.Unit);
        json.WriteString("text", measure.Text);
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<Field> fields)
    {
        foreach (var item in fields)
        {
            json.WritePropertyName(item.Key);
            WriteValue(json, item.Value);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, FieldValue? value)
    {
        switch (value)
        {
            case TextValue text:
                json.WriteStringValue(text.Text);
                break;
            case NumberValue number:
                json.WriteNumberValue(WithoutTrailingZeros(number.Number));
                break;
            case DateValue date:
                json.WriteStringValue(date.Iso);
                break;
            case FlagValue flag:
                json.WriteBooleanValue(flag.Flag);
                break;
            case ListValue list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                break;
            case MeasureValue measure:
                WriteMeasure(json, measure);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("path", finding.Path);
            json.WriteString("message", finding.Message);
            json.WriteString("messageEn", finding.MessageEn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject("evidence");
        foreach (var item in report.Fields)
        {
            WriteEvidence(json, item.Key, item);
        }

        var rows = (report.Funds ?? []).Select(line => (line.Path, line.Cells)).Concat(report.Indicators.Select(row => (row.Path, row.Cells)));
        foreach (var (path, cells) in rows)
        {
            foreach (var cell in cells.Where(WantsEvidence))
            {
                WriteEvidence(json, $"{path}.{cell.Key}", cell);
            }
        }

        foreach (var row in report.Indicators.Where(row => row.Class is not null))
        {
            WriteEvidence(json, $"{row.Path}.{ClassKey}", ClassEvidence(row));
        }

        foreach (var item in report.Totals)
        {
            WriteEvidence(json, item.Key, item);
        }

        json.WriteEndObject();
    }

    /// <summary>A class stands where the words do that say it: the printed level's, or the name's that a model went by.</summary>
    private static Field ClassEvidence(Indicator row)
    {
        var learned = row.Class!.Source == ClassSource.Learned;
        var isSecond = row.Text("subcategory") is { } level && ClassCatalogue.Default.OfPrinted(level) == row.Class.Code;
        var words = row.Find(learned ? "name" : isSecond ? "subcategory" : "category");
        return new Field(ClassKey, new TextValue(row.Class.Code), words?.Raw ?? "", new Evidence(
            words?.Evidence.Regions ?? [], learned ? TextSource.Learned : words?.Evidence.Source ?? TextSource.Text, row.Class.Confidence));
    }

    /// <summary>A blank cell of the table has an entry only where there is something to look at and a doubt about it; the parts of a measure have its own.</summary>
    private static bool WantsEvidence(Field cell) => cell.Value is not MeasureValue &&
        (cell.Value is not null || cell.Raw.Length > 0 ||
        (cell.Evidence.Regions.Count > 0 && cell.Evidence.Confidence < Extraction.ReviewThreshold));

    private static void WriteEvidence(Utf8JsonWriter json, string path, Field item)
    {
        json.WriteStartObject(path);
        json.WriteStartArray("regions");
        foreach (var region in item.Evidence.Regions)
        {
            WriteRegion(json, region);
        }

        json.WriteEndArray();
        json.WriteString("raw", item.Raw);
        json.WriteString("source", item.Evidence.Source.ToString().ToLowerInvariant());
        json.WriteNumber("confidence", Rounded(item.Evidence.Confidence, 4));
        json.WriteEndObject();
    }

    /// <summary>On one line even where the rest is indented: a report has hundreds.</summary>
    private static void WriteRegion(Utf8JsonWriter json, Region region)
    {
        var place = region.Lines is { } lines
            ? string.Create(CultureInfo.InvariantCulture, $"\"lines\": [{lines.First}, {lines.Last}]")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"\"box\": [{Rounded(region.Box.X, 2)}, {Rounded(region.Box.Y, 2)}, {Rounded(region.Box.Width, 2)}, {Rounded(region.Box.Height, 2)}]");
        json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{{ \"page\": {region.Page}, {place} }}"));
    }

    // Through decimal, so that no exponent and no "NaN" can reach the JSON.
    private static decimal Rounded(double value, int decimals) =>
        double.IsFinite(value) && Math.Abs(value) < 1e12 ? WithoutTrailingZeros(Math.Round((decimal)value, decimals)) : 0;

    // Dividing by a one of 28 decimals makes decimal drop the zeros that it otherwise remembers: 9700000.00 is 9700000.
    private static decimal WithoutTrailingZeros(decimal value) => value / 1.0000000000000000000000000000m;
}
