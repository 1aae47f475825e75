using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Characters of a line to words in points: a visible gap parts them, and each box is tight around its ink.</summary>
/// <param name="em">The usual height of a character, pixels.</param>
internal sealed class WordMaker(Mat ink, double em)
{
    // Of the line's height.
    private const double WideGap = 1.0;
    private const double LatinGap = 0.28;

    /// <summary>
    /// A thin stroke (一, —, a point) is given so much height about its middle: lines are put together by the feet of words.
    /// </summary>
    private const double LeastHeight = 0.6;

    public IEnumerable<Word> Words(IReadOnlyList<ReadCharacter> characters, Rect line)
    {
        var start = 0;
        for (var i = 1; i <= characters.Count; i++)
        {
            if (i == characters.Count || Gap(characters[i - 1], characters[i], line) > GapOf(characters[i - 1], characters[i]) * line.Height)
            {
                yield return ToWord(characters, start, i, line);
                start = i;
            }
        }
    }

    private static double GapOf(ReadCharacter left, ReadCharacter right) =>
        char.IsAsciiLetter(left.Char) && char.IsAsciiLetter(right.Char) ? LatinGap : WideGap;

    /// <summary>The widest stretch of paper between the middles of two neighbours, pixels.</summary>
    private int Gap(ReadCharacter left, ReadCharacter right, Rect line)
    {
        int from = Math.Max(left.Middle, line.X), to = Math.Min(right.Middle, line.Right);
        if (to <= from)
        {
            return 0;
        }

        int widest = 0, open = 0;
        for (var x = from; x < to; x++)
        {
            open = HasInk(x, line) ? 0 : open + 1;
            widest = Math.Max(widest, open);
        }

        return widest;
    }

    private unsafe bool HasInk(int x, Rect line)
    {
        for (var y = line.Y; y < line.Bottom; y++)
        {
            if (((byte*)ink.Ptr(y))[x] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private Word ToWord(IReadOnlyList<ReadCharacter> characters, int start, int end, Rect line)
    {
        var box = InkBox(characters[start].Left, characters[end - 1].Right, line);
        var text = new System.Text.StringBuilder();
        var edges = new List<double>();
        var confidences = new List<double>();
        for (var i = start; i < end; i++)
        {
            foreach (var unit in characters[i].Text)
            {
                text.Append(unit);
                edges.Add(Math.Clamp(i == start ? box.X : characters[i].Left, box.X, box.Right) * PreparedPage.PointsPerPixel);
                confidences.Add(characters[i].Confidence);
            }
        }

        edges.Add(box.Right * PreparedPage.PointsPerPixel);
        for (var i = 1; i < edges.Count; i++)
        {
            edges[i] = Math.Max(edges[i], edges[i - 1]);
        }

        return new Word(text.ToString(), InPoints(box), confidences.Min(), edges) { UnitConfidences = confidences };
    }

    private Rect InkBox(int left, int right, Rect line)
    {
        var x = Math.Clamp(left, line.X, line.Right - 1);
        var view = new Rect(x, line.Y, Math.Max(1, Math.Min(right, line.Right) - x), line.Height);
        using var part = new Mat(ink, view);
        var box = Cv2.BoundingRect(part);
        if (box.Width == 0)
        {
            return view;
        }

        var height = Math.Max(box.Height, (int)(LeastHeight * Math.Min(em, 2 * box.Width)));
        return new Rect(box.X + view.X, box.Y + view.Y - ((height - box.Height) / 2), box.Width, height);
    }

    public static Box InPoints(Rect box) => new(
        box.X * PreparedPage.PointsPerPixel, box.Y * PreparedPage.PointsPerPixel,
        box.Width * PreparedPage.PointsPerPixel, box.Height * PreparedPage.PointsPerPixel);
}
