using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Dumps;

/// <summary>
/// Rows of a table that came out row by row, cell after cell (pdftotext -raw): two numbers side by side on a line close a
/// row, but a remark of several lines may stand below them, in front of the next row's name. A dynamic choice over where
/// the remark and the name end: the lines of a cell, but for its last, fill their column.
/// </summary>
internal static class DumpLineRows
{
    /// <summary>How far, in columns of the typewriter, a line that wraps may stay behind its column's width.</summary>
    private const double Slack = 4;

    public static IReadOnlyList<DumpRow> Of(IReadOnlyList<DumpToken> tokens, IReadOnlyList<DumpMark> marks)
    {
        var anchors = Anchors(tokens);
        var labels = marks.Select(mark => mark.Token).ToHashSet();
        var inline = anchors.Count(at => HasInlineRemark(tokens, at));
        var widths = Widths(tokens, anchors);
        var rows = new List<DumpRow>();
        var from = 0;
        foreach (var at in anchors)
        {
            // A first-level label opens a row: what stands in front of it still belongs to the last one.
            var opened = rows.Count == 0 ? from : Enumerable.Range(from, at - from + 1).FirstOrDefault(labels.Contains, from);
            var above = Texts(tokens, from, opened);
            var own = Texts(tokens, opened, at);
            var wantsRemark = rows.Count > 0 && opened == from && rows[^1].Remark.Count == 0 && 2 * inline > anchors.Count;
            var mayRemark = rows.Count > 0 && opened == from && (rows[^1].Remark.Count == 0 || inline < anchors.Count);
            var (remark, name) = Divide(own, widths, mayRemark && rows[^1].Remark.Count == 0, wantsRemark);
            if (rows.Count > 0)
            {
                rows[^1] = rows[^1] with { Remark = [.. rows[^1].Remark, .. above.Concat(own.Take(remark)).Select(token => token.Text)] };
            }

            var end = at + 2;
            while (end < tokens.Count && tokens[end].SameLine && !labels.Contains(end))
            {
                end++;
            }

            rows.Add(new DumpRow(
                [.. own.Skip(remark).Take(name).Select(token => token.Text)],
                [.. own.Skip(remark + name).Select(token => token.Text)],
                tokens[at], tokens[at + 1], [.. tokens.Skip(at + 2).Take(end - at - 2).Select(token => token.Text)], opened + remark, false));
            from = end;
        }

        var rest = Texts(tokens, from, tokens.Count);
        if (rows.Count > 0 && rest.Count > 0)
        {
            rows[^1] = rows[^1] with { Remark = [.. rows[^1].Remark, .. rest.Select(token => token.Text)] };
        }

        return rows;
    }

    /// <summary>The last two numbers on a line that stand side by side, the score not above the weight.</summary>
    private static List<int> Anchors(IReadOnlyList<DumpToken> tokens)
    {
        var anchors = new List<int>();
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Number is { } weight && tokens[i + 1] is { SameLine: true, Number: { } score } && score <= weight
                && !(i + 2 < tokens.Count && tokens[i + 2] is { SameLine: true, Number: not null }))
            {
                anchors.Add(i++);
            }
        }

        return anchors;
    }

    private static bool HasInlineRemark(IReadOnlyList<DumpToken> tokens, int at) => at + 2 < tokens.Count && tokens[at + 2].SameLine;

    private static List<DumpToken> Texts(IReadOnlyList<DumpToken> tokens, int from, int to) => [.. tokens.Skip(from).Take(to - from)];

    private sealed record ColumnWidths(double Name, double Explanation);

    /// <summary>
    /// The widest line is one of the explanations. A name's column is as wide as the widest line that begins a row and is not
    /// nearly as wide as that.
    /// </summary>
    private static ColumnWidths Widths(IReadOnlyList<DumpToken> tokens, List<int> anchors)
    {
        var widest = tokens.Where((token, i) => !token.SameLine && !(i + 1 < tokens.Count && tokens[i + 1].SameLine))
            .Select(token => token.Width).DefaultIfEmpty(24).Max();
        double name = 8;
        var from = 0;
        foreach (var at in anchors)
        {
            if (from < at && tokens[from].Width < Math.Min(24, 0.8 * widest))
            {
                name = Math.Max(name, tokens[from].Width);
            }

            from = at + 2;
        }

        return new ColumnWidths(name, Math.Max(widest, name));
    }

    /// <summary>How many tokens are a remark of the row above, and how many then the name.</summary>
    private static (int Remark, int Name) Divide(List<DumpToken> texts, ColumnWidths widths, bool mayRemark, bool wantsRemark)
    {
        var best = (Remark: 0, Name: texts.Count);
        var least = double.PositiveInfinity;
        for (var remark = 0; remark <= (mayRemark ? Math.Max(0, texts.Count - 1) : 0); remark++)
        {
            for (var name = Math.Min(1, texts.Count - remark); remark + name <= texts.Count; name++)
            {
                var cost = RemarkCost(texts, remark, wantsRemark)
                    + CellCost(texts, remark, remark + name, widths.Name, isName: true)
                    + CellCost(texts, remark + name, texts.Count, widths.Explanation, isName: false);
                if (cost < least)
                {
                    (best, least) = ((remark, name), cost);
                }
            }
        }

        return best;
    }

    /// <summary>A remark of one line would stand beside its numbers, unless it is as wide as its column.</summary>
    private static double RemarkCost(List<DumpToken> texts, int count, bool wanted) => count == 0
        ? wanted ? 3 : 0
        : (wanted ? 0 : 0.8) + (count == 1 ? 1.5 : 0)
            + CellCost(texts, 0, count, texts.Take(count).Max(token => LineWidth(texts, token)), isName: false);

    private static double LineWidth(List<DumpToken> texts, DumpToken token)
    {
        var at = texts.IndexOf(token);
        return token.Width + (at > 0 && token.SameLine ? texts[at - 1].Width + 1 : 0);
    }

    private static double CellCost(List<DumpToken> texts, int from, int to, double width, bool isName)
    {
        double cost = 0;
        double reach = 0;
        for (var i = from; i < to; i++)
        {
            var goesOn = texts[i].SameLine && i > from;
            reach = goesOn ? reach + 1 + texts[i].Width : texts[i].Width;
            cost += reach > width + 2 ? 2 : 0;
            var ends = i + 1 == to;
            if (!ends && !texts[i + 1].SameLine && reach < width - Slack)
            {
                cost += 1 + (isName ? 0.5 : 0);
            }

            // Two pieces on one line are two cells more often than a space inside one.
            cost += goesOn && isName ? 0.6 : 0;
            cost += isName && !ends && texts[i].Text.Text.EndsWith('。') ? 2 : 0;
        }

        var whole = string.Concat(texts.Skip(from).Take(to - from).Select(token => token.Text.Text));
        return cost + (DumpRows.IsOpen(whole) ? 2 : 0)
            + (isName && whole.AsSpan().IndexOfAny("，。；") >= 0 ? 1 : 0)
            + (isName && whole.Length > 0 && !whole.Any(char.IsLetter) ? 2 : 0);
    }
}
