using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Puts ink into lines of text: components that stand beside each other, near and on one height, are one line (after the
/// bottom-up grouping of O'Gorman, "The Document Spectrum", 1993, with the page already level). A wide gap ends a line, so
/// that a label and its value, or two columns, are lines of their own.
/// </summary>
internal static class LineFinder
{
    /// <summary>A gap as wide parts two lines, of the height of the writing.</summary>
    private const double Gap = 1.25;

    /// <summary>What stands alone and is smaller is a speck, of the height of the writing.</summary>
    private const double LeastSize = 0.33;

    /// <summary>Boxes around the lines that <paramref name="parts"/> make, top to bottom.</summary>
    /// <param name="parts">Components of ink, pixels.</param>
    /// <param name="em">The usual height of a character, pixels.</param>
    public static IReadOnlyList<Rect> Find(IReadOnlyList<Rect> parts, double em)
    {
        parts = [.. parts.Where(part => IsWriting(part, em))];
        if (parts.Count == 0)
        {
            return [];
        }

        var bands = Bands(parts, em);
        return [.. bands
            .SelectMany(band => Segments(band, em))
            .Where(box => Math.Max(box.Height, box.Width) >= LeastSize * em)
            .OrderBy(box => box.Y)
            .ThenBy(box => box.X)];
    }

    /// <summary>Neither what is left of a ruling or a frame nor a picture.</summary>
    private static bool IsWriting(Rect part, double em) => part.Height <= 3.5 * em
        && !(part.Width > 4 * em && part.Height < 0.6 * em) && !(part.Height > 2.5 * em && part.Width < 0.5 * em);

    /// <summary>The usual height of characters on the page, pixels; 0 where there is none.</summary>
    public static double UsualHeight(Mat ink)
    {
        // Characters of Chinese are several components each; closed over a fifth of a character they are mostly one.
        const int reach = PreparedPage.Dpi / 33;
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(reach, reach));
        using var closed = new Mat();
        Cv2.MorphologyEx(ink, closed, MorphTypes.Close, kernel);
        var heights = Components(closed).Select(box => box.Height).Where(height => height is > 14 and < 140).Order().ToList();
        return heights.Count < 8 ? 0 : heights[heights.Count * 6 / 10];
    }

    /// <summary>Boxes around what hangs together, pixels.</summary>
    /// <param name="ink">255 where ink is.</param>
    public static List<Rect> Components(Mat ink)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids);
        var found = new List<Rect>(count);
        for (var i = 1; i < count; i++)
        {
            found.Add(new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3)));
        }

        return found;
    }

    /// <summary>
    /// Groups of components of one line each. The tall ones make the lines, for their middles tell lines apart; dots,
    /// strokes and punctuation join the line whose height they lie in.
    /// </summary>
    private static List<List<Rect>> Bands(IReadOnlyList<Rect> parts, double em)
    {
        var lines = new List<Band>();
        foreach (var part in parts.OrderByDescending(part => Math.Min(part.Height, 1.2 * em)).ThenBy(part => part.X))
        {
            Band? best = null;
            var nearest = double.MaxValue;
            foreach (var line in lines)
            {
                if (line.Accepts(part, em) && line.DistanceTo(part, em) is var distance && distance < nearest)
                {
                    (best, nearest) = (line, distance);
                }
            }

            if (best is null)
            {
                lines.Add(best = new Band());
            }

            best.Add(part);
        }

        return [.. Joined(lines, em).Select(line => line.Parts)];
    }

    /// <summary>Pieces of one line that grew apart from both ends.</summary>
    private static List<Band> Joined(List<Band> lines, double em)
    {
        for (var again = true; again;)
        {
            again = false;
            for (var i = 0; i < lines.Count && !again; i++)
            {
                for (var j = i + 1; j < lines.Count && !again; j++)
                {
                    if (lines[i].Accepts(lines[j].Box, em))
                    {
                        lines[j].Parts.ForEach(lines[i].Add);
                        lines.RemoveAt(j);
                        again = true;
                    }
                }
            }
        }

        return lines;
    }

    private static IEnumerable<Rect> Segments(List<Rect> parts, double em)
    {
        parts.Sort((a, b) => a.X.CompareTo(b.X));
        var open = parts[0];
        foreach (var part in parts.Skip(1))
        {
            if (part.X - open.Right > Gap * em)
            {
                yield return open;
                open = part;
            }
            else
            {
                open = open.Union(part);
            }
        }

        yield return open;
    }

    private sealed class Band
    {
        public List<Rect> Parts { get; } = [];

        public Rect Box { get; private set; }

        public void Add(Rect part)
        {
            Box = Parts.Count == 0 ? part : Box.Union(part);
            Parts.Add(part);
        }

        /// <summary>Near, and together no taller than a line may be.</summary>
        public bool Accepts(Rect part, double em)
        {
            var tall = Math.Max(Box.Height, part.Height);
            var gap = Math.Max(part.X - Box.Right, Box.X - part.Right);
            if (gap > Gap * Math.Max(em, tall))
            {
                return false;
            }

            var together = Math.Max(Box.Bottom, part.Bottom) - Math.Min(Box.Y, part.Y);
            var overlap = Math.Min(Box.Bottom, part.Bottom) - Math.Max(Box.Y, part.Y);
            var least = Math.Min(Box.Height, part.Height);
            return together <= Math.Max(1.25 * em, 1.1 * tall)
                && (overlap >= 0.5 * least || together <= 1.05 * Math.Max(em, tall));
        }

        public double DistanceTo(Rect part, double em)
        {
            var sideways = Math.Max(0, Math.Max(part.X - Box.Right, Box.X - part.Right));
            var middle = Math.Abs(Box.Y + (Box.Height / 2.0) - part.Y - (part.Height / 2.0));
            return sideways + (2 * middle) + (Box.Height < 0.5 * em ? em : 0);
        }
    }
}
