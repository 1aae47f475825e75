namespace Ingest.Engine.Reading.Ocr;

/// <summary>Tells where in a line the Chinese model may have met figures, which it reads badly.</summary>
internal static class Figures
{
    /// <summary>What figures are printed with.</summary>
    private const string Marks = ".,%-/";

    /// <summary>What the Chinese model makes of figures: single strokes, boxes and letters like them.</summary>
    private const string LookAlikes = "一二三工丨了十个人卜口己已几山之入八小和OoQlIiJTZzSsBbDgq|!'`:;”“\"";

    private const double Unread = 0.6;
    private const double Sure = 0.95;

    public static bool IsFigure(char c) => char.IsAsciiDigit(c) || Marks.Contains(c, StringComparison.Ordinal);

    public static bool MayBeFigure(char c) => IsFigure(c) || LookAlikes.Contains(c, StringComparison.Ordinal);

    /// <summary>Nothing but figures and what is taken for them.</summary>
    public static bool MayBeAllFigures(IReadOnlyList<ReadCharacter> line) => line.All(c => MayBeFigure(c.Char) || c.Confidence < Unread);

    /// <summary>Ideographs or a full stop of which a reader is sure: shapes alone take 个 for digits, and a stop for a point.</summary>
    public static bool HoldsWriting(IReadOnlyList<ReadCharacter> line) =>
        line.Any(c => c.IsHan && c.Confidence >= Sure) || (line.Count > 1 && line[^1] is { Char: '。', Confidence: >= Unread });

    /// <summary>The end of a run with strokes behind it that are no writing in Chinese, 1] for 11, where shapes count so many figures more.</summary>
    public static int WithLookAlikes(IReadOnlyList<ReadCharacter> line, int end, int more)
    {
        var at = end;
        while (at < line.Count && at - end < more && line[at].Char is ']' or '[' or '|' or 'l' or 'I' or '!')
        {
            at++;
        }

        return more > 0 && at - end == more ? at : end;
    }

    private static bool EndsFigure(char c) => char.IsAsciiDigit(c) || c == '%';

    /// <summary>Runs with a digit in them, of figures alone, without the sentence's marks at either end: [from, to).</summary>
    public static IEnumerable<(int From, int To)> Runs(IReadOnlyList<ReadCharacter> line)
    {
        for (int start = 0, end; start < line.Count; start = end)
        {
            end = start + 1;
            if (!IsFigure(line[start].Char))
            {
                continue;
            }

            while (end < line.Count && IsFigure(line[end].Char))
            {
                end++;
            }

            var (from, to) = (start, end);
            while (from < to && !EndsFigure(line[from].Char))
            {
                from++;
            }

            while (to > from && !EndsFigure(line[to - 1].Char))
            {
                to--;
            }

            if (Enumerable.Range(from, to - from).Any(i => char.IsAsciiDigit(line[i].Char)))
            {
                yield return (from, to);
            }
        }
    }
}
