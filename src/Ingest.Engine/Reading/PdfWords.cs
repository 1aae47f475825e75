using Ingest.Core.Documents;
using Letter = UglyToad.PdfPig.Content.Letter;

namespace Ingest.Engine.Reading;

/// <summary>
/// Letters to words, in reading order: lines by their base line, then from left to right. A word is a run of letters of
/// one size on one base line that neither a gap, a space nor a vertical ruling parts.
/// </summary>
internal static class PdfWords
{
    // Of the letter's size.
    private const double NextBaseline = 0.12;
    private const double SameLine = 0.4;
    private const double SamePlace = 0.15;
    private const double Slant = 0.05;

    /// <param name="rulings">Of the upright page.</param>
    public static (IReadOnlyList<Word> Words, HealthCounter Health) Read(
        IReadOnlyList<Letter> letters, IReadOnlyList<Ruling> rulings, PageTurn turn)
    {
        var glyphs = new List<Glyph>(letters.Count);
        for (var i = 0; i < letters.Count; i++)
        {
            if (TryGlyph(letters[i], i, turn) is { } glyph && IsOnPage(glyph, turn.Width, turn.Height))
            {
                glyphs.Add(glyph);
            }
        }

        if (!turn.IsNone)
        {
            DropRunningHeads(glyphs);
        }

        var health = default(HealthCounter);
        glyphs.Sort(static (a, b) => a.Baseline != b.Baseline ? a.Baseline.CompareTo(b.Baseline) : a.Order.CompareTo(b.Order));
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(glyphs);
        var spacing = new LetterSpacing();
        var ends = new List<int>();
        for (int start = 0, end; start < all.Length; start = end)
        {
            end = start + 1;
            while (end < all.Length && IsSameLine(all[start], all[end - 1], all[end]))
            {
                end++;
            }

            var line = all[start..end];
            line.Sort(static (a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Order.CompareTo(b.Order));
            spacing.Observe(line);
            ends.Add(end);
        }

        var words = new List<Word>();
        var writer = new WordWriter(words, new VerticalRulings(rulings));
        var joined = new HashSet<int>();
        var from = 0;
        foreach (var end in ends)
        {
            spacing.Mark(all[from..end], joined);
            WriteLine(all[from..end], joined, writer, ref health);
            from = end;
        }

        return (words, health);
    }

    /// <summary>On a turned page, heads and page numbers stand across its margins, as the paper is bound: they are no part of what is read.</summary>
    private static void DropRunningHeads(List<Glyph> glyphs)
    {
        double left = double.MaxValue, right = double.MinValue;
        foreach (var glyph in glyphs.Where(glyph => glyph.IsUpright))
        {
            left = Math.Min(left, glyph.Left);
            right = Math.Max(right, glyph.Right);
        }

        glyphs.RemoveAll(glyph => !glyph.IsUpright && (glyph.Right <= left || glyph.Left >= right));
    }

    // Base lines of one line differ by what printing shakes; the chain of neighbours must not wander off.
    private static bool IsSameLine(in Glyph first, in Glyph before, in Glyph next) =>
        next.Baseline - before.Baseline <= NextBaseline * Math.Min(before.Size, next.Size)
        && next.Baseline - first.Baseline <= SameLine * first.Size;

    private static void WriteLine(Span<Glyph> line, HashSet<int> joined, WordWriter writer, ref HealthCounter health)
    {
        var sawSpace = false;
        for (var i = 0; i < line.Length; i++)
        {
            ref var glyph = ref line[i];
            if (glyph.IsSpace)
            {
                sawSpace = true;
                continue;
            }

            if (IsDrawnAgain(line, i))
            {
                continue;
            }

            foreach (var c in glyph.Text)
            {
                health.Count(c);
            }

            writer.Add(glyph, sawSpace, joined.Count > 0 && joined.Contains(i));
            sawSpace = false;
        }

        writer.EndWord();
    }

    // Bold faked by drawing twice; at most a few letters begin so close to each other.
    private static bool IsDrawnAgain(Span<Glyph> line, int index)
    {
        ref var glyph = ref line[index];
        for (var i = index - 1; i >= 0 && i >= index - 4; i--)
        {
            ref var before = ref line[i];
            if (glyph.Left - before.Left > SamePlace * glyph.Size)
            {
                return false;
            }

            // Half a width: "ll" in a condensed face stands closer than bold is ever faked.
            if (string.Equals(before.Text, glyph.Text, StringComparison.Ordinal)
                && glyph.Left - before.Left <= (before.Right - before.Left) / 2
                && Math.Abs(before.Right - glyph.Right) <= 2 * SamePlace * glyph.Size)
            {
                return true;
            }
        }

        return false;
    }

    private static Glyph? TryGlyph(Letter letter, int order, PageTurn turn)
    {
        var text = TwinGlyphs.Untwin(Printing(letter.Value));
        if (text.Length == 0)
        {
            return null;
        }

        var start = turn.Point(letter.StartBaseLine);
        var end = turn.Point(letter.EndBaseLine);
        var along = end.X - start.X;
        var across = end.Y - start.Y;
        var size = letter.PointSize;
        if (!double.IsFinite(start.X + start.Y + along + across) || !double.IsFinite(size))
        {
            return null;
        }

        var isSpace = char.IsWhiteSpace(text[0]);
        if (along > 0 && Math.Abs(across) <= Slant * along)
        {
            size = size > 0.5 ? size : Math.Abs(letter.BoundingBox.Height);
            return size <= 0.5 ? null : new Glyph(text, start.X, end.X, start.Y, size, order, isSpace, IsUpright: true, default);
        }

        // Turned, mirrored or without an advance: it stands for itself, where its ink is.
        if (isSpace)
        {
            return null;
        }

        var ink = letter.BoundingBox;
        Span<(double X, double Y)> corners =
            [turn.Point(ink.BottomLeft), turn.Point(ink.BottomRight), turn.Point(ink.TopLeft), turn.Point(ink.TopRight)];
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (var (x, y) in corners)
        {
            left = Math.Min(left, x);
            top = Math.Min(top, y);
            right = Math.Max(right, x);
            bottom = Math.Max(bottom, y);
        }

        var box = Box.FromEdges(left, top, right, bottom);
        if (!double.IsFinite(box.X + box.Y + box.Width + box.Height) || (box.Width < 0.1 && box.Height < 0.1))
        {
            return null;
        }

        return new Glyph(text, left, right, box.Bottom, Math.Max(1, size), order, IsSpace: false, IsUpright: false, box);
    }

    private static string Printing(string value)
    {
        if (value.Length <= 1)
        {
            return value.Length == 0 || CharacterClass.IsIgnorable(value[0]) ? "" : value;
        }

        if (string.IsNullOrWhiteSpace(value))
        {
            return " ";
        }

        foreach (var c in value)
        {
            if (char.IsWhiteSpace(c) || CharacterClass.IsIgnorable(c))
            {
                return string.Concat(value.Where(c => !char.IsWhiteSpace(c) && !CharacterClass.IsIgnorable(c)));
            }
        }

        return value;
    }

    private static bool IsOnPage(in Glyph glyph, double width, double height)
    {
        var x = (glyph.Left + glyph.Right) / 2;
        var y = glyph.Baseline - (glyph.Size / 3);
        return x >= 0 && x <= width && y >= 0 && y <= height;
    }
}
