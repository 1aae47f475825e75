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
        return near.Count == 1 ? near[0] + word.Text[head..] : null;
    }

    /// <summary>A label ends at its colon or its bracket, else with the word.</summary>
    private static int HeadLength(string folded)
    {
        var end = folded.AsSpan().IndexOfAny("：:（(");
        return end < 0 ? folded.Length : end;
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
                if (word.ConfidenceOf(i, 1) > 0.97)
                {
                    return false;
                }
            }
        }

        return wrong <= label.Length / 4;
    }
}
