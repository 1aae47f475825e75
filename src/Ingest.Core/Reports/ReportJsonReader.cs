using System.Globalization;
using System.Text.Json;
using Ingest.Core.Classes;
using Ingest.Core.Documents;
using Ingest.Core.Forms;

namespace Ingest.Core.Reports;

/// <summary>Reads the JSON contract back. The packs say which strings are dates and which keys are totals.</summary>
internal sealed class ReportJsonReader
{
    private static readonly HashSet<string> Reserved = ["ordinal", "pages", "form", "funds", "indicators", "findings", "evidence", ReportJsonWriter.ClassKey, ReportJsonWriter.ClassSourceKey];

    private readonly HashSet<string> dates;
    private readonly HashSet<string> totals;

    private ReportJsonReader(IReadOnlyList<FormPack> packs)
    {
        dates =
        [
            .. packs.SelectMany(pack => pack.Fields).Where(field => field.Kind == FieldKind.Date).Select(field => field.Key),
            .. packs.SelectMany(pack => pack.Table.Columns).Where(column => column.Kind == FieldKind.Date).Select(column => column.Key),
        ];
        totals = [.. packs.SelectMany(pack => pack.Table.Columns).Select(column => column.TotalKey).OfType<string>()];
    }

    public static Extraction Read(string json, IReadOnlyList<FormPack> packs)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new ReportJsonReader(packs).ReadExtraction(document.RootElement);
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new FormatException($"This is no extraction as JSON: {trouble.Message}", trouble);
        }
    }

    private Extraction ReadExtraction(JsonElement root)
    {
        var about = Child(root, "document");
        var kind = Enum.TryParse<DocumentKind>(Text(about, "kind"), ignoreCase: true, out var parsed) ? parsed : DocumentKind.Text;
        return new Extraction(
            Text(about, "fileName"),
            Text(about, "sha256"),
            Child(about, "pageCount") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : 0,
            kind,
            ReadFindings(about),
            [.. root.GetProperty("reports").EnumerateArray().Select((report, index) => ReadReport(report, index + 1, SourceOf(kind)))]);
    }

    private Report ReadReport(JsonElement report, int position, TextSource source)
    {
        var pages = Child(report, "pages") is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Select(page => page.GetInt32()).ToList() : [];
        var evidence = new EvidenceReader(Child(report, "evidence"), source);
        var fields = ReadFields(report, "", evidence);
        return new Report(
            new ReportKey(Ordinal(report, position), pages.FirstOrDefault(), pages.LastOrDefault()),
            Text(report, "form"),
            [.. fields.Where(item => !totals.Contains(item.Key))],
            ReadIndicators(report, evidence),
            [.. fields.Where(item => totals.Contains(item.Key))],
            ReadFindings(report))
        {
            Funds = ReadFunds(report, evidence),
        };
    }

    private List<FundLine>? ReadFunds(JsonElement report, EvidenceReader evidence) =>
        Child(report, "funds") is not { ValueKind: JsonValueKind.Array } lines
            ? null
            : [.. lines.EnumerateArray().Select((line, index) =>
                new FundLine(index + 1, ReadFields(line, FormattableString.Invariant($"funds[{index}]."), evidence)))];

    private List<Indicator> ReadIndicators(JsonElement report, EvidenceReader evidence) =>
        Child(report, "indicators") is not { ValueKind: JsonValueKind.Array } rows
            ? []
            : [.. rows.EnumerateArray().Select((row, index) =>
                new Indicator(Ordinal(row, index + 1), ReadFields(row, FormattableString.Invariant($"indicators[{index}]."), evidence))
                {
                    Class = ReadClass(row, FormattableString.Invariant($"indicators[{index}].{ReportJsonWriter.ClassKey}"), evidence),
                })];

    private static IndicatorClass? ReadClass(JsonElement row, string path, EvidenceReader evidence) =>
        TextOrNull(row, ReportJsonWriter.ClassKey) is { } code
        && Enum.TryParse<ClassSource>(Text(row, ReportJsonWriter.ClassSourceKey), ignoreCase: true, out var source)
            ? new IndicatorClass(code, source, evidence.Of(path).Evidence.Confidence)
            : null;

    private List<Field> ReadFields(JsonElement owner, string prefix, EvidenceReader evidence)
    {
        var fields = new List<Field>();
        foreach (var property in owner.EnumerateObject())
        {
            if (!Reserved.Contains(property.Name) && TryReadValue(property, out var value))
            {
                var (raw, where) = evidence.Of(prefix + property.Name);
                fields.Add(new Field(property.Name, value, raw, where));
            }
        }

        return fields;
    }

    /// <summary>False for objects and lists of them that the domain has no field for.</summary>
    private bool TryReadValue(JsonProperty property, out FieldValue? value)
    {
        var element = property.Value;
        value = element.ValueKind switch
        {
            JsonValueKind.String when dates.Contains(property.Name) && IsoDates.Read(element.GetString()!) is { } date => date,
            JsonValueKind.String => new TextValue(element.GetString()!),
            JsonValueKind.Number => new NumberValue(element.GetDecimal()),
            JsonValueKind.True => new FlagValue(true),
            JsonValueKind.False => new FlagValue(false),
            JsonValueKind.Object when property.Name.EndsWith(FieldBuilder.PartsSuffix, StringComparison.Ordinal) => ReadMeasure(element),
            JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                new ListValue([.. element.EnumerateArray().Select(item => item.GetString()!)]),
            _ => null,
        };
        return value is not null || element.ValueKind == JsonValueKind.Null;
    }

    private static MeasureValue ReadMeasure(JsonElement parts) => new(
        TextOrNull(parts, "operator"),
        Child(parts, "value") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null,
        TextOrNull(parts, "unit"),
        TextOrNull(parts, "text"));

    private static string? TextOrNull(JsonElement owner, string key) =>
        Child(owner, key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static List<Finding> ReadFindings(JsonElement? owner) =>
        Child(owner, "findings") is not { ValueKind: JsonValueKind.Array } findings
            ? []
            : [.. findings.EnumerateArray().Select(finding => new Finding(
                Text(finding, "rule"),
                Enum.TryParse<Severity>(Text(finding, "severity"), ignoreCase: true, out var severity) ? severity : Severity.Warning,
                Text(finding, "path"),
                Text(finding, "message"),
                Text(finding, "messageEn")))];

    private static TextSource SourceOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Scan => TextSource.Ocr,
        DocumentKind.Dump => TextSource.Dump,
        _ => TextSource.Text,
    };

    private static int Ordinal(JsonElement owner, int otherwise) =>
        Child(owner, "ordinal") is { ValueKind: JsonValueKind.Number } ordinal ? ordinal.GetInt32() : otherwise;

    private static string Text(JsonElement? owner, string key) =>
        Child(owner, key) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement? Child(JsonElement? owner, string key) =>
        owner is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(key, out var child) ? child : null;

    /// <summary>The evidence object of one report; an empty one where a golden has none.</summary>
    private sealed class EvidenceReader(JsonElement? entries, TextSource source)
    {
        public (string Raw, Evidence Evidence) Of(string path) =>
            Child(entries, path) is { } entry
                ? (Text(entry, "raw"), new Evidence(ReadRegions(entry), ReadSource(entry), Child(entry, "confidence")?.GetDouble() ?? 1))
                : ("", new Evidence([], source, 1));

        private TextSource ReadSource(JsonElement entry) =>
            Enum.TryParse<TextSource>(Text(entry, "source"), ignoreCase: true, out var read) ? read : source;

        private static List<Region> ReadRegions(JsonElement entry) =>
            Child(entry, "regions") is { ValueKind: JsonValueKind.Array } regions ? [.. regions.EnumerateArray().Select(ReadRegion)] : [];

        private static Region ReadRegion(JsonElement region)
        {
            var page = region.GetProperty("page").GetInt32();
            if (Child(region, "lines") is { } lines)
            {
                return new Region(page, default, (lines[0].GetInt32(), lines[1].GetInt32()));
            }

            var box = region.GetProperty("box");
            return new Region(page, new Box(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble()));
        }
    }
}

/// <summary>Dates as the contract writes them: "2019-01-31", "2019-01", "2019".</summary>
internal static class IsoDates
{
    public static DateValue? Read(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return OfDay(day);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return OfMonth(month.Year, month.Month);
        }

        return DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year) ? OfYear(year.Year) : null;
    }

    public static DateValue OfDay(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day);

    public static DateValue OfMonth(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return new DateValue(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), first, first.AddDays(DateTime.DaysInMonth(year, month) - 1));
    }

    public static DateValue OfYear(int year) =>
        new(year.ToString("0000", CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
}
