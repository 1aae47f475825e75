namespace Ingest.Core.Documents;

/// <summary>A part of a line: what values and cells are made of.</summary>
/// <param name="Page">Counted from 1.</param>
/// <param name="Text">As printed, without white space at either end.</param>
/// <param name="Box">Tight around the characters, in points.</param>
public sealed record Snippet(int Page, string Text, Box Box, double Confidence)
{
    /// <summary>What else this text may say.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];
}

/// <summary>
/// Words that share a baseline, from left to right. <see cref="Text"/> has one space where the page has a gap.
/// </summary>
public sealed class TextLine
{
    private readonly int[] starts;

    public TextLine(int page, IReadOnlyList<Word> words)
    {
        Page = page;
        Words = words;
        Box = Box.Around(words.Select(word => word.Box));
        starts = new int[words.Count];
        for (int i = 0, at = 0; i < words.Count; i++)
        {
            starts[i] = at;
            at += words[i].Text.Length + 1;
        }

        Text = words.Count == 1 ? words[0].Text : string.Join(' ', words.Select(word => word.Text));
    }

    public int Page { get; }

    public IReadOnlyList<Word> Words { get; }

    public string Text { get; }

    public Box Box { get; }

    /// <summary>The whole line.</summary>
    public Snippet Whole => Slice(0, Text.Length)!;

    /// <summary>
    /// The characters from <paramref name="start"/> up to <paramref name="end"/> of <see cref="Text"/>; null when they
    /// are all white space.
    /// </summary>
    public Snippet? Slice(int start, int end)
    {
        while (start < end && Text[start] == ' ')
        {
            start++;
        }

        while (end > start && Text[end - 1] == ' ')
        {
            end--;
        }

        if (start >= end)
        {
            return null;
        }

        double confidence = 1;
        List<Alternative>? alternatives = null;
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        for (var i = 0; i < Words.Count; i++)
        {
            var from = Math.Max(start, starts[i]) - starts[i];
            var to = Math.Min(end, starts[i] + Words[i].Text.Length) - starts[i];
            if (from >= to)
            {
                continue;
            }

            var box = Words[i].BoxOf(from, to - from);
            left = Math.Min(left, box.X);
            top = Math.Min(top, box.Y);
            right = Math.Max(right, box.Right);
            bottom = Math.Max(bottom, box.Bottom);
            confidence = Math.Min(confidence, Words[i].ConfidenceOf(from, to - from));
            foreach (var other in Words[i].Rereadings)
            {
                if (other.Start >= from && other.Start + other.Length <= to)
                {
                    var at = starts[i] + other.Start;
                    (alternatives ??= []).Add(new Alternative($"{Text[start..at]}{other.Text}{Text[(at + other.Length)..end]}", other.Confidence));
                }
            }
        }

        return new Snippet(Page, Text[start..end], Box.FromEdges(left, top, right, bottom), confidence) { Alternatives = alternatives ?? [] };
    }

    /// <summary>The gap, in points, in front of the character at <paramref name="index"/>; 0 inside a word.</summary>
    public double GapBefore(int index)
    {
        var word = Array.BinarySearch(starts, index);
        return word switch
        {
            0 => double.MaxValue,
            < 0 => 0,
            _ => Words[word].Box.X - Words[word - 1].Box.Right,
        };
    }

    /// <summary>x of the left edge of the character at <paramref name="index"/>, in points.</summary>
    public double LeftOf(int index)
    {
        var word = Array.BinarySearch(starts, index);
        word = word >= 0 ? word : ~word - 1;
        var offset = index - starts[word];
        return offset >= Words[word].Text.Length ? Words[word].Box.Right : Words[word].BoxOf(offset, 1).X;
    }

    /// <summary>Puts words into lines, top to bottom, by the closeness of their baselines.</summary>
    public static IReadOnlyList<TextLine> Build(int page, IEnumerable<Word> words)
    {
        var lines = new List<TextLine>();
        var open = new List<Word>();
        double bottom = 0, height = 0;
        foreach (var word in words.OrderBy(word => word.Box.Bottom))
        {
            if (open.Count > 0 && word.Box.Bottom - bottom > 0.45 * Math.Min(height, word.Box.Height))
            {
                lines.Add(Close(page, open));
                open.Clear();
            }

            if (open.Count == 0)
            {
                (bottom, height) = (word.Box.Bottom, word.Box.Height);
            }

            open.Add(word);
        }

        if (open.Count > 0)
        {
            lines.Add(Close(page, open));
        }

        return lines;
    }

    private static TextLine Close(int page, List<Word> words)
    {
        words.Sort((a, b) => a.Box.X.CompareTo(b.Box.X));
        return new TextLine(page, [.. words]);
    }
}
