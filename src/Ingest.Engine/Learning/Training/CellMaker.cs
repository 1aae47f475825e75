using OpenCvSharp;

namespace Ingest.Engine.Learning.Training;

/// <summary>A cell as scanned, with its truth.</summary>
internal sealed record MadeCell(string Text, PrintedCell Cell, bool IsNumber) : IDisposable
{
    /// <summary>As a reader should say it.</summary>
    public string Expected => string.Concat(Text.Select(character => GlyphAlphabet.Of(GlyphAlphabet.Label(character))));

    public void Dispose() => Cell.Dispose();
}

/// <summary>The qualities of scans that are measured one by one; <c>any</c> draws from all that we can think of.</summary>
internal static class CellMaker
{
    public static IReadOnlyList<string> Qualities { get; } = ["300 grey", "300 jpeg", "200 grey skewed", "200 bilevel", "200 bilevel thin", "150 soft", "600 bilevel", "touching", "rulings left"];

    public static MadeCell Make(LoadedFace face, string text, bool isNumber, string? quality, Random random)
    {
        var dpi = quality is null ? random.Next(8) switch { 0 or 1 => 150, 2 or 3 or 4 => 200, 5 or 6 => 300, _ => random.Next(350, 620) } : Dpi(quality);
        var em = (float)((quality is null ? 8 + (8 * random.NextDouble()) : 9.5 + (3.5 * random.NextDouble())) * dpi / 72);
        text = string.Concat(text.Select(character => face.Has(character) ? character : Narrow(character)));
        using var printed = CellRenderer.Render(quality is null ? AnyPrint(face, text, em, random) : PrintFor(quality, face, text, em, random));
        var damage = quality is null ? AnyDamage(dpi, em, random) : DamageFor(quality, em, random);
        return new MadeCell(text, damage.Apply(printed, em, random), isNumber);
    }

    /// <summary>What a face without the character prints in its place.</summary>
    private static char Narrow(char character) => character switch
    {
        '≥' or '≧' or '⩾' => '>',
        '≤' or '≦' or '⩽' => '<',
        '×' => '*',
        _ => Ascii(character),
    };

    private static char Ascii(char character) => GlyphAlphabet.Label(character) is var label and < GlyphAlphabet.Other ? GlyphAlphabet.Of(label) : character;

    private static int Dpi(string quality) => int.TryParse(quality.Split(' ')[0], out var dpi) ? dpi : 300;

    private static Print PrintFor(string quality, LoadedFace face, string text, float em, Random random) => new(text, face.Typeface, em)
    {
        Weight = quality.EndsWith("thin", StringComparison.Ordinal) ? -0.004f : 0,
        Tracking = quality == "touching" ? -0.085f : 0,
        Skew = quality.EndsWith("skewed", StringComparison.Ordinal) ? (float)Spread(random, 1.5) : (float)Spread(random, 0.3),
    };

    private static ScanDamage DamageFor(string quality, float em, Random random)
    {
        var damage = new ScanDamage
        {
            Blur = 0.5,
            Ink = 20,
            Noise = 4,
            Margins = (Between(random, 0, 0.5), Between(random, 0, 0.5), Between(random, 0, 0.5), Between(random, 0, 0.5)),
        };
        return quality switch
        {
            "300 jpeg" => damage with { Quality = random.Next(25, 60), Blur = 0.8, Ink = 40, Paper = 240 },
            "200 grey skewed" => damage with { Noise = 14, Blur = 0.6, Ink = 50, Paper = 235, Enlarged = 1.5 },
            "200 bilevel" => damage with { Threshold = Between(random, 0.46, 0.6), Specks = 0.0004, Enlarged = 1.5 },
            "200 bilevel thin" => damage with { Threshold = Between(random, 0.41, 0.48), Specks = 0.0004, Enlarged = 1.5 },
            "150 soft" => damage with { Blur = Between(random, 0.8, 1.15), Ink = 90, Paper = 225, Noise = 5, Quality = 60, Enlarged = 2 },
            "600 bilevel" => damage with { Threshold = 0.5, Specks = 0.0002 },
            "rulings left" => damage with { Rulings = random.Next(1, 16), Margins = (0.25, 0.25, 0.25, 0.25) },
            _ => damage,
        };
    }

    private static Print AnyPrint(LoadedFace face, string text, float em, Random random) => new(text, face.Typeface, em)
    {
        Stretch = random.Next(3) == 0 ? (float)Between(random, 0.82, 1.2) : 1,
        Slant = random.Next(10) == 0 ? -(float)Between(random, 0.1, 0.28) : 0,
        Weight = random.Next(3) switch { 0 => (float)Between(random, 0, 0.035), 1 => -(float)Between(random, 0, 0.014), _ => 0 },
        Tracking = random.Next(3) switch { 0 => (float)Between(random, -0.09, 0), 1 => (float)Between(random, 0, 0.12), _ => 0 },
        Skew = (float)Spread(random, random.Next(3) == 0 ? 2.2 : 0.5),
    };

    private static ScanDamage AnyDamage(int dpi, float em, Random random)
    {
        var isBilevel = random.Next(5) < 2;
        return new ScanDamage
        {
            Blur = em * Between(random, 0.004, dpi <= 200 ? 0.05 : 0.03),
            Ink = (byte)random.Next(0, 110),
            Paper = (byte)random.Next(205, 256),
            Noise = random.Next(3) == 0 ? Between(random, 5, 22) : Between(random, 0, 5),
            Threshold = isBilevel ? Between(random, 0.36, 0.75) : 0,
            Specks = random.Next(4) == 0 ? 0.002 * random.NextDouble() : 0,
            Quality = !isBilevel && random.Next(3) == 0 ? random.Next(20, 90) : 0,
            Scratches = random.Next(8) == 0 ? random.Next(1, 4) : 0,
            Enlarged = random.Next(2) == 0 ? Math.Max(1, 300.0 / dpi) : Between(random, 0.8, 1.6),
            Margins = (Margin(random), Margin(random), Margin(random), Margin(random)),
            Rulings = random.Next(5) == 0 ? random.Next(1, 16) : 0,
        };
    }

    private static double Margin(Random random) => random.Next(3) == 0 ? 0 : Between(random, 0, 0.7);

    private static double Between(Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    private static double Spread(Random random, double limit) => Between(random, -limit, limit);
}
