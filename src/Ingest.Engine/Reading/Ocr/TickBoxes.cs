using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Reads the answer 是 or 否 where it is ticked: the boxes by their ink, for no recogniser has □, ☑ and ■; marks behind a
/// word or in brackets by what Tesseract makes of √.
/// </summary>
internal static class TickBoxes
{
    private const char Yes = '是';
    private const char No = '否';
    private const int LongestAnswer = 14;

    /// <summary>What comes out of √ behind a word or in brackets.</summary>
    private const string MarkLike = "VvYyWwNnJ/√丿乂レ×Xx人、";

    /// <summary>Share of ink in the inner half of a box: an empty one has none, a filled one nearly all.</summary>
    private const double Ticked = 0.14;
    private const double Empty = 0.07;
    private const double Filled = 0.8;

    public static IReadOnlyList<ReadCharacter> Repair(IReadOnlyList<ReadCharacter> read, Mat ink, Rect line)
    {
        if (read.Count > LongestAnswer || Count(read, Yes) != 1 || Count(read, No) != 1)
        {
            return read;
        }

        var boxes = Boxes(ink, line);
        return boxes.Count == 2 ? WithBoxes(read, boxes) : WithMarks(read);
    }

    private static int Count(IReadOnlyList<ReadCharacter> read, char sought) => read.Count(c => c.Char == sought);

    /// <summary>Square outlines as high as the writing, from left to right, with the share of ink inside.</summary>
    private static List<(Rect Box, double Inside)> Boxes(Mat ink, Rect line)
    {
        using var view = new Mat(ink, line);
        var found = new List<(Rect, double)>();
        foreach (var part in LineFinder.Components(view).Where(part => part.Height >= 0.5 * line.Height && part.Width is > 0))
        {
            var aspect = part.Width / (double)part.Height;
            if (aspect is > 0.75 and < 1.35 && IsFramed(view, part))
            {
                var inner = new Rect(part.X + (part.Width / 4), part.Y + (part.Height / 4), part.Width / 2, part.Height / 2);
                using var inside = new Mat(view, inner);
                found.Add((part + line.Location, Cv2.CountNonZero(inside) / (double)Math.Max(1, inner.Width * inner.Height)));
            }
        }

        return [.. found.OrderBy(box => box.Item1.X)];
    }

    /// <summary>Ink along nearly all of each of its four sides.</summary>
    private static bool IsFramed(Mat view, Rect part)
    {
        var band = Math.Max(2, part.Height / 7);
        Rect[] sides =
        [
            new(part.X, part.Y, part.Width, band), new(part.X, part.Bottom - band, part.Width, band),
            new(part.X, part.Y, band, part.Height), new(part.Right - band, part.Y, band, part.Height),
        ];
        return sides.Select((side, i) => Covered(view, side, i < 2)).All(share => share > 0.8);
    }

    private static double Covered(Mat view, Rect side, bool isLevel)
    {
        using var part = new Mat(view, side);
        using var flat = new Mat();
        Cv2.Reduce(part, flat, isLevel ? ReduceDimension.Row : ReduceDimension.Column, ReduceTypes.Max, -1);
        return Cv2.CountNonZero(flat) / (double)(isLevel ? side.Width : side.Height);
    }

    private static IReadOnlyList<ReadCharacter> WithBoxes(IReadOnlyList<ReadCharacter> read, List<(Rect Box, double Inside)> boxes)
    {
        var words = read.Where(c => c.Char is Yes or No).OrderBy(c => c.Left).ToList();
        return [.. boxes.Select(box => Sign(box.Box, box.Inside)).Concat(words).OrderBy(c => c.Middle)];
    }

    private static ReadCharacter Sign(Rect box, double inside) => new(
        inside >= Filled ? "■" : inside >= Ticked ? "☑" : "□", box.Left, box.Right, inside is > Empty and < Ticked ? 0.5 : 0.95);

    private static IReadOnlyList<ReadCharacter> WithMarks(IReadOnlyList<ReadCharacter> read) =>
        [.. read.Select((c, i) => i > 0 && MarkLike.Contains(c.Text, StringComparison.Ordinal) && read[i - 1].Char is Yes or No or '（' or '('
            ? c with { Text = "√" } : c)];
}
