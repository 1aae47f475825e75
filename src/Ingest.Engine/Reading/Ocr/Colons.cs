using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Colons by their ink: two like dots, one above the other and paper on both sides. A reader leaves one out, takes it
/// for ；, or sees one where a line ends without.
/// </summary>
internal static class Colons
{
    /// <summary>As sure as one may be of two dots.</summary>
    private const double Confidence = 0.95;

    /// <summary>Below the threshold of review: the network knows colons, and saw none.</summary>
    private const double Unseen = 0.8;

    // Of the line's height.
    private const double LargestDot = 0.26;
    private const double LeastDot = 0.05;
    private const double Aside = 0.1;
    private const double LeastApart = 0.2;
    private const double MostApart = 0.62;
    private const double Paper = 0.07;

    private const int ShortLine = 12;

    // How far below the line's head: the dot of 讠 and the end of its stroke stand higher.
    private const double LeastDepth = 0.27;
    private const double LeastFoot = 0.6;
    private const double Near = 0.75;
    private const double NarrowPart = 0.3;

    public static IReadOnlyList<ReadCharacter> Repair(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        if (read.Count < 2)
        {
            return read;
        }

        var repaired = new List<ReadCharacter>(read);
        var colons = Find(line);
        var known = repaired.Count(IsColon);
        foreach (var colon in colons.Where(colon => known < colons.Count || repaired.Exists(c => IsColon(c) && Math.Abs(c.Middle - colon.X) < Near * line.Line.Height)))
        {
            var dots = line.Parts().Where(colon.Contains).Select(part => part.Height).Order().ToList();
            PutIn(repaired, colon, line.Line, dots[^1] <= (1.1 * dots[0]) + 1);
        }

        if (repaired[^1].Char is ':' or '：' && line.Parts() is { Count: > 0 } parts && parts.MaxBy(part => part.Right).Width > NarrowPart * line.Line.Height
            && !colons.Exists(colon => colon.Right > line.Line.Right - (Near * line.Line.Height)))
        {
            repaired.RemoveAt(repaired.Count - 1);
        }

        return repaired;
    }

    /// <summary>A colon with which a line begins, for the label in front of it stands apart: figures would take it for points. Null where there is none.</summary>
    public static Rect? Leading(LineInk line) =>
        Find(line).Where(colon => colon.X <= line.Line.X + 2 && colon.Right < line.Line.Right - (line.Line.Height / 2)).Select(colon => (Rect?)colon).FirstOrDefault();

    public static ReadCharacter Character(Rect colon) => new("：", colon.Left, colon.Right, Confidence) { IsByShape = true };

    /// <param name="isEven">Whether its dots are so alike that it is no ；.</param>
    private static void PutIn(List<ReadCharacter> read, Rect colon, Rect line, bool isEven)
    {
        var middle = colon.X + (colon.Width / 2);
        var at = read.FindIndex(c => IsColon(c) && Math.Abs(c.Middle - middle) < Near * line.Height);
        if (at >= 0)
        {
            read[at] = read[at].Char is ';' or '；' && isEven ? read[at] with { Text = "：" } : read[at];
            return;
        }

        at = read.Count <= ShortLine ? PlaceOf(read, middle, line) : read.FindIndex(c => c.Middle > middle);
        at = at < 0 ? read.Count : at;
        if (at > 0 && char.IsLetterOrDigit(read[at - 1].Char) | read[at - 1].Char is '）' or ')')
        {
            var isInFigure = at < read.Count && char.IsAsciiDigit(read[at - 1].Char) && char.IsAsciiDigit(read[at].Char);
            read.Insert(at, Character(colon) with { Text = isInFigure ? ":" : "：", Confidence = Unseen });
        }
    }

    /// <summary>
    /// The reader's own places are rough, and off by a character where it left the colon out. In a short line each character has its room:
    /// an ideograph's, or half of it.
    /// </summary>
    private static int PlaceOf(IReadOnlyList<ReadCharacter> read, int middle, Rect line)
    {
        var rooms = read.Select(c => c.Char < '\u2000' ? 0.5 : 1).ToList();
        var (best, nearest, before) = (0, double.MaxValue, 0.0);
        for (var at = 0; at <= read.Count; at++)
        {
            // Behind the last character a colon is all that is left of its own room.
            var all = rooms.Sum() + (at == read.Count ? 0.5 : 1);
            var off = Math.Abs(line.X + ((before + (at == read.Count ? 0.25 : 0.5)) * line.Width / all) - middle);
            (best, nearest) = off < nearest ? (at, off) : (best, nearest);
            before += at < read.Count ? rooms[at] : 0;
        }

        return best;
    }

    private static bool IsColon(ReadCharacter character) => character.Char is ':' or '：' or ';' or '；' or '∶';

    private static List<Rect> Find(LineInk line)
    {
        double height = line.Line.Height;
        var dots = line.Parts().Where(part => Math.Max(part.Width, part.Height) <= LargestDot * height && Math.Min(part.Width, part.Height) >= LeastDot * height).ToList();
        var found = new List<Rect>();
        foreach (var upper in dots)
        {
            foreach (var lower in dots.Where(lower => AreColon(upper, lower, height)
                && Middle(upper).Y - line.Line.Y >= LeastDepth * height && Middle(lower).Y - line.Line.Y >= LeastFoot * height))
            {
                var both = upper.Union(lower);
                var white = (int)Math.Ceiling(Paper * height);
                var column = new Rect(both.X - white, line.Line.Y, both.Width + (2 * white), line.Line.Height);
                if (line.Parts().All(part => part == upper || part == lower || !part.IntersectsWith(column)))
                {
                    found.Add(both);
                }
            }
        }

        return found;
    }

    private static bool AreColon(Rect upper, Rect lower, double height)
    {
        var apart = Middle(lower).Y - Middle(upper).Y;
        return apart >= LeastApart * height && apart <= MostApart * height && Math.Abs(Middle(upper).X - Middle(lower).X) <= Aside * height
            && lower.Top > upper.Bottom && Like(upper.Width, lower.Width) && Like(upper.Height, lower.Height);
    }

    private static bool Like(int a, int b) => Math.Max(a, b) <= (1.25 * Math.Min(a, b)) + 1;

    private static (double X, double Y) Middle(Rect part) => (part.X + (part.Width / 2.0), part.Y + (part.Height / 2.0));
}
