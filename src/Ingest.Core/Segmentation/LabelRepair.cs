using Ingest.Core.Documents;
using Ingest.Core.Normalisation;
using Ingest.Core.Tables;

namespace Ingest.Core.Segmentation;

/// <summary>
/// Recognised words that are a form's own printed label but for a character or two are read as that label. Labels are
/// known beforehand, so that a misread one loses no value; the values themselves are left as they were read.
/// </summary>
public sealed class LabelRepair(IEnumerable<string> labels)
{
    /// <summary>Shorter labels have neighbours of one character that are words of their own.</summary>
    private const int ShortestLabel = 4;

    /// <summary>A recogniser that is surer of a character is believed.</summary>
    private const double Unsure = 0.985;

    private const int MostLines = 4;
    private const int LongestLabel = 16;
    private const int LongestUnit = 6;

    /// <summary>What a colon is taken for.</summary>
    private static readonly char[] Colons = ['：', '；', '，', '。', '.', ',', ';', '、'];

    private static readonly string[] Units = ["万元", "亿元", "元", "%"];

    private readonly ILookup<int, string> byLength = labels
        .Select(Labels.Fold).Where(label => label.Length >= ShortestLabel).Distinct().ToLookup(label => label.Length);

    /// <summary>The page with its labels put right; a page of a text layer or a dump as it is.</summary>
    public Page Repair(Page page) => page.Source != TextSource.Ocr
        ? page
        : page with { Words = [.. page.Words.Select(word => Nearest(word) is { } label ? word with { Text = label } : word)] };

    /// <summary>The same for cells of ruled tables, where a label may be broken over lines and its bracket or colon misread.</summary>
    public PageLayout Repair(PageLayout layout) => layout.Page.Source != TextSource.Ocr
        ? layout
        : layout with { Grids = [.. layout.Grids.Select(grid => grid with { Cells = [.. grid.Cells.Select(Repair)] })] };

    private Cell Repair(Cell cell)
    {
        if (cell.Lines.Count is 0 or > MostLines || cell.Snippets.Min(line => line.Confidence) is var confidence && confidence > Unsure)
        {
            return cell;
        }

        var folded = Labels.Fold(cell.Text);
        var body = folded.TrimEnd(Colons);
        if (body.Length < ShortestLabel || body.Length > LongestLabel || byLength[Labels.WithoutUnit(body).Label.Length].Contains(Labels.WithoutUnit(body).Label))
        {
            // A label already; but one whose colon was misread is not seen as one.
            return folded.Length == body.Length || folded.EndsWith('：') || !byLength[body.Length].Contains(body) ? cell : With(cell, body + "：", confidence);
        }

        return CellLabel(body) is { } label ? With(cell, label + "：", confidence) : cell;
    }

    /// <summary>The only label that a cell's text may be, with its unit where it has one.</summary>
    private string? CellLabel(string body)
    {
        var near = byLength[body.Length].Where(label => Differences(label, body) <= Math.Max(1, label.Length / 4)).Take(2).ToList();
        if (near.Count > 0)
        {
            return near.Count == 1 ? near[0] : null;
        }

        for (var length = body.Length - 1; length >= ShortestLabel && body.Length - length <= LongestUnit; length--)
        {
            var rest = body[length..];
            if (byLength[length].Contains(body[..length]) && rest.AsSpan().IndexOfAny("（）") >= 0
                && Units.FirstOrDefault(unit => rest.Contains(unit, StringComparison.Ordinal)) is { } unit)
            {
                return $"{body[..length]}（{unit}）";
            }
        }

        return null;
    }

    private static int Differences(string a, string b) => a.Zip(b).Count(pair => pair.First != pair.Second);

    private static Cell With(Cell cell, string label, double confidence) => cell with
    {
        Lines = [new TextLine(cell.Lines[0].Page, [new Word(label, Box.Around(cell.Lines.Select(line => line.Box)), confidence)])],
    };

    /// <summary>The word with the nearest label in place of its beginning; null where it is a label already, or none is near.</summary>
    private string? Nearest(Word word)
    {
        var folded = Labels.Fold(word.Text);
        if (folded.Length < ShortestLabel || folded.Length != word.Text.Length)
        {
            return null;
        }

        var head = HeadLength(folded);
        if (byLength[head].Contains(folded[..head]))
        {
            return null;
        }

        var near = byLength[head].Where(label => IsNear(label, folded, word)).Take(2).ToList();
        if (near.Count == 0)
        {
            near = [.. byLength[head - 1].Where(label => HasOneMore(label, folded, word)).Take(2)];
        }

        return near.Count == 1 ? near[0] + word.Text[head..] : null;
    }

    /// <summary>A label ends at its colon or its bracket, else with the word.</summary>
    private static int HeadLength(string folded)
    {
        var end = folded.AsSpan().IndexOfAny("：:（(");
        return end < 0 ? folded.Length : end;
    }

    /// <summary>A character that is not there, between two of the label's or at its ends: recognisers put one into a gap.</summary>
    private static bool HasOneMore(string label, string folded, Word word)
    {
        for (var extra = 0; extra <= label.Length; extra++)
        {
            if (word.ConfidenceOf(extra, 1) <= Unsure
                && folded.AsSpan(0, extra).SequenceEqual(label.AsSpan(0, extra))
                && folded.AsSpan(extra + 1, label.Length - extra).SequenceEqual(label.AsSpan(extra)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One character in four may differ, and only where the recogniser was not sure of it.</summary>
    private static bool IsNear(string label, string folded, Word word)
    {
        var wrong = 0;
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] != folded[i])
            {
                wrong++;
                if (word.ConfidenceOf(i, 1) > Unsure)
                {
                    return false;
                }
            }
        }

        return wrong <= label.Length / 4;
    }
}
