using Ingest.Core.Documents;

namespace Ingest.Core.Dumps;

/// <summary>A row as it came out of a dump.</summary>
/// <param name="Token">The place of its first token.</param>
/// <param name="FromColumns">It came out column by column, with others.</param>
internal sealed record DumpRow(
    IReadOnlyList<Snippet> Name, IReadOnlyList<Snippet> Explanation, DumpToken? Weight, DumpToken? Score,
    IReadOnlyList<Snippet> Remark, int Token, bool FromColumns);

/// <summary>
/// Groups tokens into rows. Row by row, two numbers close a row. Column by column, names come first, then all weights,
/// then all scores: such a group closes when there are twice as many numbers as names.
/// </summary>
internal static class DumpRows
{
    /// <summary>A line that fills this share of its column may go on in the next.</summary>
    private const double Full = 0.75;

    public static IReadOnlyList<DumpRow> Of(IReadOnlyList<DumpToken> tokens)
    {
        var width = NameWidth(tokens);
        var rows = new List<DumpRow>();
        var texts = new List<DumpToken>();
        var numbers = new List<DumpToken>();
        var first = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Number is not null)
            {
                numbers.Add(token);
                continue;
            }

            if (numbers.Count >= 2 && IsWhole(texts, numbers, width) && !IsNextColumn(tokens, i, numbers))
            {
                if (token.SameLine && numbers.Count == 2 && !OpensRow(tokens, i))
                {
                    rows.AddRange(Close(texts, numbers, [token.Text], first, width));
                    first = i + 1;
                    continue;
                }

                rows.AddRange(Close(texts, numbers, [], first, width));
                first = i;
            }

