using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Ingest.Fixtures.Scans;

/// <summary>One scan to be made: of which fixture, how it looks, into what file.</summary>
internal sealed record ScanPlan
{
    /// <summary>The text fixture's name.</summary>
    public required string Fixture { get; init; }

    /// <summary>A key of the qualities: what figures are gathered by.</summary>
    public required string Quality { get; init; }

    /// <summary>Decides everything that is left to chance.</summary>
    public required int Seed { get; init; }

    /// <summary>Tells two scans of one fixture in one quality apart.</summary>
    public string? Variant { get; init; }

    public Container Container { get; init; }

    /// <summary>What differs from the quality's look.</summary>
    public JsonObject? Look { get; init; }

    /// <summary>dev: measured while working; test: looked at only in the end; calibrate: confidences are fitted to it with dev; commit: small, in the repository.</summary>
    public IReadOnlyList<string> Sets { get; init; } = ["more"];

    public string Name => Variant is null ? $"{Fixture}-{Quality}" : $"{Fixture}-{Quality}-{Variant}";
}

/// <summary>What holds the pictures of the pages.</summary>
internal enum Container
{
    Pdf,

    /// <summary>A page in some dozen images, one above the other.</summary>
    PdfStrips,

    /// <summary>A page in rows and columns of images.</summary>
    PdfTiles,

    /// <summary>With an invisible text over the picture, as bad as recognition by the wrong language makes it.</summary>
    PdfHiddenText,

    /// <summary>The first page as it was printed, the others scanned.</summary>
    PdfMixed,
    Tiff,
    Jpeg,
    Png,
}

/// <summary>scans.json: the qualities' looks, and the scans.</summary>
internal sealed record ScanPlans(IReadOnlyDictionary<string, JsonObject> Qualities, IReadOnlyList<ScanPlan> Scans)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new SpanConverter() },
    };

    public static ScanPlans Read(string path) =>
        JsonSerializer.Deserialize<ScanPlans>(File.ReadAllText(path), Strict) ?? throw new InvalidDataException($"{path}: empty");

    public ScanLook LookOf(ScanPlan plan)
    {
        var look = Qualities.TryGetValue(plan.Quality, out var quality)
            ? (JsonObject)quality.DeepClone()
            : throw new InvalidDataException($"{plan.Name}: no quality {plan.Quality}");
        foreach (var (key, value) in plan.Look ?? [])
            look[key] = value?.DeepClone();
        return look.Deserialize<ScanLook>(Strict)!;
    }
}

/// <summary>How the pages of a scan look. Lengths are millimetres of paper where nothing else is said.</summary>
internal sealed record ScanLook
{
    public required int Dpi { get; init; }

    /// <summary>Dots an inch down the page where they are not those across, as faxes have it.</summary>
    public int? DpiDown { get; init; }

    public required Colour Colour { get; init; }
    public required Encoding Encoding { get; init; }
    public int JpegQuality { get; init; } = 80;

    /// <summary>Degrees clockwise, one of these for the whole document.</summary>
    public IReadOnlyList<int> Turns { get; init; } = [0];

    /// <summary>Degrees either way.</summary>
    public Span Skew { get; init; }

    /// <summary>Grey of paper and of ink, 0 to 255.</summary>
    public Span Paper { get; init; } = new(250, 254);
    public Span Ink { get; init; } = new(10, 30);

    /// <summary>How warm the paper is: what blue lacks against red, in grey steps.</summary>
    public Span Tint { get; init; }

    /// <summary>Standard deviation of the soft focus, in pixels of the scan.</summary>
    public Span Blur { get; init; } = new(0.45, 0.6);

    /// <summary>Standard deviation of the sensor's noise, in grey steps.</summary>
    public Span Noise { get; init; }

    /// <summary>Share of pixels that are black or white by fault.</summary>
    public Span SaltAndPepper { get; init; }

    /// <summary>Specks of dirt on a page.</summary>
    public Span Specks { get; init; }

    /// <summary>How much darker the darkest place of the page is, as a share of its light.</summary>
    public Span Shadow { get; init; }

    /// <summary>The chance of each, by page.</summary>
    public double Fold { get; init; }
    public double Holes { get; init; }
    public double Border { get; init; }
    public double BleedThrough { get; init; }

    /// <summary>Red seals over text, red rectangular stamps, and the chance that the seal is on the first page too.</summary>
    public int Seals { get; init; }
    public int Stamps { get; init; }

    /// <summary>What pages are cut off or moved by.</summary>
    public Span Shift { get; init; }

    /// <summary>How much of each stroke's edge the ink has lost, in pixels of the scan.</summary>
    public Span Thinning { get; init; }

    /// <summary>Share of the rulings' length that is missing or faint.</summary>
    public Span BrokenRulings { get; init; }

    /// <summary>Of a bilevel scan: the share of what looks inked that its threshold leaves black; strokes thin and break as it falls.</summary>
    public Span InkKept { get; init; } = new(0.85, 0.95);
}

internal enum Colour
{
    Grey,
    Bilevel,
    Colour,
}

internal enum Encoding
{
    Jpeg,
    Jpeg2000,
    Flate,
    CcittG4,
    Jbig2,
}

/// <summary>From here to there; [a, b] or one number in JSON.</summary>
internal readonly record struct Span(double From, double To)
{
    public double Draw(Random random) => From + (random.NextDouble() * (To - From));

    /// <summary>Drawn, and to either side.</summary>
    public double DrawSigned(Random random) => Draw(random) * (random.Next(2) == 0 ? 1 : -1);
}

internal sealed class SpanConverter : JsonConverter<Span>
{
    public override Span Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return new Span(reader.GetDouble(), reader.GetDouble());
        var ends = JsonSerializer.Deserialize<double[]>(ref reader, options);
        return ends is [var from, var to] ? new Span(from, to) : throw new JsonException("a range is [from, to]");
    }

    public override void Write(Utf8JsonWriter writer, Span value, JsonSerializerOptions options) => throw new NotSupportedException();
}
