namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// One line as two readers saw it that share nothing: the network, which knows more characters and tells ideographs better, and Tesseract,
/// which leaves out fewer marks. Where they agree there is less to doubt; where they do not, more.
/// </summary>
internal static class TwoReaders
{
    /// <summary>The network alone is believed for a line whose every character is as sure.</summary>
    private const double Sure = 0.95;

    /// <summary>As sure it is believed against the other.</summary>
    private const double VerySure = 0.98;

    /// <summary>Below the threshold of review.</summary>
    private const double Quarrel = 0.8;
    private const double LeftOut = 0.5;

    private const double SureMark = 0.7;
    private const double SureOther = 0.9;
    private const double Unsure = 0.6;

    // Of the line's height: from the middle of one ideograph to the next it is one, and half from it to the line's end.
    private const double RoomBetween = 1.5;
    private const double RoomAtEnd = 0.62;
    private const double OwnRoom = 0.5;

    private const string Marks = "，。、；：“”‘’（）《》〈〉！？·—…,.;:()!?\"'%";

    private enum Step
    {
        Both,
        First,
        Second,
    }

    /// <summary>Whether the network's reading wants a second one: a character is doubtful, or ink is left between or behind those that it read.</summary>
    public static bool IsWanted(IReadOnlyList<ReadCharacter> network, LineInk line) =>
        network.Count == 0 || network.Any(c => c.Confidence < Sure) || LeavesInk(network, line);

    /// <summary>The network's reading, with what Tesseract agrees to made surer and what it misses put in.</summary>
    public static IReadOnlyList<ReadCharacter> Merge(IReadOnlyList<ReadCharacter> network, IReadOnlyList<ReadCharacter> tesseract, LineInk line)
    {
        var merged = new List<ReadCharacter>(network.Count);
        int i = 0, j = 0;
        foreach (var step in Alignment(network, tesseract))
        {
            switch (step)
            {
                case Step.Both:
                    merged.Add(Chosen(network[i++], tesseract[j++]));
                    break;
                case Step.First:
                    merged.Add(network[i++]);
                    break;
                default:
                    var behind = i < network.Count ? network[i] : null;
                    if (Missed(merged.Count == 0 ? null : merged[^1], tesseract[j++], behind, line) is { } missed)
                    {
                        merged.Add(missed);
                    }

                    break;
            }
        }

        return merged;
    }

    private static ReadCharacter Chosen(ReadCharacter network, ReadCharacter tesseract)
    {
        if (IsSame(network, tesseract))
        {
            return network with { Confidence = 1 - ((1 - network.Confidence) * (1 - tesseract.Confidence)) };
        }

        if (tesseract.Confidence > SureOther && (network.Confidence < Unsure || (IsPoint(network.Char) && IsStop(tesseract.Char))))
        {
            return network with { Text = tesseract.Text, Confidence = Quarrel };
        }

        return network.Confidence > VerySure ? network : network with { Confidence = Math.Min(network.Confidence, Quarrel) };
    }

    /// <summary>What only Tesseract saw, if there is ink and room for it; null where there is none.</summary>
    private static ReadCharacter? Missed(ReadCharacter? before, ReadCharacter seen, ReadCharacter? behind, LineInk line)
    {
        var from = before is null ? line.Line.X : before.Middle + (int)(OwnRoom * line.Line.Height);
        var to = behind is null ? line.Line.Right : behind.Middle - (int)(OwnRoom * line.Line.Height);
        if (to <= from || !line.HasInk(from, to))
        {
            return null;
        }

        var isMark = Marks.Contains(seen.Char, StringComparison.Ordinal);
        if (isMark ? seen.Confidence < SureMark : to - from < OwnRoom * line.Line.Height)
        {
            return null;
        }

        return seen with { Left = from, Right = to, Confidence = isMark ? seen.Confidence : Math.Min(seen.Confidence, LeftOut) };
    }

    private static bool LeavesInk(IReadOnlyList<ReadCharacter> read, LineInk line)
    {
        double height = line.Line.Height;
        for (var i = 1; i < read.Count; i++)
        {
            var own = (int)(OwnRoom * height);
            if (read[i].Middle - read[i - 1].Middle > RoomBetween * height && line.HasInk(read[i - 1].Middle + own, read[i].Middle - own))
            {
                return true;
            }
        }

        return read[0].Middle - line.Line.X > RoomAtEnd * height || line.Line.Right - read[^1].Middle > RoomAtEnd * height;
    }

    /// <summary>What the network makes of a comma that lost its tail.</summary>
    private static bool IsPoint(char c) => c is '.' or '．' or '·' or '•';

    private static bool IsStop(char c) => c is '，' or '、' or '。' or '；' or ';';

    private static bool IsSame(ReadCharacter a, ReadCharacter b) => a.Text == b.Text || Folded(a.Text) == Folded(b.Text);

    private static string Folded(string text) => text switch
    {
        "“" or "”" => "\"",
        "‘" or "’" => "'",
        "。" => ".",
        [>= '\uff01' and <= '\uff5e' and var full] => ((char)(full - '\uff01' + '!')).ToString(),
        _ => text,
    };

    /// <summary>The steps of a cheapest alignment of both readings (edit distance by dynamic programming, R. A. Wagner and M. J. Fischer, 1974).</summary>
    private static List<Step> Alignment(IReadOnlyList<ReadCharacter> first, IReadOnlyList<ReadCharacter> second)
    {
        var cost = new int[first.Count + 1, second.Count + 1];
        for (var i = first.Count; i >= 0; i--)
        {
            for (var j = second.Count; j >= 0; j--)
            {
                cost[i, j] = i == first.Count ? second.Count - j
                    : j == second.Count ? first.Count - i
                    : Math.Min(Both(i, j), 1 + Math.Min(cost[i + 1, j], cost[i, j + 1]));
            }
        }

        var steps = new List<Step>(Math.Max(first.Count, second.Count));
        for (int i = 0, j = 0; i < first.Count || j < second.Count;)
        {
            var step = i < first.Count && j < second.Count && cost[i, j] == Both(i, j) ? Step.Both
                : i < first.Count && (j == second.Count || cost[i, j] == 1 + cost[i + 1, j]) ? Step.First
                : Step.Second;
            steps.Add(step);
            i += step == Step.Second ? 0 : 1;
            j += step == Step.First ? 0 : 1;
        }

        return steps;

        int Both(int i, int j) => cost[i + 1, j + 1] + (IsSame(first[i], second[j]) ? 0 : 1);
    }
}
