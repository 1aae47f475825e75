using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Narratives;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Header;

/// <summary>
/// Reads labelled values from lines without rulings: "label: value label: value" lines with what wraps above and below
/// them, and between those the narratives.
/// </summary>
public static class FreeFormReader
{
    /// <param name="lines">In reading order; pages in theirs.</param>
    /// <param name="unread">Lines that belong to no label.</param>
    public static IReadOnlyList<Capture> Read(IReadOnlyList<TextLine> lines, PackIndex index, out IReadOnlyList<TextLine> unread)
    {
        var hits = BestHits(lines, index);
        lines = HeaderColumns.Split(lines, hits);
        var header = lines.Where(line => hits[line].Any(hit => !hit.IsNarrative)).ToHashSet();
        var wrapped = new HashSet<TextLine>();
        var captures = new List<Capture>();
        foreach (var line in header)
        {
            captures.AddRange(ReadLine(line, hits, Neighbours(lines, line, hits), wrapped));
        }

        var rest = new List<TextLine>();
        var segment = new List<TextLine>();
        foreach (var line in lines)
        {
            if (header.Contains(line) && !hits[line].Any(hit => hit.IsNarrative))
            {
                Flush();
            }
            else if (!wrapped.Contains(line))
            {
                segment.Add(line);
            }
        }

        Flush();
        unread = rest;
        return captures;

        void Flush()
        {
            if (segment.Count > 0)
            {
                captures.AddRange(NarrativeReader.Read(segment, line => hits[line].Where(hit => hit.IsNarrative).ToList(), rest));
                segment.Clear();
            }
        }
    }

    /// <summary>
    /// One place for each field: a label's words may come again at the beginning of a line inside a narrative, but there
    /// they neither stand alone nor apart.
    /// </summary>
    private static Dictionary<TextLine, IReadOnlyList<LabelHit>> BestHits(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        var all = lines.Select((line, i) => (Line: line, Above: i == 0 ? null : lines[i - 1], Hits: LabelHit.In(line, index))).ToList();
        var best = all
            .SelectMany(item => item.Hits.Select(hit => (Hit: hit, Score: Standing(hit, item.Line, item.Above))))
            .GroupBy(pair => pair.Hit.Field.Key)
            .Select(group => group.MaxBy(pair => pair.Score).Hit)
            .ToHashSet();
        return all.ToDictionary(
            item => item.Line, item => (IReadOnlyList<LabelHit>)item.Hits.Where(best.Contains).ToList());
    }

    private static int Standing(LabelHit hit, TextLine line, TextLine? above)
    {
        var alone = hit.Start == 0 && hit.End >= line.Text.TrimEnd().Length;
        var apart = above is null || above.Page != line.Page || line.Box.Y - above.Box.Bottom > 0.9 * line.Box.Height;
        return (alone ? 4 : 0) + (hit.HasColon ? 2 : 0) + (apart ? 1 : 0);
    }

