namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Puts right what Tesseract's Chinese model cannot print or confuses by rule: it has no （ ） ； ： —, and gives ASCII or
/// look-alikes for them. No rule knows a word; each looks at a character's neighbours alone.
/// </summary>
internal static class TextRepair
{
    public static IReadOnlyList<ReadCharacter> Repair(IReadOnlyList<ReadCharacter> line)
    {
        var fixedLine = line.ToArray();
        for (var i = 0; i < fixedLine.Length; i++)
        {
            if (Repaired(fixedLine, i) is { } text)
            {
                fixedLine[i] = fixedLine[i] with { Text = text };
            }
        }

        return fixedLine;
    }

    private static string? Repaired(ReadCharacter[] line, int i) => line[i].Char switch
    {
        '(' or '〈' => "（",
        ')' or '〉' => "）",
        ';' => "；",
        '?' => "？",
        '!' => "！",
        ':' when !IsBetweenDigits(line, i) => "：",
        '一' or '-' or '—' when IsDash(line, i) => "—",
        _ => null,
    };

    private static bool IsBetweenDigits(ReadCharacter[] line, int i) =>
        i > 0 && i + 1 < line.Length && char.IsAsciiDigit(line[i - 1].Char) && char.IsAsciiDigit(line[i + 1].Char);

    /// <summary>A dash in Chinese is two characters long: 一一, 一-, —一 between others.</summary>
    private static bool IsDash(ReadCharacter[] line, int i)
    {
        static bool Stroke(ReadCharacter c) => c.Char is '一' or '-' or '—';
        var pairsLeft = i > 0 && Stroke(line[i - 1]);
        var pairsRight = i + 1 < line.Length && Stroke(line[i + 1]);
        return pairsLeft || pairsRight;
    }
}
