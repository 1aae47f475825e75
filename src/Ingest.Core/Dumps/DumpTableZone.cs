using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Dumps;

/// <summary>The lines of a dump that hold the indicator table, header and total included.</summary>
internal static class DumpTableZone
{
    /// <summary>How many lines the labels of one header may be spread over.</summary>
    private const int HeaderLines = 10;

    /// <summary>How many lines one line of a header may come out as.</summary>
    private const int MostLinesOfOne = 5;

    /// <summary>The lines from <c>From</c> up to <c>To</c>; both the number of lines when there is no table.</summary>
    public static (int From, int To) Find(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        var needed = (index.Pack.Table.Columns.Count + 1) / 2;
        for (var i = 0; i < lines.Count; i++)
        {
            if (HeaderAt(lines, i, index) > 0)
            {
                var found = lines.Skip(i).Take(HeaderLines).SelectMany(line => ColumnsOn(line.Text, index)).Distinct().Count();
                if (found >= needed || ColumnsOn(TextOf(lines, i, HeaderAt(lines, i, index)), index).Distinct().Count() >= needed)
                {
                    return (i, End(lines, i, index));
                }
            }
        }

        return (lines.Count, lines.Count);
    }

    /// <summary>How many lines from this one on hold column labels and nothing else; a label may run over lines (自评 / 分).</summary>
    public static int HeaderAt(IReadOnlyList<TextLine> lines, int at, PackIndex index)
    {
        for (var count = Math.Min(MostLinesOfOne, lines.Count - at); count > 1 && index.ColumnAt(lines[at].Text, 0) is not null; count--)
        {
            if (ColumnsOn(TextOf(lines, at, count), index).Count > 2)
            {
                return count;
            }
        }

        return ColumnsOn(lines[at].Text, index).Count > 0 ? 1 : 0;
    }

    private static string TextOf(IReadOnlyList<TextLine> lines, int at, int count) =>
        string.Join(' ', lines.Skip(at).Take(count).Select(line => line.Text));

    /// <summary>The keys of the columns whose labels, and nothing else, stand in this text.</summary>
    public static IReadOnlyList<string> ColumnsOn(string text, PackIndex index)
    {
        var keys = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (index.ColumnAt(text, at) is not { } match || (match.End < text.Length && text[match.End] != ' '))
            {
                return [];
            }

            keys.Add(match.Item.Key);
            at = match.End;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        return keys;
    }

    /// <summary>After the table: a note, or the next narrative's label.</summary>
    private static int End(IReadOnlyList<TextLine> lines, int from, PackIndex index)
    {
        for (var i = from + 1; i < lines.Count; i++)
        {
            if (index.IsNote(lines[i].Text) || LabelHit.In(lines[i], index).Any(hit => hit.HasColon && hit.Start == 0))
            {
                return i;
            }
        }

        return lines.Count;
    }
}
