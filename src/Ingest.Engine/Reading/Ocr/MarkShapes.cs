namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// What the ink says of marks that the Chinese model takes for others: where a mark stands on its line, and how long a stroke is.
/// </summary>
internal static class MarkShapes
{
    /// <summary>What comes out of a full stop at the end of a line.</summary>
    private const string StopLike = "\"*=”“'°`_";

    // Of the line's height.
    private const double LowMark = 0.5;
    private const double Foot = 0.6;
    private const double LongestStroke = 1.3;

    public static IReadOnlyList<ReadCharacter> Repair(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        var repaired = WithoutDoubledStrokes(read, line);
        if (repaired is [var only] && IsStroke(only))
        {
            // A cell that holds one stroke says that there is nothing to say: who counts writes more than one line.
            return [only with { Text = "—" }];
        }

        MendStop(repaired, line);
        return repaired;
    }

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

    /// <summary>A small mark at the foot of the line, behind its last word, ends the sentence: quotes and stars stand high.</summary>
    private static void MendStop(List<ReadCharacter> read, LineInk line)
    {
        if (read.Count < 2 || !StopLike.Contains(read[^1].Char, StringComparison.Ordinal) || !(IsHan(read[^2].Char) || read[^2].Char is '）' or ')' or '%' or '”'))
        {
            return;
        }

        var mark = line.BoxOf(read[^1].Left, line.Line.Right);
        if (mark.Height < LowMark * line.Line.Height && mark.Y + (mark.Height / 2.0) > line.Line.Y + (Foot * line.Line.Height))
        {
            read[^1] = read[^1] with { Text = "。" };
        }
    }

    private static bool AreCircles(char a, char b) => (a == '〇' && IsRound(b)) || (b == '〇' && IsRound(a));

    private static bool IsRound(char c) => c is 'O' or 'o' or '0' or '○' or '。' or 'Q';

    private static bool IsStroke(ReadCharacter character) => character.Char is '一' or '-' or '—';

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
