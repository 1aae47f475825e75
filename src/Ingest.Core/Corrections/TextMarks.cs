namespace Ingest.Core.Corrections;

/// <summary>A stretch of a text that two readings share, or that only this one has.</summary>
public sealed record MarkedText(string Text, bool IsOwn);

/// <summary>Whose a stretch is in a text that shows two at once.</summary>
public enum TextSide
{
    Both,
    Before,
    After,
}

/// <summary>Marks the characters in which two texts differ.</summary>
public static class TextMarks
{
    /// <summary>Longer texts are compared by their common head and tail alone: the table below grows with the product.</summary>
    private const int MostCells = 4_000_000;

    public static (IReadOnlyList<MarkedText> Before, IReadOnlyList<MarkedText> After) Between(string before, string after)
    {
        var head = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = before[head..].Reverse().Zip(after[head..].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        string one = before[head..^tail], other = after[head..^tail];
        var (mine, yours) = (long)one.Length * other.Length > MostCells
            ? (new bool[one.Length], new bool[other.Length])
            : Common(one, other);
        return (Stretches(before, head, tail, mine), Stretches(after, head, tail, yours));
    }

    /// <summary>Both texts in one: what they share once, what only one has in its place.</summary>
    public static IReadOnlyList<(string Text, TextSide Side)> Merged(string before, string after)
    {
        var (mine, yours) = Between(before, after);
        var (was, now) = (Letters(mine), Letters(yours));
        var letters = new List<(char Letter, TextSide Side)>();
        for (int i = 0, j = 0; i < was.Count || j < now.Count;)
        {
            if (i < was.Count && was[i].IsOwn)
            {
                letters.Add((was[i++].Letter, TextSide.Before));
            }
            else if (j < now.Count && now[j].IsOwn)
            {
                letters.Add((now[j++].Letter, TextSide.After));
            }
            else
            {
                letters.Add((was[i++].Letter, TextSide.Both));
                j++;
            }
        }

        var stretches = new List<(string Text, TextSide Side)>();
        for (var at = 0; at < letters.Count;)
        {
            var stretch = letters.Skip(at).TakeWhile(letter => letter.Side == letters[at].Side).ToList();
            stretches.Add((string.Concat(stretch.Select(letter => letter.Letter)), letters[at].Side));
            at += stretch.Count;
        }

        return stretches;
    }

    private static List<(char Letter, bool IsOwn)> Letters(IReadOnlyList<MarkedText> text) => [.. text.SelectMany(part => part.Text.Select(letter => (letter, part.IsOwn)))];

    /// <summary>Which characters belong to a longest common subsequence (Wagner and Fischer 1974).</summary>
    private static (bool[] One, bool[] Other) Common(string one, string other)
    {
        var longest = new int[one.Length + 1, other.Length + 1];
        for (var i = one.Length - 1; i >= 0; i--)
        {
            for (var j = other.Length - 1; j >= 0; j--)
            {
                longest[i, j] = one[i] == other[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var (mine, yours) = (new bool[one.Length], new bool[other.Length]);
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j])
            {
                (mine[i++], yours[j++]) = (true, true);
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (mine, yours);
    }

    private static List<MarkedText> Stretches(string text, int head, int tail, bool[] isCommon)
    {
        var stretches = new List<MarkedText>();
        for (var at = 0; at < text.Length;)
        {
            var isOwn = IsOwn(at);
            var end = at;
            while (end < text.Length && IsOwn(end) == isOwn)
            {
                end++;
            }

            stretches.Add(new MarkedText(text[at..end], isOwn));
            at = end;
        }

        return stretches;

        bool IsOwn(int at) => at >= head && at < text.Length - tail && !isCommon[at - head];
    }
}