    /// <summary>Lines without a label that stand so near that they can be a wrapped part of a value on this line.</summary>
    private static List<TextLine> Neighbours(
        IReadOnlyList<TextLine> lines, TextLine line, Dictionary<TextLine, IReadOnlyList<LabelHit>> hits)
    {
        var at = 0;
        while (!ReferenceEquals(lines[at], line))
        {
            at++;
        }

        // Labels alone on their line have their values on the next.
        var isLabelRow = hits[line].Select((hit, i) => line.Slice(hit.End, i + 1 < hits[line].Count ? hits[line][i + 1].Start : line.Text.Length)).All(own => own is null);
        var near = new List<TextLine>();
        foreach (var step in (int[])[-1, 1])
        {
            var last = line;
            var known = near.Count;
            for (var i = at + step; i >= 0 && i < lines.Count; i += step)
            {
                var next = lines[i];
                if (hits[next].Count > 0 && (Math.Abs(next.Box.CentreY - last.Box.CentreY) < 0.8 * line.Box.Height
                    || (next.Page == line.Page && next.Box.OverlapX(line.Box) <= 0)))
                {
                    // The label of another column, in the middle of this row.
                    continue;
                }

                var distance = Math.Abs(next.Box.CentreY - last.Box.CentreY);
                var isLabelled = hits[next].Count > 0 && hits[next][0].Start == 0;
                var isValueRow = isLabelRow && step > 0 && near.Count == known;
                if (isLabelled || next.Page != line.Page || distance > (isValueRow ? 3.5 : 1.9) * line.Box.Height
                    || (!isValueRow && OtherLabel(i, step, next) is { } other && Math.Abs(other.Box.CentreY - next.Box.CentreY) < distance - 1))
                {
                    break;
                }

                near.Add(next);
                last = next;
            }
        }

        return near;

        // The next line with a label under which this one could stand.
        TextLine? OtherLabel(int from, int step, TextLine next)
        {
            for (var i = from + step; i >= 0 && i < lines.Count && lines[i].Page == line.Page; i += step)
            {
                if (hits[lines[i]].Any(hit => hit.Label.Box.X <= next.Box.X + 3))
                {
                    return lines[i];
                }
            }

            return null;
        }
    }

