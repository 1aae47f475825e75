using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingest.Cli.Evaluation;

/// <summary>JSON values compared as the contract means them: numbers by value, a missing key as null.</summary>
internal static class JsonValues
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    public static JsonElement Get(JsonElement owner, string key) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var value) ? value : Null;

    public static IEnumerable<JsonElement> Items(JsonElement owner, string key) =>
        Get(owner, key) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<string> Keys(JsonElement owner) =>
        owner.ValueKind == JsonValueKind.Object ? owner.EnumerateObject().Select(property => property.Name) : [];

    public static bool AreSame(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        return left.ValueKind switch
        {
            JsonValueKind.Number => left.TryGetDecimal(out var a) && right.TryGetDecimal(out var b) ? a == b : left.GetDouble().Equals(right.GetDouble()),
            JsonValueKind.String => left.GetString() == right.GetString(),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => AreSame(pair.First, pair.Second)),
            JsonValueKind.Object => Keys(left).Union(Keys(right), StringComparer.Ordinal).All(key => AreSame(Get(left, key), Get(right, key))),
            _ => true,
        };
    }

    /// <summary>For people: a text as it is, the rest as JSON.</summary>
    public static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => JsonSerializer.Serialize(value, Compact),
    };
}
