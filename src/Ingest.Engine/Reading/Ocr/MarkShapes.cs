namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// What the ink says of marks that the Chinese model takes for others: where a mark stands on its line, and how long a stroke is.
/// </summary>
internal static class MarkShapes
{
    /// <summary>What comes out of a full stop at the end of a line.</summary>
    private const string StopLike = "\"*=”“'°`_·•．";

    /// <summary>And what, if it is a ring.</summary>
    private const string RingLike = "，,.、?？oO0°";

    // Of the line's height.
    private const double LowMark = 0.5;
    private const double Speck = 0.16;
    private const double Foot = 0.6;

    /// <summary>Some typefaces set the full stop into the middle; no quote hangs as low.</summary>
    private const double Middle = 0.4;
    private const double LongestStroke = 1.3;
    private const double NarrowestSlash = 0.2;

    /// <summary>Of a straight diagonal it is 1, of a 7 a half.</summary>
    private const double LeastSlant = 0.93;
    private const double SureSlash = 0.97;

    // A bar of = is so much longer than high; how far, of the width, its ends may be off the other's, and how high both together are: 二 is higher.
    private const double LeastBar = 2.5;
    private const double BarsOff = 0.05;
    private const double BarsNear = 0.3;
    private const double BarsApart = 0.66;
    private const int FewestDots = 4;

    /// <summary>Pixels: no character is as low.</summary>
    private const int TallestDot = PreparedPage.Dpi / 25;

    public static IReadOnlyList<ReadCharacter> Repair(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        if (Alone(line) is { } shape)
        {
            return [.. shape.Select(c => new ReadCharacter(c.ToString(), line.Line.Left, line.Line.Right, SureSlash) { IsByShape = true })];
        }

        var repaired = WithoutDoubledStrokes(read, line);
        if (repaired is [var only] && IsStroke(only))
        {
            // A cell that holds one stroke says that there is nothing to say: who counts writes more than one line.
            return [only with { Text = "—" }];
        }

        if (repaired.Count is 1 or 2 && IsSlash(line))
        {
            return [repaired[0] with { Text = "/", Right = repaired[^1].Right, Confidence = Math.Max(repaired[0].Confidence, SureSlash), IsByShape = true }];
        }

        MendStop(repaired, line);
        return repaired;
    }

    /// <summary>What fills a line alone and no reader knows: two like strokes above each other are =, a row of dots is an ellipsis.</summary>
    private static string? Alone(LineInk line)
    {
        var parts = line.Parts();
        if (parts.Count == 2 && parts.All(part => part.Width > LeastBar * part.Height)
            && Math.Max(Math.Abs(parts[0].Left - parts[1].Left), Math.Abs(parts[0].Right - parts[1].Right)) <= 1 + (BarsOff * line.Line.Width)
            && line.Line.Height > BarsNear * line.Line.Width && line.Line.Height < BarsApart * line.Line.Width)
        {
            return "=";
        }

        return parts.Count >= FewestDots && line.Line.Height <= TallestDot && line.Line.Width > FewestDots * line.Line.Height
            && parts.All(part => part.Height > part.Width / 2 && part.Width > part.Height / 2) ? "……" : null;
    }

    /// <summary>One stroke alone from lower left to upper right: a cell that holds it says that there is nothing to say.</summary>
    private static bool IsSlash(LineInk line) => line.Parts() is [var stroke] && stroke.Height >= stroke.Width && stroke.Width > NarrowestSlash * stroke.Height
        && line.Slant(stroke) > LeastSlant;

    /// <summary>One stroke read twice: 一一 no longer than one character is 一, not a dash. So is one circle, O〇.</summary>
    private static List<ReadCharacter> WithoutDoubledStrokes(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        var kept = new List<ReadCharacter>(read.Count);
        foreach (var character in read)
        {
            var isCircle = kept.Count > 0 && AreCircles(kept[^1].Char, character.Char);
            if (kept.Count > 0 && (isCircle || (IsStroke(character) && IsStroke(kept[^1])))
                && line.BoxOf(kept[^1].Left, character.Right).Width < LongestStroke * line.Line.Height)
            {
                kept[^1] = kept[^1] with { Text = isCircle ? "〇" : "一", Right = character.Right };
            }
            else
            {
                kept.Add(character);
            }
        }

        return kept;
    }

    /// <summary>A small mark at the foot of the line, behind its last word, ends the sentence: quotes and stars stand high. No sentence of these ends with a point of the size of a speck.</summary>
    private static void MendStop(List<ReadCharacter> read, LineInk line)
    {
        if (read.Count < 2 || !(StopLike + RingLike).Contains(read[^1].Char, StringComparison.Ordinal) || !(read[^2].IsHan || read[^2].Char is '）' or ')' or '%' or '”' || (read[^1].Char == '°' && char.IsAsciiDigit(read[^2].Char))))
        {
            return;
        }

        // The last ink of the line, however far off the model's own place for it is.
        var mark = line.Parts().DefaultIfEmpty(line.Line).MaxBy(part => part.Right);
        var isRing = mark.Width < 1.4 * mark.Height && mark.Height < 1.4 * mark.Width && line.IsHollow(mark);
        var middle = mark.Y + (mark.Height / 2.0);
        if (mark.Height < LowMark * line.Line.Height && middle > line.Line.Y + ((isRing ? Middle : Foot) * line.Line.Height)
            && (isRing || StopLike.Contains(read[^1].Char, StringComparison.Ordinal)))
        {
            read[^1] = read[^1] with { Text = "。" };
        }
        else if (read[^1].Char == '.' && Math.Max(mark.Width, mark.Height) < Speck * line.Line.Height)
        {
            read.RemoveAt(read.Count - 1);
        }
    }

    private static bool AreCircles(char a, char b) => (a == '〇' && IsRound(b)) || (b == '〇' && IsRound(a));

    private static bool IsRound(char c) => c is 'O' or 'o' or '0' or '○' or '。' or 'Q';

    private static bool IsStroke(ReadCharacter character) => character.Char is '一' or '-' or '—';
}
