using System.Text.RegularExpressions;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Labelling;

/// <param name="Text">As printed, to its colon.</param>
/// <param name="Following">What stands beside, behind or below; "" for a column's head.</param>
internal sealed record LabelCandidate(LabelPlace Place, string Text, string Following)
{
    /// <summary>It heads the first column of a table whose names stand further right.</summary>
    public bool IsFirst { get; init; }

    /// <summary>一、 （二） 3. in front is no part of what a label says.</summary>
    public string Bare => LabelCandidates.Numbering().Replace(Labels.Fold(Text), "");
}

/// <summary>Texts in a report that stand where labels do and are none of its pack.</summary>
internal static partial class LabelCandidates
{
    private const int Longest = 20;
    private const int LeastHeads = 2;

    public static IEnumerable<LabelCandidate> In(ReportPart part) =>
        part.Pages.SelectMany(page => page.Grids.SelectMany(grid => InGrid(grid, part.Index)).Concat(InLines(page.Lines, part.Index)))
            .DistinctBy(candidate => (candidate.Place, Labels.Fold(candidate.Text)));

    [GeneratedRegex("^(（?[一二三四五六七八九十]{1,3}）?[、.．]?|（[0-9]{1,2}）|[0-9]{1,2}[、.．])(?=[^0-9])")]
    internal static partial Regex Numbering();

    private static IEnumerable<LabelCandidate> InGrid(Grid grid, PackIndex index)
    {
        var inTable = false;
        for (var row = 0; row < grid.Rows; row++)
        {
            var cells = grid.Cells.Where(cell => cell.Row == row && !cell.IsBlank).OrderBy(cell => cell.Column).ToList();
            var isHead = cells.Count(cell => index.WholeColumn(cell.Text) is not null) >= LeastHeads;
            var isFundHead = !isHead && cells.Count(cell => index.WholeFund(cell.Text) is not null) >= LeastHeads;
            inTable = isHead || (inTable && !(cells.Count > 0 && index.IsTotal(cells[0].Text)));
            foreach (var cell in cells.Where(cell => IsUnknown(cell.Text, index)))
            {
                if (isHead || isFundHead)
                {
                    yield return new LabelCandidate(isHead ? LabelPlace.Column : LabelPlace.Fund, cell.Text, "") { IsFirst = isHead && cell == cells[0] };
                }

                if (!isHead && !inTable && Following(grid, cell) is { Length: > 0 } following)
                {
                    yield return new LabelCandidate(LabelPlace.Field, cell.Text, following);
                }
            }

            // One cell may frame a whole form.
            foreach (var candidate in inTable ? [] : cells.Where(cell => cell.Lines.Count > 1).SelectMany(cell => InLines(cell.Lines, index)))
            {
                yield return candidate;
            }
        }
    }

    private static string Following(Grid grid, Cell cell)
    {
        var beside = grid.Cells.FirstOrDefault(other => other.Column == cell.ColumnEnd && other.Row <= cell.Row && other.RowEnd > cell.Row);
        return beside is { IsBlank: false }
            ? beside.Text
            : grid.Cells.FirstOrDefault(other => other.Row == cell.RowEnd && other.Column <= cell.Column && other.ColumnEnd > cell.Column)?.Text ?? "";
    }

    private static IEnumerable<LabelCandidate> InLines(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (StreamTableReader.HeaderOf(lines[i], index) is not null)
            {
                foreach (var word in lines[i].Words.Where(word => IsUnknown(word.Text, index)))
                {
                    yield return new LabelCandidate(LabelPlace.Column, word.Text, "") { IsFirst = word == lines[i].Words[0] };
                }

                continue;
            }

            var text = lines[i].Text.Trim();
            var next = i + 1 < lines.Count ? lines[i + 1].Text : "";
            var colon = text.AsSpan().IndexOfAny('：', ':');
            if (colon > 1 && IsUnknown(text[..colon], index))
            {
                yield return new LabelCandidate(LabelPlace.Field, text[..colon], colon + 1 < text.Length ? text[(colon + 1)..] : next);
            }
            else if (colon < 0 && next.Length > 0 && IsUnknown(text, index))
            {
                yield return new LabelCandidate(LabelPlace.Field, text, next);
            }
        }
    }

    /// <summary>Short, without a sentence's signs or figures, and nothing that the pack has a word for.</summary>
    private static bool IsUnknown(string text, PackIndex index)
    {
        var folded = Labels.Fold(text);
        return folded.Length is >= 2 and <= Longest
            && folded.AsSpan().IndexOfAny("，。；！？%￥") < 0
            && Numbering().Replace(folded, "").All(sign => !char.IsDigit(sign))
            && index.WholeField(text) is null && index.WholeColumn(text) is null && index.WholeFund(text) is null
            && !index.IsHeading(text) && !index.IsTitle(text) && !index.IsTotal(text) && !index.IsNote(text) && !PackIndex.IsYearLine(text)
            && index.LooseField(text) is null && index.LooseFund(text) is null
            && (index.Funds is null || (!index.Funds.IsHeading(text) && index.Funds.CodeOf(text) is null));
    }
}
