using System.Text;
using Ingest.Core.Documents;
using Ingest.Core.Normalisation;

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

    private readonly ILookup<int, string> byLength = labels
        .Select(Labels.Fold).Where(label => label.Length >= ShortestLabel).Distinct().ToLookup(label => label.Length);

    /// <summary>The page with its labels put right; a page of a text layer or a dump as it is.</summary>
    public Page Repair(Page page) => page.Source != TextSource.Ocr
        ? page
        : page with { Words = [.. page.Words.Select(word => Nearest(word) is { } label ? word with { Text = label } : word)] };

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
