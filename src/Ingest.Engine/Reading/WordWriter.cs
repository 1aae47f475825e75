using System.Text;
using Ingest.Core.Documents;

namespace Ingest.Engine.Reading;

/// <summary>A letter, flipped to the origin top left; <paramref name="Ink"/> only when it does not stand upright.</summary>
internal readonly record struct Glyph(
    string Text, double Left, double Right, double Baseline, double Size, int Order, bool IsSpace, bool IsUpright, Box Ink);

/// <summary>Puts the letters of a line, given from left to right, together to words.</summary>
internal sealed class WordWriter(List<Word> words, VerticalRulings verticals)
{
    // Of the letter's size. Boxes reach from the base line up and down by what Han type takes, whatever the font says.
    private const double Ascent = 0.88;
    private const double Descent = 0.12;
    private const double Gap = 0.25;
    private const double GapAtSpace = 0.08;
    private const double SizeJump = 1.4;

    // Behind a closing bracket, half of whose width is white, the next column may begin as near as this.
    private const double GapAtBracket = 0.1;
    private const double NoGap = 0.03;

    private readonly StringBuilder text = new();
    private readonly List<double> edges = [];
    private Glyph last;
    private double lastGap;
    private double top;
    private double bottom;

    /// <param name="isSpacedOut">Letter-spacing alone parts it from the letter before.</param>
    public void Add(in Glyph glyph, bool afterSpace, bool isSpacedOut)
    {
        if (!glyph.IsUpright)
        {
            // A watermark's letter may lie anywhere on a line, and parts no word of it.
            AddTurned(glyph);
            return;
        }

        if (text.Length > 0 && IsApart(glyph, afterSpace, isSpacedOut))
        {
            EndWord();
        }

        if (text.Length == 0)
        {
            top = double.MaxValue;
            bottom = double.MinValue;
        }

        lastGap = text.Length == 0 ? 0 : glyph.Left - last.Right;

        // Kerned letters overlap a little; edges must not run backwards.
        var left = edges.Count > 0 ? Math.Max(edges[^1], glyph.Left) : glyph.Left;
        var step = Math.Max(0, glyph.Right - left) / glyph.Text.Length;
        for (var i = 0; i < glyph.Text.Length; i++)
        {
            edges.Add(left + (i * step));
        }

        text.Append(glyph.Text);
        top = Math.Min(top, glyph.Baseline - (Ascent * glyph.Size));
        bottom = Math.Max(bottom, glyph.Baseline + (Descent * glyph.Size));
        last = glyph;
    }

    public void EndWord()
    {
        if (text.Length == 0)
        {
            return;
        }

        var right = Math.Max(edges[^1], last.Right);
        var box = Box.FromEdges(edges[0], top, right, bottom);
        words.Add(new Word(CleanText.Of(text.ToString()), box, 1, [.. edges, right]));
        text.Clear();
        edges.Clear();
    }

    private void AddTurned(in Glyph glyph)
    {
        var step = glyph.Ink.Width / glyph.Text.Length;
        var turned = new double[glyph.Text.Length + 1];
        for (var i = 0; i <= glyph.Text.Length; i++)
        {
            turned[i] = glyph.Ink.X + (i * step);
        }

        words.Add(new Word(CleanText.Of(glyph.Text), glyph.Ink, 1, turned));
    }

    private bool IsApart(in Glyph glyph, bool afterSpace, bool isSpacedOut)
    {
        var size = Math.Min(last.Size, glyph.Size);
        var gap = glyph.Left - last.Right;
        if ((!isSpacedOut && gap > size * (afterSpace ? GapAtSpace : Gap)) || Math.Max(last.Size, glyph.Size) > SizeJump * size)
        {
            return true;
        }

        if (!isSpacedOut && gap > size * GapAtBracket && Math.Abs(lastGap) <= size * NoGap && last.Text is ("）" or "】" or "〕"))
        {
            return true;
        }

        return verticals.AnyBetween(
            (last.Left + last.Right) / 2, (glyph.Left + glyph.Right) / 2, glyph.Baseline - (glyph.Size / 3));
    }
}