            texts.Add(token);
        }

        rows.AddRange(Close(texts, numbers, [], first, width));
        return rows;
    }

    /// <summary>One row's two numbers, or twice as many numbers as there can be names.</summary>
    private static bool IsWhole(List<DumpToken> texts, List<DumpToken> numbers, double width) =>
        numbers.Count == 2 || (numbers.Count % 2 == 0 && numbers.Count / 2 <= texts.Count
            && numbers.Count / 2 >= Names(texts, width).Count);

    /// <summary>A third number at once means that two numbers did not close a row: they begin a column.</summary>
    private static bool IsNextColumn(IReadOnlyList<DumpToken> tokens, int at, List<DumpToken> numbers) =>
        numbers.Count > 2 && at + 1 < tokens.Count && tokens[at].SameLine && numbers.Count % 2 == 1;

    /// <summary>Behind a text on the line of two numbers stand two more: it is a name, not a remark.</summary>
    private static bool OpensRow(IReadOnlyList<DumpToken> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at + 1] is { Number: not null, SameLine: true };

    private static IEnumerable<DumpRow> Close(
        List<DumpToken> texts, List<DumpToken> numbers, IReadOnlyList<Snippet> remark, int first, double width)
    {
        var rows = new List<DumpRow>();
        var count = numbers.Count / 2;
        if (numbers.Count <= 2)
        {
            if (texts.Count > 0 || numbers.Count > 0)
            {
                var (name, explanation) = SplitName(texts, width);
                rows.Add(new DumpRow(name, explanation, numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1), remark, first, false));
            }
        }
        else
        {
            var cells = JoinTo(texts, count, width);
            var pairs = Columns(numbers);
            for (var i = 0; i < count; i++)
            {
                rows.Add(new DumpRow(
                    i < cells.Count ? cells[i] : [],
                    count + i < cells.Count ? cells[count + i] : [],
                    pairs[i].Weight, pairs[i].Score, [], first + i, true));
            }
        }

        texts.Clear();
        numbers.Clear();
        return rows;
    }

    /// <summary>All weights and then all scores, or pair by pair: a score is never above its weight.</summary>
    private static List<(DumpToken Weight, DumpToken Score)> Columns(List<DumpToken> numbers)
    {
        var half = numbers.Count / 2;
        var columns = Enumerable.Range(0, half).Select(i => (Weight: numbers[i], Score: numbers[half + i])).ToList();
        var pairs = Enumerable.Range(0, half).Select(i => (Weight: numbers[2 * i], Score: numbers[(2 * i) + 1])).ToList();
        return pairs.Count(Fits) > columns.Count(Fits) ? pairs : columns;

        static bool Fits((DumpToken Weight, DumpToken Score) pair) => pair.Score.Number <= pair.Weight.Number;
    }

    /// <summary>Lines without a blank line between them, taken together where the first is full.</summary>
    private static List<List<DumpToken>> Names(List<DumpToken> texts, double width) =>
        Groups(texts, (before, next) => Likelihood(before, next, width) >= 1);

    private static List<List<DumpToken>> Groups(List<DumpToken> texts, Func<DumpToken, DumpToken, bool> joins)
    {
        var groups = new List<List<DumpToken>>();
        foreach (var token in texts)
        {
            if (groups.Count > 0 && joins(groups[^1][^1], token))
            {
                groups[^1].Add(token);
            }
            else
            {
                groups.Add([token]);
            }
        }

        return groups;
    }

    /// <summary>How likely the second line goes on with the first; 1 and more for surely.</summary>
    private static double Likelihood(DumpToken before, DumpToken next, double width) =>
        IsOpen(before.Text.Text) ? 2
        : (before.Width / width) + (next.BlankBefore || next.SameLine ? 0 : 0.3) - (before.Width < Full * width ? 0.5 : 0);

    /// <summary>As many cells as there are numbers: the likeliest lines are joined until it comes out even.</summary>
    private static List<IReadOnlyList<Snippet>> JoinTo(List<DumpToken> texts, int count, double width)
    {
        var wanted = texts.Count >= 2 * count && Names(texts, width).Count >= 2 * count ? 2 * count : count;
        var joined = Enumerable.Range(1, Math.Max(0, texts.Count - 1))
            .OrderByDescending(i => Likelihood(texts[i - 1], texts[i], width))
            .Take(Math.Max(0, texts.Count - wanted))
            .ToHashSet();
        var cells = new List<IReadOnlyList<Snippet>>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (joined.Contains(i))
            {
                cells[^1] = [.. cells[^1], texts[i].Text];
            }
            else
            {
                cells.Add([texts[i].Text]);
            }
        }

        return cells;
    }

    /// <summary>
    /// A row's texts are its name and then its explanation. The name goes on while its lines are full; what is set off
    /// from a line that is not, or ends a sentence, explains.
    /// </summary>
    private static (IReadOnlyList<Snippet> Name, IReadOnlyList<Snippet> Explanation) SplitName(List<DumpToken> texts, double width)
    {
        var end = Math.Min(1, texts.Count);
        while (end < texts.Count)
        {
            var next = texts[end];
            var block = texts.Skip(end).TakeWhile((token, i) => i == 0 || !(token.BlankBefore || token.SameLine)).ToList();
            var joins = IsOpen(CategoryText(texts.Take(end)))
                || (!next.SameLine && !next.BlankBefore && texts[end - 1].Width >= Full * width && !IsSentence(block))
                || (!next.SameLine && next.BlankBefore && texts[end - 1].Width >= Full * width && !IsSentence(block)
                    && block.Sum(token => token.Width) <= 2 * width);
            if (!joins)
            {
                break;
            }

            end++;
        }

        return ([.. texts.Take(end).Select(token => token.Text)], [.. texts.Skip(end).Select(token => token.Text)]);
    }

    private static bool IsSentence(List<DumpToken> block) => block.Exists(token => token.Text.Text.Contains('。', StringComparison.Ordinal));

    /// <summary>A bracket or a quotation mark that is not closed: the text goes on.</summary>
    public static bool IsOpen(string text) =>
        text.Count(c => c is '（' or '(') > text.Count(c => c is '）' or ')')
        || text.Count(c => c == '“') > text.Count(c => c == '”')
        || text.Count(c => c == '《') > text.Count(c => c == '》');

    private static string CategoryText(IEnumerable<DumpToken> tokens) => string.Concat(tokens.Select(token => token.Text.Text));

    /// <summary>The width of the column of names: that of the widest first line of a row.</summary>
    private static double NameWidth(IReadOnlyList<DumpToken> tokens)
    {
        double width = 8;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Number is null && !tokens[i].Text.Text.Contains('。', StringComparison.Ordinal)
                && (i == 0 || tokens[i - 1].Number is not null))
            {
                width = Math.Max(width, Math.Min(24, tokens[i].Width));
            }
        }

        return width;
    }
}
