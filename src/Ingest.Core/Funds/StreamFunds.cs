using Ingest.Core.Documents;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Funds;

/// <summary>A table of funds without rulings: a line of heads, and below it a line for each source of money.</summary>
internal static class StreamFunds
{
    /// <param name="Lines">Those of the page that belong to the table, its heads and the words above them included.</param>
    public sealed record Result(IReadOnlyList<FundRow> Rows, IReadOnlySet<TextLine> Lines);

    /// <param name="lines">The lines of a page outside of its grids, top to bottom.</param>
    public static Result? Find(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        if (index.Funds is not { } funds)
        {
            return null;
        }

        for (var at = 0; at < lines.Count; at++)
        {
            if (HeadsOf(lines[at], index) is { } heads && Read(lines, at, heads, index, funds) is { Rows.Count: > 0 } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The columns, when at least half of the labels stand on this line and nothing else but the words for the whole table.</summary>
    private static List<FundColumn>? HeadsOf(TextLine line, PackIndex index)
    {
        var found = line.Words.Select(word => (Word: word, Match: index.WholeFund(word.Text) ?? index.LooseFund(word.Text)))
            .SkipWhile(pair => pair.Match is null).ToList();
        var keys = found.Where(pair => pair.Match is not null).Select(pair => pair.Match!.Value.Item.Key).ToHashSet(StringComparer.Ordinal);
        return keys.Count >= 2 && keys.Count == found.Count && keys.Count * 2 >= index.Funds!.Funds.Columns.Count(column => !column.Optional)
            && found.Exists(pair => pair.Match!.Value.Item.Kind == Forms.FieldKind.Amount) && line.Words.Count - found.Count <= 2
            && StreamTableReader.HeaderOf(line, index) is null
            ? [.. found.Select(pair => new FundColumn(pair.Match!.Value.Item, pair.Word.Box.X, pair.Word.Box.Right, pair.Match.Value.Unit))]
            : null;
    }

    private static Result Read(IReadOnlyList<TextLine> lines, int at, List<FundColumn> columns, PackIndex index, FundIndex funds)
    {
        var own = new HashSet<TextLine> { lines[at] };
        var frames = lines[at].Words.Where(word => word.Box.Right <= columns[0].Left).Select(word => word.Text).ToList();
        for (var above = at - 1; above >= 0 && funds.IsHeading(lines[above].Text); above--)
        {
            own.Add(lines[above]);
            frames.Add(lines[above].Text);
        }

        var rows = new List<FundRow>();
        var open = new List<(TextLine Line, Snippet Name)>();
        for (var i = at + 1; i < lines.Count && !Ends(lines[i], index, funds); i++)
        {
            var words = lines[i].Words.SkipWhile(word => word.Box.Right < columns[0].Left && IsFrame(word.Text, funds)).ToList();
            frames.AddRange(lines[i].Words.Take(lines[i].Words.Count - words.Count).Select(word => word.Text));
            var cells = columns.ToDictionary(column => column.Column.Key, _ => (IReadOnlyList<Snippet>)[], StringComparer.Ordinal);
            var label = words.TakeWhile(word => !IsValue(word.Text)).ToList();
            foreach (var group in words.Skip(label.Count).GroupBy(word => Nearest(columns, word.Box).Column.Key))
            {
                cells[group.Key] = [new TextLine(lines[i].Page, [.. group]).Whole];
            }

            IReadOnlyList<Snippet> name = [.. open.Select(above => above.Name), .. label.Count == 0 ? [] : new[] { new TextLine(lines[i].Page, label).Whole }];
            var code = name.Count == 0 ? null : funds.CodeOf(CjkText.Join(name.Select(part => part.Text)));
            if (words.Count > label.Count || code is not null)
            {
                own.UnionWith(open.Select(above => above.Line));
                open.Clear();
                rows.Add(new FundRow(name, rows.Count == 0 && name.Count == 0 ? FundLine.Total : code, cells, new Dictionary<string, string?>(StringComparer.Ordinal)));
            }
            else if (words.Count > 0 && (open.Count > 0 || rows.Count == 0 || !GoesOn(rows, name, funds)))
            {
                // The first half of a name whose amounts stand beside its middle.
                if (open.Count > 1)
                {
                    break;
                }

                open.Add((lines[i], name[^1]));
                continue;
            }

            own.Add(lines[i]);
        }

        var unit = frames.Select(FundIndex.UnitIn).FirstOrDefault(found => found is not null);
        var units = columns.ToDictionary(column => column.Column.Key, column => column.Unit ?? unit, StringComparer.Ordinal);
        return new Result([.. rows.Select(row => row with { Units = units })], own);
    }

    /// <summary>The rest of a name too long for its column stands under it.</summary>
    private static bool GoesOn(List<FundRow> rows, IReadOnlyList<Snippet> rest, FundIndex funds)
    {
        var last = rows[^1];
        if (last.Code is not null || last.Line.Count == 0 || funds.CodeOf(CjkText.Join(last.Line.Concat(rest).Select(part => part.Text))) is not { } code)
        {
            return false;
        }

        rows[^1] = last with { Line = [.. last.Line, .. rest], Code = code };
        return true;
    }

    /// <summary>The words for the whole table stand beside one of its lines.</summary>
    private static bool IsFrame(string text, FundIndex funds) => funds.IsHeading(text) || PackIndex.IsUnit(Labels.Fold(text));

    private static bool Ends(TextLine line, PackIndex index, FundIndex funds) =>
        (LabelHit.In(line, index).Count > 0 && funds.CodeOf(line.Words[0].Text) is null)
        || index.IsHeading(line.Words[0].Text) || index.IsTitle(line.Text) || index.IsNote(line.Text) || StreamTableReader.HeaderOf(line, index) is not null;

    private static bool IsValue(string text) => Rates.Parse(text) is not null || Amounts.Parse(text) is not null || Blanks.IsBlank(text);

    private static FundColumn Nearest(List<FundColumn> columns, Box word) => columns.MaxBy(column =>
        Math.Min(column.Right, word.Right) - Math.Max(column.Left, word.X))!;
}
