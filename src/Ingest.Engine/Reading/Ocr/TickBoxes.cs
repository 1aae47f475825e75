using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Reads the answer 是 or 否 where it is ticked: the boxes by their ink, for no recogniser has □, ☑ and ■; marks behind a
/// word or in brackets by what Tesseract makes of √. Boxes may stand so far apart that each makes a line of its own, and
/// of two answers in boxes the one that was misread is told by the other.
/// </summary>
internal static class TickBoxes
{
    private const char Yes = '是';
    private const char No = '否';
    private const int LongestAnswer = 14;

    /// <summary>With boxes in front and nothing else: each box is read as two characters at most.</summary>
    private const int LongestBoxed = 8;

    /// <summary>Of a line's height: boxes of one answer stand no farther apart.</summary>
    private const double WidestGap = 6;

    /// <summary>And so far from the middle of one word to the next there is no room for a box.</summary>
    private const double NeighboursApart = 1.5;

    /// <summary>What comes out of √ behind a word or in brackets.</summary>
    private const string MarkLike = "VvYyWwNnJ/√丿乂レ×Xx人、";

    /// <summary>Share of ink in the inner half of a box: an empty one has none, a filled one nearly all.</summary>
    private const double Ticked = 0.14;
    private const double Empty = 0.07;
    private const double Filled = 0.8;

    /// <summary>Pale outlines are ink too; of 255.</summary>
    private const int LightestInk = 200;

    /// <summary>The share of a box's side that must be drawn; one of the four may be broken.</summary>
    private const double Drawn = 0.8;
    private const double Broken = 0.3;

    /// <summary>An answer that was told by the other one.</summary>
    private const double Inferred = 0.9;

    /// <param name="lines">Of one cell, or of what stands outside of tables.</param>
    /// <param name="page">8 bits grey, paper white.</param>
    public static IReadOnlyList<ReadLine> Repair(IReadOnlyList<ReadLine> lines, Mat page)
    {
        var repaired = new List<ReadLine>(lines.Count);
        var taken = new HashSet<ReadLine>();
        foreach (var line in lines)
        {
            if (taken.Contains(line))
            {
                continue;
            }

            var next = lines.FirstOrDefault(other => other != line && !taken.Contains(other) && IsBeside(line.Box, other.Box));
            if (next is not null && Joined(line, next) is var both && Boxed(both, page) is { } answer)
            {
                taken.Add(next);
                repaired.Add(both with { Characters = answer });
            }
            else
            {
                repaired.Add(line with { Characters = Boxed(line, page) ?? WithMarks(line.Characters) });
            }
        }

        // The right one of two lines may have come first.
        return [.. repaired.Where(line => !taken.Contains(line))];
    }

    private static bool IsBeside(Rect left, Rect right) => right.X >= left.Right && right.X - left.Right < WidestGap * left.Height
        && Math.Min(left.Bottom, right.Bottom) - Math.Max(left.Y, right.Y) > Math.Min(left.Height, right.Height) / 2;

    private static ReadLine Joined(ReadLine left, ReadLine right) => new(left.Box.Union(right.Box), [.. left.Characters, .. right.Characters]);

    /// <summary>Null where it is no answer with two boxes.</summary>
    private static List<ReadCharacter>? Boxed(ReadLine line, Mat page)
    {
        var words = line.Characters.Where(c => c.Char is Yes or No).OrderBy(c => c.Left).ToList();
        var known = words.Select(word => word.Char).Distinct().Count();
        if (words.Count != known || known == 0 || line.Characters.Count > LongestBoxed || AreNeighbours(line))
        {
            return null;
        }

        var boxes = Boxes(page, line.Box);
        boxes = boxes is [var only] && known == 2 ? [.. boxes.Concat(BrokenBeside(page, line.Box, only, words)).OrderBy(box => box.Box.X)] : boxes;
        if (boxes is not [var first, var second] || first.Box.X - line.Box.X > line.Box.Height / 2)
        {
            return null;
        }

        if (known == 1)
        {
            var other = new ReadCharacter((words[0].Char == Yes ? No : Yes).ToString(), 0, 0, Inferred);
            words.Insert(words[0].Middle > second.Box.X ? 0 : 1, other);
        }

        return [Sign(first.Box, first.Inside), Beside(words[0], first.Box), Sign(second.Box, second.Inside), Beside(words[1], second.Box)];
    }

    /// <summary>The recogniser's places are too rough among boxes that it does not know.</summary>
    private static ReadCharacter Beside(ReadCharacter word, Rect box) => word with { Left = box.Right + 1, Right = box.Right + 1 + box.Width };

    /// <summary>是否 asks, and a box in front of 否 answers, whether or not the recogniser saw it.</summary>
    private static bool AreNeighbours(ReadLine line) => Enumerable.Range(1, Math.Max(0, line.Characters.Count - 1)).Any(i =>
        (line.Characters[i - 1].Char, line.Characters[i].Char) is (Yes, No) or (No, Yes)
            && line.Characters[i].Middle - line.Characters[i - 1].Middle < NeighboursApart * line.Box.Height);

