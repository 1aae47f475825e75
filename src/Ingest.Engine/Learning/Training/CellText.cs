using System.Globalization;

namespace Ingest.Engine.Learning.Training;

/// <summary>What is printed in made-up cells: numbers as forms have them, and writing that is no number.</summary>
internal static class CellText
{
    private const string Letters = "abcdefghkmnpqrstuvwxyzABCDEFGHJKLMNPRSTUVWXYZ";
    private const string Signs = "+±~:;°℃√*#&@!?、。《》“”：；□■☑○年月日元万个项分";

    /// <summary>As often as reports have them, and the forms that other faces and input methods give them.</summary>
    private const string Comparisons = "≥≥≥≥≥≥≤≤≤≤>><<==×≧≦⩾⩽＞＜＝";

    /// <summary>The kinds of numbers that are measured one by one.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["integer", "decimal", "percentage", "thousands", "amount", "date", "comparison"];

    public static string Number(Random random) => random.Next(23) switch
    {
        < 6 => Number("integer", random),
        < 9 => Number("decimal", random),
        < 12 => Number("percentage", random),
        < 13 => Number("thousands", random),
        < 15 => Number("amount", random),
        < 16 => Number("date", random),
        16 => Bracketed(random),
        17 => $"{random.Next(1, 100)}{"-/"[random.Next(2)]}{random.Next(1, 100)}",
        20 or 21 => Number("comparison", random),
        22 => random.Next(4) == 0 ? Comparisons[random.Next(Comparisons.Length)].ToString() : Number("comparison", random),
        18 => random.Next(3) == 0 ? $"-{random.Next(1, 1000)}" : Number("percentage", random),
        _ => random.Next(6) switch { 0 => "-", 1 => "—", 2 => "/", 3 => "%", 4 => "--", _ => FullWidth(Number("decimal", random)) },
    };

    public static string Number(string kind, Random random) => kind switch
    {
        "integer" => random.Next(101).ToString(CultureInfo.InvariantCulture),
        "decimal" => $"{random.Next(101)}.{Digits(random, random.Next(1, 3))}",
        "percentage" => random.Next(3) == 0 ? $"{random.Next(101)}%" : $"{random.Next(101)}.{Digits(random, 2)}%",
        "thousands" => Thousands(random) + (random.Next(4) == 0 ? "" : $".{(random.Next(2) == 0 ? "00" : Digits(random, 2))}"),
        "amount" => random.Next(1, 10) + Digits(random, random.Next(3, 8)) + (random.Next(3) == 0 ? "" : $".{Digits(random, random.Next(1, 3))}"),
        "comparison" => Comparisons[random.Next(Comparisons.Length)] + Number(Kinds[random.Next(4)], random),
        "date" => string.Join("-./"[random.Next(3)], random.Next(2005, 2031), random.Next(1, 13).ToString("00", CultureInfo.InvariantCulture),
            random.Next(1, 29).ToString("00", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Anything in the alphabet, so that no character is seen in its usual company alone.</summary>
    public static string Jumble(Random random)
    {
        var text = new char[random.Next(1, 8)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = GlyphAlphabet.Characters[random.Next(GlyphAlphabet.Characters.Length)];
        }

        return new string(text);
    }

    /// <summary>No number: Han, letters and signs, or a number with some of them.</summary>
    public static string Other(Random random, Func<int, bool> hasGlyph, bool hasHan) => random.Next(10) switch
    {
        < 5 when hasHan => Han(random, random.Next(1, 7), hasGlyph),
        < 7 when hasHan => Number("integer", random) + Han(random, 1, hasGlyph) + (random.Next(2) == 0 ? Number("integer", random) : ""),
        7 when hasHan => Number(Kinds[random.Next(5)], random) + "。。。、；"[random.Next(5)],
        < 9 => Word(random, Letters),
        _ => hasHan ? string.Concat(Word(random, Signs).Where(sign => hasGlyph(sign))) is { Length: > 0 } signs ? signs : "A" : Word(random, Letters),
    };

    public static string Han(Random random, int length, Func<int, bool> hasGlyph)
    {
        var text = new char[length];
        for (var i = 0; i < length; i++)
        {
            do
            {
                text[i] = (char)random.Next(0x4E00, 0x9FA6);
            }
            while (!hasGlyph(text[i]));
        }

        return new string(text);
    }

    private static string Bracketed(Random random) => random.Next(3) switch
    {
        0 => $"({random.Next(1, 100)})",
        1 => $"（{random.Next(1, 100)}）",
        _ => $"({Number("decimal", random)})",
    };

    private static string Thousands(Random random)
    {
        var text = random.Next(1, 1000).ToString(CultureInfo.InvariantCulture);
        for (var group = random.Next(1, 4); group > 0; group--)
        {
            text += "," + Digits(random, 3);
        }

        return text;
    }

    private static string Digits(Random random, int length) =>
        string.Create(length, random, (span, source) =>
        {
            foreach (ref var digit in span)
            {
                digit = (char)('0' + source.Next(10));
            }
        });

    private static string Word(Random random, string from) =>
        string.Create(random.Next(1, 7), random, (span, source) =>
        {
            foreach (ref var letter in span)
            {
                letter = from[source.Next(from.Length)];
            }
        });

    private static string FullWidth(string text) =>
        string.Concat(text.Select(character => (char)(character - '0' + '０')));
}