    private static IEnumerable<Capture> ReadLine(
        TextLine line, Dictionary<TextLine, IReadOnlyList<LabelHit>> all, List<TextLine> around, HashSet<TextLine> wrapped)
    {
        var hits = all[line];
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            if (hit.IsNarrative)
            {
                continue;
            }

            var end = i + 1 < hits.Count ? hits[i + 1].Start : line.Text.Length;
            var stranger = StrangerIn(line, hit.End, end);
            var own = line.Slice(hit.End, stranger ?? end);
            var right = i + 1 < hits.Count || stranger is not null ? line.LeftOf(stranger ?? hits[i + 1].Start) : HeaderColumns.LabelBeside(own?.Box ?? hit.Label.Box, line.Page, all);
            var parts = own is null ? [] : new List<Snippet> { own };
            parts.AddRange(Wrapped(hit, right, own, around, all, wrapped));
            yield return new Capture(hit.Field, hit.Unit, [.. parts.OrderBy(part => part.Box.CentreY)], hit.Label);
        }
    }

    /// <summary>Where, behind a value and a wide gap, a label begins that the pack does not know: short words with a colon, 填报日期：.</summary>
    private static int? StrangerIn(TextLine line, int from, int end)
    {
        const int shortest = 2;
        const int longest = 8;
        for (var at = line.Text.IndexOf(' ', Math.Min(from + 1, line.Text.Length)); at >= 0 && at + 1 < end; at = line.Text.IndexOf(' ', at + 1))
        {
            var word = line.Text.AsSpan(at + 1, Math.Min(end, line.Text.Length) - at - 1);
            if (word.IndexOfAny('：', ':') is >= shortest and <= longest and var colon && line.GapBefore(at + 1) >= line.Box.Height
                && line.Slice(from, at) is not null && word[..colon].IndexOfAnyExceptInRange('\u4e00', '\u9fff') < 0)
            {
                return at + 1;
            }
        }

        return null;
    }

    /// <summary>
    /// The parts of a value that wrapped above or below the line of its label. They stand in the value's own column, or
    /// come back under the label when they have none; and each but the last fills its line, for that is why it wrapped.
    /// A list of names may also have a line for each.
    /// </summary>
    private static List<Snippet> Wrapped(
        LabelHit hit, double right, Snippet? own, List<TextLine> around,
        Dictionary<TextLine, IReadOnlyList<LabelHit>> hits, HashSet<TextLine> wrapped)
    {
        var line = hit.Line;
        var em = line.Box.Height;
        var label = hit.Label.Box;
        var pieces = around
            .SelectMany(near => Pieces(near, hits).Select(piece => (Line: near, Piece: piece)))
            .Where(pair => pair.Piece.Box.X >= label.X - 3 && pair.Piece.Box.Right <= right + 1)
            .ToList();
        var column = pieces.Select(pair => pair.Piece.Box.Right).Append(own?.Box.Right ?? 0).Max();
        var above = new List<(TextLine Line, Snippet Piece)>();
        foreach (var pair in pieces.Where(pair => pair.Piece.Box.CentreY < line.Box.CentreY).OrderByDescending(pair => pair.Piece.Box.Y))
        {
            if (!InColumn(pair.Piece) || !(Fills(pair.Piece) || IsItem(pair.Piece, own ?? pair.Piece)) || !StaysOfItsKind(pair.Piece.Text + own?.Text))
            {
                break;
            }

            above.Add(pair);
        }

        var below = new List<(TextLine Line, Snippet Piece)>();
        var previous = own ?? above.FirstOrDefault().Piece;
        var isBelow = false;
        foreach (var pair in pieces.Where(pair => pair.Piece.Box.CentreY > line.Box.CentreY).OrderBy(pair => pair.Piece.Box.Y))
        {
            var first = own ?? above.FirstOrDefault().Piece;
            var goesOn = previous is null ? StandsBelow(pair.Piece)
                : InColumn(pair.Piece) || isBelow ? Fills(previous) && StaysOfItsKind(own?.Text + pair.Piece.Text)
                : ComesBack(pair.Piece, previous);
            if (!goesOn && !(InColumn(pair.Piece) && IsItem(pair.Piece, first ?? pair.Piece)))
            {
                break;
            }

            isBelow |= previous is null && !InColumn(pair.Piece);

            below.Add(pair);
            previous = pair.Piece;
        }

        foreach (var (home, _) in above.Concat(below))
        {
            wrapped.Add(home);
        }

        return [.. above.Concat(below).Select(pair => pair.Piece)];

        bool InColumn(Snippet piece) => piece.Box.X >= label.Right - 3;

        bool Fills(Snippet piece) => piece.Box.Right >= column - (2 * em);

        // Back under the label, behind a line that ran up to the next label or to the edge of the page.
        bool ComesBack(Snippet piece, Snippet last) => own is not null && own.Box.X - label.Right < em
            && Math.Abs(piece.Box.X - label.X) < em
            && last.Box.Right >= Math.Min(right, around.Max(near => near.Box.Right)) - (2.5 * em) - (2 * last.Box.Width / last.Text.Length);

        // A form that prints its values under their labels, or one that was too long for the rest of its label's line.
        bool StandsBelow(Snippet piece) => piece.Box.X < label.Right && (IsOfItsKind(piece.Text) || Normalisation.Blanks.IsBlank(piece.Text));

        // An amount may break over lines, but what follows a date may be the first line of a narrative.
        bool StaysOfItsKind(string text) => own is null || !IsOfItsKind(own.Text) || IsOfItsKind(text);

        bool IsOfItsKind(string text) => Normalisation.Normaliser.Normalise(hit.Field.Kind, text, [text], hit.Unit) is not null;

        bool IsItem(Snippet piece, Snippet first) =>
            hit.Field.Kind == FieldKind.Organisations && Math.Abs(piece.Box.X - first.Box.X) < 2;
    }

    /// <summary>A line's parts between wide gaps, up to its first label.</summary>
    private static IEnumerable<Snippet> Pieces(TextLine line, Dictionary<TextLine, IReadOnlyList<LabelHit>> hits)
    {
        var start = 0;
        if (hits[line] is [var first, ..])
        {
            if (line.Slice(0, first.Start) is { } front)
            {
                yield return front;
            }

            yield break;
        }

        for (var space = line.Text.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = line.Text.IndexOf(' ', space + 1))
        {
            if (line.GapBefore(space + 1) > 1.5 * line.Box.Height)
            {
                yield return line.Slice(start, space)!;
                start = space + 1;
            }
        }

        yield return line.Slice(start, line.Text.Length)!;
    }
}