    /// <summary>Square outlines as high as the writing, from left to right, with the share of ink inside.</summary>
    private static List<(Rect Box, double Inside)> Boxes(Mat page, Rect line)
    {
        using var view = new Mat(page, line);
        using var ink = new Mat();
        Cv2.Threshold(view, ink, LightestInk, 255, ThresholdTypes.BinaryInv);
        var found = new List<(Rect, double)>();
        foreach (var part in Glyphs(ink).Where(part => part.Height >= 0.5 * line.Height))
        {
            var aspect = part.Width / (double)part.Height;
            if (aspect is > 0.75 and < 1.35 && IsFramed(ink, part))
            {
                found.Add((part + line.Location, Inside(ink, part)));
            }
        }

        return found;
    }

    /// <summary>
    /// Beside a ticked box an empty one of which thin print left but two sides: it stands as far from the other as their words do. None where it
    /// does not, or where the one that was found is empty, too.
    /// </summary>
    private static IEnumerable<(Rect Box, double Inside)> BrokenBeside(Mat page, Rect line, (Rect Box, double Inside) found, List<ReadCharacter> words)
    {
        var own = words[0].Middle > found.Box.Right ? 0 : 1;
        if (found.Inside < Ticked || words[own].Middle < found.Box.Right)
        {
            yield break;
        }

        using var view = new Mat(page, line);
        using var ink = new Mat();
        Cv2.Threshold(view, ink, LightestInk, 255, ThresholdTypes.BinaryInv);
        var at = found.Box - line.Location + new Point(words[1 - own].Middle - words[own].Middle, 0);
        var band = Math.Max(2, at.Height / 5);
        Rect[] sides = [new(at.X, at.Y, at.Width, band), new(at.X, at.Bottom - band, at.Width, band), new(at.X - (band / 2), at.Y, band, at.Height), new(at.Right - (band / 2), at.Y, band, at.Height)];
        var share = Inside(ink, at);
        if (share < Empty && sides.Select(side => Within(side, ink)).Select((side, i) => Covered(ink, side, i < 2)).Count(drawn => drawn > Drawn) >= 2)
        {
            yield return (at + line.Location, share);
        }
    }

    /// <summary>The share of ink in the inner half of a box.</summary>
    private static double Inside(Mat ink, Rect box)
    {
        using var inside = new Mat(ink, Within(new Rect(box.X + (box.Width / 4), box.Y + (box.Height / 4), box.Width / 2, box.Height / 2), ink));
        return Cv2.CountNonZero(inside) / Math.Max(1.0, inside.Width * inside.Height);
    }

    private static Rect Within(Rect part, Mat ink) => part.Intersect(new Rect(0, 0, ink.Width, ink.Height)) is { Width: > 0, Height: > 0 } kept ? kept : new Rect(0, 0, 1, 1);

    /// <summary>What white columns part, tight around its ink.</summary>
    private static IEnumerable<Rect> Glyphs(Mat ink)
    {
        const int narrowest = 2;
        using var flat = new Mat();
        Cv2.Reduce(ink, flat, ReduceDimension.Row, ReduceTypes.Max, -1);
        flat.GetArray(out byte[] columns);
        int start = -1, white = 0;
        for (var x = 0; x <= columns.Length + narrowest; x++)
        {
            if (x < columns.Length && columns[x] != 0)
            {
                start = start < 0 ? x : start;
                white = 0;
            }
            else if (start >= 0 && ++white >= narrowest)
            {
                using var glyph = new Mat(ink, new Rect(start, 0, Math.Min(columns.Length, x - white + 1) - start, ink.Height));
                var box = Cv2.BoundingRect(glyph);
                yield return new Rect(box.X + start, box.Y, box.Width, box.Height);
                start = -1;
            }
        }
    }

    /// <summary>Ink along nearly all of each of its sides, but for one that may be broken.</summary>
    private static bool IsFramed(Mat ink, Rect part)
    {
        var band = Math.Max(2, part.Height / 7);
        Rect[] sides =
        [
            new(part.X, part.Y, part.Width, band), new(part.X, part.Bottom - band, part.Width, band),
            new(part.X, part.Y, band, part.Height), new(part.Right - band, part.Y, band, part.Height),
        ];
        var drawn = sides.Select((side, i) => Covered(ink, side, i < 2)).Order().ToList();
        return drawn[0] > Broken && drawn[1] > Drawn;
    }

    private static double Covered(Mat ink, Rect side, bool isLevel)
    {
        using var part = new Mat(ink, side);
        using var flat = new Mat();
        Cv2.Reduce(part, flat, isLevel ? ReduceDimension.Row : ReduceDimension.Column, ReduceTypes.Max, -1);
        return Cv2.CountNonZero(flat) / (double)(isLevel ? side.Width : side.Height);
    }

    private static ReadCharacter Sign(Rect box, double inside) => new(
        inside >= Filled ? "■" : inside >= Ticked ? "☑" : "□", box.Left, box.Right, inside is > Empty and < Ticked ? 0.5 : 0.95);

    private static IReadOnlyList<ReadCharacter> WithMarks(IReadOnlyList<ReadCharacter> read) =>
        read.Count > LongestAnswer || read.Count(c => c.Char == Yes) != 1 || read.Count(c => c.Char == No) != 1 ? read
        : [.. read.Select((c, i) => i > 0 && MarkLike.Contains(c.Text, StringComparison.Ordinal) && read[i - 1].Char is Yes or No or '（' or '('
            ? c with { Text = "√" } : c)];
}
