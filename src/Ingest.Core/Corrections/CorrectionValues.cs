using System.Text.Json;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;

namespace Ingest.Core.Corrections;

/// <summary>Values between what a reviewer types, the contract's JSON, and the domain.</summary>
public static class CorrectionValues
{
    private const string PointsSuffix = "Points";

    /// <summary>How a key of the form is normalised; null for a key that the form does not have.</summary>
    public static FieldKind? KindOf(FormPack pack, RowList? list, string key) => list switch
    {
        null => pack.Fields.FirstOrDefault(field => field.Key == key)?.Kind ?? pack.Table.Columns.FirstOrDefault(column => column.TotalKey == key)?.Kind,
        RowList.Indicators => KindOf(pack.Table.Columns, key),
        _ => key == FundLine.LineKey && pack.Funds is not null ? FieldKind.Text : KindOf(pack.Funds?.Columns ?? [], key),
    };

    /// <summary>
    /// Reads what was typed by the rules that read the page. False for something that is no such value; a blank is null.
    /// </summary>
    public static bool TryRead(FieldKind kind, string typed, out FieldValue? value)
    {
        var text = typed.ReplaceLineEndings("\n").Trim();
        value = Normaliser.Normalise(kind, text, text.Split('\n'), unit: null);
        return value is not null || Blanks.IsBlank(text) || (kind is FieldKind.Amount or FieldKind.Number or FieldKind.Rate && Blanks.IsNothing(text));
    }

    /// <summary>As a reviewer types it, so that what is read again is the same value.</summary>
    public static string Show(FieldValue? value) => value switch
    {
        TextValue text => text.Text,
        NumberValue number => number.Number.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture),
        DateValue date => date.Iso,
        FlagValue flag => flag.Flag ? "是" : "否",
        ListValue list => string.Join('、', list.Items),
        MeasureValue measure => $"{measure.Operator}{measure.Value}{measure.Unit}{measure.Text}",
        _ => "",
    };

    public static JsonElement Write(FieldValue? value)
    {
        using var json = JsonDocument.Parse(ReportJsonWriter.ValueAsJson(value));
        return json.RootElement.Clone();
    }

    /// <summary>Null where the JSON is null, or no value of this kind.</summary>
    public static FieldValue? Read(JsonElement json, FieldKind kind) => json.ValueKind switch
    {
        JsonValueKind.String => kind == FieldKind.Date ? IsoDates.Read(json.GetString()!) : new TextValue(json.GetString()!),
        JsonValueKind.Number => new NumberValue(json.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False => new FlagValue(json.GetBoolean()),
        JsonValueKind.Array => new ListValue([.. json.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]),
        _ => null,
    };

    /// <summary>The value with what follows from it: a target is also taken apart.</summary>
    internal static IEnumerable<(string Key, FieldValue? Value)> WithParts(FieldKind kind, string key, FieldValue? value)
    {
        yield return (key, value);
        if (kind == FieldKind.Measure)
        {
            yield return (key + FieldBuilder.PartsSuffix, value is TextValue text ? Measures.Parse(text.Text) : null);
        }
    }

    private static FieldKind? KindOf(IReadOnlyList<FormColumn> columns, string key) =>
        columns.FirstOrDefault(column => column.Key == key)?.Kind ??
        (key.EndsWith(PointsSuffix, StringComparison.Ordinal) &&
            columns.Any(column => column.Key + PointsSuffix == key && column.Kind is FieldKind.Category or FieldKind.Level) ? FieldKind.Number : null);
}

/// <summary>A row's anchor as JSON, for corrections that name a second row.</summary>
public static class AnchorJson
{
    public static JsonElement Write(RowAnchor row) => JsonSerializer.SerializeToElement(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["ordinal"] = row.Ordinal,
        ["category"] = row.Category,
        ["name"] = row.Name,
        ["addedBy"] = row.AddedBy,
    });

    public static RowAnchor? Read(RowList list, JsonElement? json) => json is not { ValueKind: JsonValueKind.Object } anchor ? null : new RowAnchor(
        list,
        anchor.TryGetProperty("ordinal", out var ordinal) && ordinal.TryGetInt32(out var number) ? number : 0,
        Text(anchor, "category"),
        Text(anchor, "name"),
        anchor.TryGetProperty("addedBy", out var added) && added.ValueKind == JsonValueKind.Number ? added.GetInt64() : null);

    private static string? Text(JsonElement owner, string key) =>
        owner.TryGetProperty(key, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
