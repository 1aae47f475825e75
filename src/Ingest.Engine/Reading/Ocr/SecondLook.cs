using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Lines that were read badly are read again with more white around them: which of the two readings is better, and what they
/// quarrel about. Tesseract's line reader now and then loses its way at a line's start, and with another margin does not.
/// </summary>
internal static class SecondLook
{
    /// <summary>A line whose every character is as sure is right.</summary>
    private const double Sure = 0.9;

    /// <summary>Of the room of a line, in ideographs: with less of it read, something was left out.</summary>
    private const double LeastFilled = 0.6;

    /// <summary>An ideograph's room, of the height of its ink; with so much of one to spare a line has one more than was read.</summary>
    private const double Room = 1.06;
    private const double Spare = 0.45;
    private const double WidestGap = 0.35;
    private const int ShortLine = 9;

    /// <summary>The mean confidence by which one reading must be better to be believed against the other.</summary>
    private const double Better = 0.05;

    /// <summary>Below the threshold of review.</summary>
    private const double Quarrel = 0.8;
    private const double Incomplete = 0.7;

    public static bool IsWanted(IReadOnlyList<ReadCharacter> read, Rect line) => read.Count == 0 || read.Any(c => c.Confidence < Sure) || IsShort(read, line);

    public static IReadOnlyList<ReadCharacter> Choose(IReadOnlyList<ReadCharacter> first, IReadOnlyList<ReadCharacter> second, Rect line)
    {
        if (first.Select(c => c.Text).SequenceEqual(second.Select(c => c.Text)))
        {
            return first;
        }

        var (one, other) = (ScoreOf(first, line), ScoreOf(second, line));
        var (best, worse) = other > one ? (second, first) : (first, second);
        return Math.Abs(one - other) > Better ? best : Doubted(best, worse);
    }

    /// <summary>
    /// Ideographs alone fill a line evenly: one that was left out is seen by the room it has left. Not where letters are spaced, nor
    /// in a line of low ones (一二三).
    /// </summary>
    public static bool LeavesOneOut(IReadOnlyList<ReadCharacter> read, LineInk line) =>
        read.Count is > 1 and <= ShortLine && read.All(c => c.Char is >= '\u4e00' and <= '\u9fff')
            && line.Line.Width > Room * line.Line.Height * (read.Count + Spare)
            && line.WidestGap(line.Line.X, line.Line.Right).Width < WidestGap * line.Line.Height;

    /// <summary>The reading under review: what it leaves out nobody can tell.</summary>
    public static IReadOnlyList<ReadCharacter> Doubted(IReadOnlyList<ReadCharacter> read) => [.. read.Select(c => c with { Confidence = Math.Min(c.Confidence, Incomplete) })];

    private static double ScoreOf(IReadOnlyList<ReadCharacter> read, Rect line) => read.Count == 0 ? 0 : read.Average(c => c.Confidence) - (IsShort(read, line) ? 1 : 0);

    private static bool IsShort(IReadOnlyList<ReadCharacter> read, Rect line) => read.Sum(c => c.Char < '\u2000' ? 0.5 : 1) < LeastFilled * line.Width / line.Height;

    /// <summary>The better reading, doubted where the other one has something else: outside of their longest common subsequence.</summary>
    private static List<ReadCharacter> Doubted(IReadOnlyList<ReadCharacter> best, IReadOnlyList<ReadCharacter> worse)
    {
        var common = new int[best.Count + 1, worse.Count + 1];
        for (var i = best.Count - 1; i >= 0; i--)
        {
            for (var j = worse.Count - 1; j >= 0; j--)
            {
                common[i, j] = best[i].Text == worse[j].Text ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var doubted = new List<ReadCharacter>(best.Count);
        for (int i = 0, j = 0; i < best.Count;)
        {
            if (j < worse.Count && best[i].Text == worse[j].Text)
            {
                doubted.Add(best[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j < worse.Count && common[i, j + 1] > common[i + 1, j])
            {
                j++;
            }
            else
            {
                doubted.Add(best[i] with { Confidence = Math.Min(best[i].Confidence, Quarrel) });
                i++;
            }
        }

        return doubted;
    }
}
