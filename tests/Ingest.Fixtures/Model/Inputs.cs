using System.Text.Json;
using System.Text.Json.Serialization;
using Ingest.Fixtures.Sheets;

namespace Ingest.Fixtures.Model;

/// <summary>Which records in which layout make which file.</summary>
internal sealed record FixturePlan
{
    public required string Name { get; init; }
    public required string Layout { get; init; }

    /// <summary>Names of files in records/, or "seed:1" to "seed:5".</summary>
    public required IReadOnlyList<string> Records { get; init; }
}

/// <summary>Reads manifest, layouts, records and the seed's golden from the repository.</summary>
internal sealed class Inputs(string projectFolder, string seedPath)
{
    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // A misspelt key in a layout must not pass for a default; a golden of the seed may hold keys we do not print.
    private static readonly JsonSerializerOptions Strict = new(JsonOptions) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public IReadOnlyList<FixturePlan> Plans() => Read<IReadOnlyList<FixturePlan>>(Path.Combine(projectFolder, "fixtures.json"), Strict);

    public Layout Layout(string name) => Read<Layout>(Path.Combine(projectFolder, "layouts", name + ".json"), Strict);

    /// <summary>Null when it is a report of the seed and nobody has transcribed the seed yet.</summary>
    public FormRecord? Record(string name)
    {
        if (!name.StartsWith("seed:", StringComparison.Ordinal))
            return Read<FormRecord>(Path.Combine(projectFolder, "records", name + ".json"), Strict);
        if (!File.Exists(seedPath))
            return null;
        var index = int.Parse(name["seed:".Length..], System.Globalization.CultureInfo.InvariantCulture) - 1;
        return Read<SeedGolden>(seedPath, JsonOptions).Reports[index];
    }

    public IReadOnlyList<FixturePlan> SheetPlans() => Read<IReadOnlyList<FixturePlan>>(Path.Combine(projectFolder, "sheets.json"), Strict);

    public SheetLayout SheetLayout(string name) => Read<SheetLayout>(Path.Combine(projectFolder, "sheets", "layouts", name + ".json"), Strict);

    public SheetRecord SheetRecord(string name) => Read<SheetRecord>(Path.Combine(projectFolder, "sheets", "records", name + ".json"), Strict);

    private static T Read<T>(string path, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), options) ?? throw new JsonException("empty");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    private sealed record SeedGolden(IReadOnlyList<FormRecord> Reports);
}
