using System.Runtime.InteropServices;

namespace Ingest.Engine.Reading;

/// <summary>
/// Letters set apart on purpose (项 目 名 称, CSS letter-spacing, a word processor's character spacing): on a run of single letters all
/// gaps are alike. A page on which such a run stands may set shorter texts apart by the same measure, down to two digits.
/// </summary>
internal sealed class LetterSpacing
{
    // Of the letter's size.
    private const double Tight = 0.25;
    private const double Widest = 1.3;
    private const double Alike = 0.04;

    /// <summary>So many gaps alike are no accident.</summary>
    private const int Evident = 3;

    private readonly List<double> measures = [];
    private readonly List<int> visible = [];
    private readonly List<double> gaps = [];

    /// <summary>Whether the page sets letters apart anywhere.</summary>
    public bool IsUsed => measures.Count > 0;

    /// <summary>Takes note of how far this line, sorted from left to right, sets its letters apart.</summary>
    public void Observe(ReadOnlySpan<Glyph> line)
    {
        if (!HasWideGap(line))
        {
            return;
        }

        Measure(line);
        for (int from = 0, to; from < gaps.Count; from = Math.Max(to, from + 1))
        {
            to = RunEnd(from);
            var (first, last) = WithoutNeighbours(from, to);
            if (last - first >= Evident)
            {
                measures.Add(gaps[first]);
            }
        }
    }

    /// <summary>Marks the letters, by their place on the line, that only letter-spacing parts from the one before.</summary>
    public void Mark(ReadOnlySpan<Glyph> line, HashSet<int> joined)
    {
        joined.Clear();
        if (!IsUsed || !HasWideGap(line))
        {
            return;
        }

        Measure(line);
        for (int from = 0, to; from < gaps.Count; from = Math.Max(to, from + 1))
        {
            to = RunEnd(from);
            var (first, last) = WithoutNeighbours(from, to);
            if (last > first && (last - first >= Evident || IsKnown(gaps[first])))
            {
                for (var i = first; i < last; i++)
                {
                    joined.Add(visible[i + 1]);
                }
            }
        }
    }

    private bool IsKnown(double gap)
    {
        foreach (var measure in CollectionsMarshal.AsSpan(measures))
        {
            if (Math.Abs(measure - gap) <= Alike)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWideGap(ReadOnlySpan<Glyph> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (IsSpacing((line[i].Left - line[i - 1].Right) / line[i].Size))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSpacing(double gap) => gap is > Tight and < Widest;

    /// <summary>The gaps between letters, in parts of their size; none behind a space or beside a letter of another size or that is turned.</summary>
    private void Measure(ReadOnlySpan<Glyph> line)
    {
        visible.Clear();
        gaps.Clear();
        var space = false;
        for (var i = 0; i < line.Length; i++)
        {
            ref readonly var glyph = ref line[i];
            if (glyph.IsSpace)
            {
                space = true;
                continue;
            }

            if (visible.Count > 0)
            {
                ref readonly var before = ref line[visible[^1]];
                var isAlike = !space && glyph.IsUpright && before.IsUpright && Math.Abs(glyph.Size - before.Size) <= 0.1 * glyph.Size;
                gaps.Add(isAlike ? (glyph.Left - before.Right) / glyph.Size : double.PositiveInfinity);
            }

            visible.Add(i);
            space = false;
        }
    }

    /// <summary>Up to where the gaps from this one on are alike.</summary>
    private int RunEnd(int from)
    {
        if (!IsSpacing(gaps[from]))
        {
            return from;
        }

        var to = from + 1;
        while (to < gaps.Count && Math.Abs(gaps[to] - gaps[from]) <= Alike)
        {
            to++;
        }

        return to;
    }

    /// <summary>A letter at either end that stands close to its other neighbour is part of a word set tight.</summary>
    private (int First, int Last) WithoutNeighbours(int from, int to)
    {
        var first = from > 0 && gaps[from - 1] <= Tight ? from + 1 : from;
        var last = to < gaps.Count && gaps[to] <= Tight ? to - 1 : to;
        return (first, last);
    }
}
