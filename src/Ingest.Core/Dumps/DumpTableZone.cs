using Ingest.Core.Documents;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Dumps;

/// <summary>The lines of a dump that hold the indicator table, header and total included.</summary>
internal static class DumpTableZone
{
    /// <summary>How many lines the labels of one header may be spread over.</summary>
    private const int HeaderLines = 10;

    /// <summary>The lines from <c>From</c> up to <c>To</c>; both the number of lines when there is no table.</summary>
    public static (int From, int To) Find(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        var needed = (index.Pack.Table.Columns.Count + 1) / 2;
        for (var i = 0; i < lines.Count; i++)
        {
            if (ColumnsOn(lines[i], index).Count > 0)
            {
                var found = lines.Skip(i).Take(HeaderLines).SelectMany(line => ColumnsOn(line, index)).Distinct().Count();
                if (found >= needed)
                {
                    return (i, End(lines, i, index));
                }
            }
        }

        return (lines.Count, lines.Count);
    }

    /// <summary>The keys of the columns whose labels, and nothing else, stand on this line.</summary>
    public static IReadOnlyList<string> ColumnsOn(TextLine line, PackIndex index)
    {
        var keys = new List<string>();
        for (var at = 0; at < line.Text.Length;)
        {
            if (index.ColumnAt(line.Text, at) is not { } match || (match.End < line.Text.Length && line.Text[match.End] != ' '))
            {
                return [];
            }

            keys.Add(match.Item.Key);
            at = match.End;
            while (at < line.Text.Length && line.Text[at] == ' ')
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
