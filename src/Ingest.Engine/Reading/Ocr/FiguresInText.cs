using Ingest.Core.Documents;
using Ingest.Engine.Learning;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Reads the figures that stand among other characters again. Where they begin and end is told by their glyphs: the
/// places that the Chinese model gives its characters are not exact enough to cut by.
/// </summary>
internal static class FiguresInText
{
    private const int Neighbours = 2;

    /// <summary>Below the threshold of review.</summary>
    private const double Unconfirmed = 0.85;

    /// <summary>The line with its figures as all readers together see them.</summary>
    public static IReadOnlyList<ReadCharacter> Read(Mat page, LineInk line, List<ReadCharacter> read, FigureReader figures)
    {
        // From the right, so that places to the left stay what they are. No figure is looked for in the ink of the one behind it.
        var taken = line.Line.Right;
        foreach (var (from, to) in Figures.Runs(read).Reverse())
        {
            var left = from < Neighbours ? line.Line.X : read[from - Neighbours].Middle;
            var right = to + Neighbours > read.Count ? line.Line.Right : read[to + Neighbours - 1].Middle;
            var area = Rect.FromLTRB(left, line.Line.Y, Math.Max(left + 1, Math.Min(right, taken - 1)), line.Line.Bottom);
            var seen = figures.Glyphs(page, area).Glyphs;
            var run = RunAt(seen, (read[from].Middle + read[to - 1].Middle) / 2);
            var end = Figures.WithLookAlikes(read, to, run.Count - (to - from));
            var text = string.Concat(run.Select(glyph => glyph.Candidates[0].Character));
            var chinese = new FigureReading(
                string.Concat(read.Skip(from).Take(end - from).Select(c => c.Text)), read.Skip(from).Take(end - from).Min(c => c.Confidence));
            var glyphs = run.Count == 0 ? null : FigureReading.Of(text, run.Min(glyph => glyph.Candidates[0].Probability), run);
            if (glyphs is null || !text.Any(char.IsAsciiDigit) || !(IsSameLength(text, chinese.Text) || chinese.IsSamePercentage(glyphs)))
            {
                // Another stretch of ink than the one that was read, or no figure by its shape: nothing to compare, and no second word for it.
                Doubt(read, from, to);
                continue;
            }

            var ink = Whole(Around(run), glyphs, chinese).Intersect(area);
            taken = ink.X;
            var vote = FigureVote.InText(chinese, glyphs, text == chinese.Text ? null : figures.English(page, ink));
            var sign = FigureSigns.Before(seen, run[0]);
            var begins = sign is not null && FigureSigns.Begins(line.Line, sign);
            var isRead = sign is not null && FigureSigns.IsReadAs(read, from - 1, sign);
            var start = begins && from <= Neighbours ? 0 : isRead ? from - 1 : from;
            read.RemoveRange(start, end - start);
            read.InsertRange(start, [.. begins || isRead ? new[] { FigureSigns.Character(sign!) } : [], .. Characters(vote, run, ink)]);
        }

        return read;
    }

    private static void Doubt(List<ReadCharacter> read, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            read[i] = read[i] with { Confidence = Math.Min(read[i].Confidence, Unconfirmed) };
        }
    }

    /// <summary>A figure as characters, each with its glyph's place where there are as many glyphs.</summary>
    public static IReadOnlyList<ReadCharacter> Characters(
        (FigureReading Best, IReadOnlyList<Alternative> Others) vote, IReadOnlyList<GlyphMatch> glyphs, Rect ink)
    {
        var text = vote.Best.Text;
        return [.. text.Select((c, i) => new ReadCharacter(
            c.ToString(),
            glyphs.Count == text.Length ? glyphs[i].Box.Left : ink.X + (ink.Width * i / text.Length),
            glyphs.Count == text.Length ? glyphs[i].Box.Right : ink.X + (ink.Width * (i + 1) / text.Length),
            vote.Best.Confidence)
        {
            Others = i == 0 ? [.. vote.Others.Select(other => new Rereading(0, text.Length, other.Text, other.Confidence))] : [],
        })];
    }

    /// <summary>The unbroken run of figure glyphs around a place.</summary>
    private static List<GlyphMatch> RunAt(IReadOnlyList<GlyphMatch> glyphs, int middle)
    {
        var at = -1;
        for (var i = 0; i < glyphs.Count; i++)
        {
            if (IsFigure(glyphs[i]) && (at < 0 || Distance(glyphs[i], middle) < Distance(glyphs[at], middle)))
            {
                at = i;
            }
        }

        if (at < 0)
        {
            return [];
        }

        int from = at, to = at + 1;
        while (from > 0 && IsFigure(glyphs[from - 1]))
        {
            from--;
        }

        while (to < glyphs.Count && IsFigure(glyphs[to]))
        {
            to++;
        }

        // Marks at either end belong to the sentence, not to the figure.
        while (from < to && !EndsFigure(glyphs[from]))
        {
            from++;
        }

        while (to > from && !EndsFigure(glyphs[to - 1]))
        {
            to--;
        }

        return [.. glyphs.Skip(from).Take(to - from)];
    }

    private static bool EndsFigure(GlyphMatch glyph) => glyph.Candidates[0].Character is var c && (char.IsAsciiDigit(c) || c == '%');

    private static bool IsFigure(GlyphMatch glyph) => Figures.IsFigure(glyph.Candidates[0].Character);

    private static int Distance(GlyphMatch glyph, int x) => Math.Abs(glyph.Box.X + (glyph.Box.Width / 2) - x);

    /// <summary>With room for the digits that the line's reader saw beyond those that are some by their shape.</summary>
    private static Rect Whole(Rect ink, FigureReading glyphs, FigureReading chinese)
    {
        if (!FigureVote.IsLonger(chinese, glyphs))
        {
            return ink;
        }

        var more = ink.Width * (chinese.Text.Length - glyphs.Text.Length) / glyphs.Text.Length;
        return chinese.Text.EndsWith(glyphs.Text, StringComparison.Ordinal)
            ? new Rect(ink.X - more, ink.Y, ink.Width + more, ink.Height)
            : new Rect(ink.X, ink.Y, ink.Width + more, ink.Height);
    }

    /// <summary>The box around glyphs; there is one at least.</summary>
    public static Rect Around(IEnumerable<GlyphMatch> run) => run.Select(glyph => glyph.Box).Aggregate((a, b) => a.Union(b));

    private static bool IsSameLength(string a, string b) => Math.Abs(a.Length - b.Length) <= 1;
}
