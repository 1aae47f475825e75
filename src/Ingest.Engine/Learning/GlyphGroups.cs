using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>Which parts beside each other may be one character: the pieces of a broken figure, the rings and stroke of a "%".</summary>
internal static class GlyphGroups
{
    private const int MostParts = 8;

    // Of the line's height.
    private const double WidestGap = 0.14;
    private const double WidestHollow = 0.42;
    private const double Slim = 0.3;
    private const double WidestApart = 0.95;
    private const double Widest = 1.5;

    /// <summary>Every group as its first part and the one behind its last; each part alone is one.</summary>
    public static IEnumerable<(int From, int To)> Of(IReadOnlyList<InkPart> parts, WritingLine line)
    {
        for (var from = 0; from < parts.Count; from++)
        {
            yield return (from, from + 1);
            int left = parts[from].Box.Left, right = parts[from].Box.Right;
            var touches = true;
            for (var to = from + 1; to < Math.Min(parts.Count, from + MostParts); to++)
            {
                var box = parts[to].Box;
                var gap = Math.Max(box.Left - right, left - box.Right);
                if (gap > WidestGap * line.Height && !IsHollow(parts[to - 1], parts[to], gap, line.Height))
                {
                    break;
                }

                touches &= box.Left <= right || parts[to].Label == parts[to - 1].Label;
                (left, right) = (Math.Min(left, box.Left), Math.Max(right, box.Right));
                if (right - left > (touches ? Widest : WidestApart) * line.Height)
                {
                    break;
                }

                yield return (from, to + 1);
            }
        }
    }

    /// <summary>Parts that are clear characters, side by side, are not one: spares most of the work on good scans.</summary>
    /// <param name="sure">For each part, whether it is a clear character alone.</param>
    public static bool IsWorthATry(List<InkPart> parts, (int From, int To) group, List<bool> sure, WritingLine line)
    {
        for (var i = group.From; i < group.To; i++)
        {
            if (!sure[i])
            {
                return true;
            }

            if (i > group.From)
            {
                Rect before = parts[i - 1].Box, box = parts[i].Box;
                var shared = Math.Min(before.Right, box.Right) - Math.Max(before.Left, box.Left);
                if (shared > 0.4 * Math.Min(before.Width, box.Width) || IsHollow(parts[i - 1], parts[i], -shared, line.Height))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A "0" whose thin top and foot are lost leaves two slim sides.</summary>
    private static bool IsHollow(InkPart left, InkPart right, int gap, double height) =>
        gap <= WidestHollow * height && Math.Max(left.Box.Width, right.Box.Width) <= Slim * height
        && Math.Min(left.Box.Height, right.Box.Height) >= 0.5 * height;

    /// <summary>Whether a part is large enough to be two characters that touch.</summary>
    public static bool MayBeCut(InkPart part, WritingLine line) =>
        part.Box.Height >= 0.45 * line.Height && part.Box.Width >= 0.35 * line.Height;

    public static ReadOnlySpan<InkPart> Slice(List<InkPart> parts, int from, int to) => CollectionsMarshal.AsSpan(parts)[from..to];
}
