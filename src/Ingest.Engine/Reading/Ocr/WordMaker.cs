using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Characters of a line to words in points: a visible gap parts them, and each box is tight around its ink.</summary>
/// <param name="em">The usual height of a character, pixels.</param>
internal sealed class WordMaker(double em)
{
    // Of the line's height.
    private const double WideGap = 0.9;
    private const double HanGap = 0.8;
    private const double LatinGap = 0.28;

    /// <summary>Digits of full width stand as far apart as ideographs do, and are less high and wide; two figures stand farther.</summary>
    private const double DigitGap = 1.35;

    /// <summary>Spaced letters differ by no more.</summary>
    private const double Alike = 1.35;

    /// <summary>
    /// A thin stroke (一, —, a point) is given so much height about its middle: lines are put together by the feet of words.
    /// </summary>
    private const double LeastHeight = 0.6;

    /// <summary>A quote as sure has ink, even if its place is the middle of the room that it has.</summary>
    private const double SureQuote = 0.85;

    private const string Quotes = "“”‘’\"'`*";

    public IEnumerable<Word> Words(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        var characters = WithoutGhosts(read, line);
        var spacing = Spacing(characters, line);
        var start = 0;
        for (var i = 1; i <= characters.Count; i++)
        {
            if (i == characters.Count || IsParted(characters[i - 1], characters[i], line, spacing))
            {
                yield return ToWord(characters, start, i, line);
                start = i;
            }
        }
    }

    /// <summary>Without quotes that the model saw in the white between two words: real ones have ink, and leave less white. A comma's place may be off.</summary>
    private static List<ReadCharacter> WithoutGhosts(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        var kept = new List<ReadCharacter>(read);
        for (var i = kept.Count - 2; i > 0; i--)
        {
            if (kept[i].Confidence < SureQuote && Quotes.Contains(kept[i].Char, StringComparison.Ordinal) && line.WidestGap(kept[i - 1].Middle, kept[i + 1].Middle) is var gap
                && gap.Width > WideGap * line.Line.Height && Math.Abs(kept[i].Middle - gap.Middle) <= gap.Width / 2)
            {
                kept.RemoveAt(i);
            }
        }

        return kept;
    }

    private static bool IsParted(ReadCharacter left, ReadCharacter right, LineInk line, double spacing) =>
        line.WidestGap(left.Middle, right.Middle).Width is var gap && gap > GapOf(left, right) * line.Line.Height
            && !(left.IsHan && right.IsHan && gap <= Alike * spacing);

    /// <summary>The usual gap between ideographs of a line, pixels: spaced letters stand as far apart as words do, but all alike. 0 where too few tell.</summary>
    private static double Spacing(List<ReadCharacter> characters, LineInk line)
    {
        var gaps = characters.Zip(characters.Skip(1)).Where(pair => pair.First.IsHan && pair.Second.IsHan)
            .Select(pair => line.WidestGap(pair.First.Middle, pair.Second.Middle).Width).Order().ToList();
        return gaps.Count < 2 ? 0 : gaps[gaps.Count / 2];
    }

    private static double GapOf(ReadCharacter left, ReadCharacter right) =>
        char.IsAsciiLetter(left.Char) && char.IsAsciiLetter(right.Char) ? LatinGap
        : Figures.IsFigure(left.Char) && Figures.IsFigure(right.Char) ? DigitGap
        : char.IsLetterOrDigit(left.Char) && char.IsLetterOrDigit(right.Char) ? HanGap
        : WideGap;

    private Word ToWord(IReadOnlyList<ReadCharacter> characters, int start, int end, LineInk line)
    {
        var box = Grown(line.BoxOf(characters[start].Left, characters[end - 1].Right));
        var text = new System.Text.StringBuilder();
        var edges = new List<double>();
        var confidences = new List<double>();
        var rereadings = new List<Rereading>();
        for (var i = start; i < end; i++)
        {
            rereadings.AddRange(characters[i].Others.Where(other => i + other.Length <= end).Select(other => other with { Start = text.Length }));
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

        return new Word(text.ToString(), InPoints(box), confidences.Min(), edges)
        {
            UnitConfidences = confidences,
            Rereadings = rereadings,
        };
    }

    private Rect Grown(Rect box)
    {
        var height = Math.Max(box.Height, (int)(LeastHeight * Math.Min(em, 2 * box.Width)));
        return new Rect(box.X, box.Y - ((height - box.Height) / 2), box.Width, height);
    }

    public static Box InPoints(Rect box) => new(
        box.X * PreparedPage.PointsPerPixel, box.Y * PreparedPage.PointsPerPixel,
        box.Width * PreparedPage.PointsPerPixel, box.Height * PreparedPage.PointsPerPixel);
}
