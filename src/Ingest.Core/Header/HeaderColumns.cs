using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Header;

/// <summary>The columns of an unruled header, told by where its labels stand: values of neighbours wrap at different heights.</summary>
internal static class HeaderColumns
{
    /// <summary>In heights of a line: how far away another row of the same header may be.</summary>
    private const double Reach = 8;

    /// <summary>
    /// Cuts lines where, behind a label's own value and a wide gap, the value of another column goes on whose label stands on a
    /// line above or below; the parts without a label become lines of their own.
    /// </summary>
    public static IReadOnlyList<TextLine> Split(IReadOnlyList<TextLine> lines, Dictionary<TextLine, IReadOnlyList<LabelHit>> hits)
    {
        var labels = hits.SelectMany(pair => pair.Value).Where(hit => !hit.IsNarrative).ToList();
        var split = new List<TextLine>(lines.Count);
        foreach (var line in lines)
        {
            if (hits[line] is not [.., { IsNarrative: false, Field.Kind: not FieldKind.Choice } last] || CutOf(line, last, labels) is not { } cut)
            {
                split.Add(line);
                continue;
            }

            var left = new TextLine(line.Page, [.. line.Words.Take(cut)]);
            var right = new TextLine(line.Page, [.. line.Words.Skip(cut)]);
            hits[left] = [.. hits[line].Select(hit => hit with { Line = left })];
            hits[right] = [];
            hits.Remove(line);
            split.AddRange([left, right]);
        }

        return split;
    }

    /// <summary>x of the nearest label to the right of a value, on any near row: no wrapped part of the value reaches it.</summary>
    public static double LabelBeside(Box own, int page, Dictionary<TextLine, IReadOnlyList<LabelHit>> hits) => hits
        .Where(pair => pair.Key.Page == page && Math.Abs(pair.Key.Box.CentreY - own.CentreY) < Reach * own.Height)
        .SelectMany(pair => pair.Value.Where(hit => !hit.IsNarrative).Select(hit => hit.Label.Box.X))
        .Where(x => x >= own.Right - 1)
        .DefaultIfEmpty(double.MaxValue)
        .Min();

    /// <summary>The word, by its place on the line, with which another column begins.</summary>
    private static int? CutOf(TextLine line, LabelHit last, List<LabelHit> labels)
    {
        var end = last.Label.Box.Right;
        for (var i = 1; i < line.Words.Count; i++)
        {
            var (before, word) = (line.Words[i - 1].Box, line.Words[i].Box);
            if (before.Right > end + 1 && word.X - before.Right > line.Box.Height && labels.Exists(other =>
                other.Line.Page == line.Page && !ReferenceEquals(other.Line, line)
                && Math.Abs(other.Label.Box.CentreY - line.Box.CentreY) < Reach * line.Box.Height
                && other.Label.Box.X > before.Right && word.X >= other.Label.Box.X - 3))
            {
                return i;
            }
        }

        return null;
    }
}
