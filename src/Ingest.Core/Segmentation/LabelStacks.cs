using Ingest.Core.Documents;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Segmentation;

/// <summary>
/// Joins labels that a narrow column breaks over lines (项目年度总目 / 标：). The joined label takes the height of the
/// value beside it, so that both stand on one line.
/// </summary>
public static class LabelStacks
{
    /// <summary>The same lines with every stacked label joined to one word.</summary>
    public static IReadOnlyList<TextLine> Join(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        HashSet<Word>? used = null;
        var joined = new List<Word>();
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var head in Pieces(lines[i]))
            {
                if (index.RestOfLabels(head.Text) is { Count: > 0 } rests
                    && (used is null || !used.Overlaps(head.Words))
                    && Find(lines, i, head, rests, []) is { } stack)
                {
                    (used ??= []).UnionWith(stack.SelectMany(piece => piece.Words));
                    joined.Add(Merge(stack, lines));
                }
            }
        }

        return used is null
            ? lines
            : TextLine.Build(lines[0].Page, lines.SelectMany(line => line.Words).Where(word => !used.Contains(word)).Concat(joined));
    }

    /// <summary>Words without a wide gap between them; the letters of a spaced label are one piece.</summary>
    private sealed record Piece(IReadOnlyList<Word> Words)
    {
        public string Text { get; } = string.Concat(Words.Select(word => word.Text));

        public Box Box { get; } = Box.Around(Words.Select(word => word.Box));
    }

    private static IEnumerable<Piece> Pieces(TextLine line)
    {
        var open = new List<Word> { line.Words[0] };
        foreach (var word in line.Words.Skip(1))
        {
            if (word.Box.X - open[^1].Box.Right > (open[^1].Text.Length == 1 && word.Text.Length == 1 ? 2.2 : 0.45) * line.Box.Height)
            {
                yield return new Piece([.. open]);
                open.Clear();
            }

            open.Add(word);
        }

        yield return new Piece(open);
    }

    private static List<Piece>? Find(
        IReadOnlyList<TextLine> lines, int from, Piece head, IReadOnlyList<string> rests, List<Piece> above)
    {
        var stack = new List<Piece>(above) { head };
        var first = stack[0];
        for (var i = from + 1; i < lines.Count && lines[i].Box.Y - head.Box.Bottom < 1.4 * head.Box.Height; i++)
        {
            foreach (var piece in Pieces(lines[i]))
            {
                if (piece.Box.X < first.Box.X - head.Box.Height || piece.Box.Right > first.Box.Right + (1.5 * head.Box.Height)
                    || piece.Box.OverlapX(first.Box) <= 0 || piece.Box.Y < head.Box.CentreY)
                {
                    continue;
                }

                var folded = Labels.Fold(piece.Text);
                var (label, _) = Labels.WithoutUnit(ColonMark(lines[i], piece) is { } mark ? folded.TrimEnd(mark) : folded);
                var further = rests.Where(rest => rest.Length > folded.Length && folded.Length > 0 && rest.StartsWith(folded, StringComparison.Ordinal))
                    .Select(rest => rest[folded.Length..]).ToList();
                if (further.Count > 0 && Find(lines, i, piece, further, stack) is { } found)
                {
                    return found;
                }

                if (rests.Any(rest => rest == label || (rest.Length == 0 && PackIndex.IsUnit(folded))))
                {
                    return [.. stack, piece, .. UnitBelow(lines, i, piece, folded)];
                }
            }
        }

        return null;
    }

    /// <summary>What the colon at the end of a recognised label was taken for: 标，</summary>
    private static char? ColonMark(TextLine line, Piece piece) =>
        line.Words.Any(word => word.Confidence < 1) && piece.Text.Length > 1 && piece.Text[^1] is var last && "，,。.、；;".Contains(last, StringComparison.Ordinal) ? last : null;

    /// <summary>A unit, or a part of one, that the column breaks off from a label that is complete: 预算数 | （元）：</summary>
    private static List<Piece> UnitBelow(IReadOnlyList<TextLine> lines, int from, Piece last, string folded)
    {
        var unit = Labels.WithoutUnit(folded).Unit is null ? "" : folded;
        for (var i = from + 1; unit.Length == 0 && i < lines.Count && lines[i].Box.Y - last.Box.Bottom < 1.4 * last.Box.Height; i++)
        {
            if (Pieces(lines[i]).FirstOrDefault(piece => piece.Box.OverlapX(last.Box) > 0 && piece.Box.Y >= last.Box.CentreY
                && Labels.Fold(piece.Text).Length > 0 && PackIndex.IsUnit(Labels.Fold(piece.Text))) is { } below)
            {
                return [below];
            }
        }

        return [];
    }

    private static Word Merge(List<Piece> stack, IReadOnlyList<TextLine> lines)
    {
        var around = Box.Around(stack.Select(piece => piece.Box));
        var height = stack[0].Box.Height;
        var own = stack.SelectMany(piece => piece.Words).ToHashSet();
        double[] heights = [around.CentreY - (height / 2), stack[0].Box.Y, stack[^1].Box.Y];
        var y = heights.FirstOrDefault(
            top => lines.Any(line => line.Words.Any(word => word.Box.X >= around.Right - 1 && !own.Contains(word)
                && Math.Abs(word.Box.CentreY - top - (height / 2)) < 0.3 * height)),
            heights[0]);
        var text = string.Concat(stack.Select(piece => piece.Text));
        return new Word(
            ColonMark(new TextLine(0, stack[^1].Words), stack[^1]) is { } mark ? text.TrimEnd(mark) + "：" : text,
            new Box(around.X, y, around.Width, height),
            stack.Min(piece => piece.Words.Min(word => word.Confidence)));
    }
}
