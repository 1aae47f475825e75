using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Narratives;

/// <summary>
/// Tells which lines belong to which narrative label, without rulings: labels above their text, in front of its first
/// line, or in a column of their own at the left, beside its first or its middle line.
/// </summary>
public static class NarrativeReader
{
    /// <param name="lines">Lines between two header lines, in reading order.</param>
    /// <param name="hitsOf">The narrative labels on a line.</param>
    /// <param name="unread">Receives lines in front of the first label.</param>
    public static IEnumerable<Capture> Read(
        IReadOnlyList<TextLine> lines, Func<TextLine, IReadOnlyList<LabelHit>> hitsOf, List<TextLine> unread)
    {
        var labels = lines.SelectMany(hitsOf).ToList();
        if (labels.Count == 0)
        {
            unread.AddRange(lines);
            return [];
        }

        return IsSideColumn(lines, labels, hitsOf) ? ReadSideColumn(lines, labels, hitsOf) : ReadInOrder(lines, hitsOf, unread);
    }

    private static List<Capture> ReadInOrder(
        IReadOnlyList<TextLine> lines, Func<TextLine, IReadOnlyList<LabelHit>> hitsOf, List<TextLine> unread)
    {
        var captures = new List<Capture>();
        LabelHit? open = null;
        var text = new List<Snippet>();
        foreach (var line in lines)
        {
            var from = 0;
            foreach (var hit in hitsOf(line))
            {
                Take(line, from, hit.Start);
                Close();
                open = hit;
                from = hit.End;
            }

            Take(line, from, line.Text.Length);
        }

        Close();
        return captures;

        void Take(TextLine line, int start, int end)
        {
            if (line.Slice(start, end) is { } piece)
            {
                if (open is null)
                {
                    unread.Add(line);
                }
                else
                {
                    text.Add(piece);
                }
            }
        }

        void Close()
        {
            if (open is not null)
            {
                captures.Add(new Capture(open.Field, open.Unit, [.. text], open.Label));
                text.Clear();
            }
        }
    }

    /// <summary>Nearly all text stands to the right of the labels.</summary>
    private static bool IsSideColumn(
        IReadOnlyList<TextLine> lines, List<LabelHit> labels, Func<TextLine, IReadOnlyList<LabelHit>> hitsOf)
    {
        var edge = labels.Max(label => label.Label.Box.Right) - 1;
        var body = lines.Where(line => hitsOf(line).Count == 0).ToList();
        return body.Count > 0
            && body.Count(line => line.Box.X >= edge) >= 0.8 * body.Count
            && labels.TrueForAll(label => label.Start == 0);
    }

    private static List<Capture> ReadSideColumn(
        IReadOnlyList<TextLine> lines, List<LabelHit> labels, Func<TextLine, IReadOnlyList<LabelHit>> hitsOf)
    {
        var pieces = new List<Snippet>();
        foreach (var line in lines)
        {
            var hit = hitsOf(line).FirstOrDefault();
            if (line.Slice(hit?.End ?? 0, line.Text.Length) is { } piece)
            {
                pieces.Add(piece);
            }
        }

        var ends = SideColumn.Divide(
            [.. labels.Select(label => new SideColumn.Place(label.Line.Page, label.Label.Box.CentreY))],
            [.. pieces.Select(piece => new SideColumn.Place(piece.Page, piece.Box.CentreY))]);
        return [.. labels.Select((label, i) =>
            new Capture(label.Field, label.Unit, pieces[(i == 0 ? 0 : ends[i - 1])..ends[i]], label.Label))];
    }
}
