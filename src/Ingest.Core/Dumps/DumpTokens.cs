using Ingest.Core.Documents;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>A piece of a dumped table: a number, or a line of a text cell.</summary>
/// <param name="Number">Null for a text.</param>
/// <param name="BlankBefore">A blank line stands in front: a new cell, or a wide gap in one.</param>
/// <param name="SameLine">It stands on the line of the piece before it.</param>
internal sealed record DumpToken(Snippet Text, decimal? Number, bool BlankBefore, bool SameLine)
{
    /// <summary>Columns of the typewriter; a Han character takes two.</summary>
    public double Width => Text.Box.Width / DumpGrid.ColumnWidth;
}

/// <summary>A first-level label, and in front of which token it stood.</summary>
internal sealed record DumpMark(CategoryMark Label, int Token);

/// <summary>A dumped table as a row of tokens, its header and its first-level labels taken out.</summary>
internal sealed record DumpTokens(IReadOnlyList<DumpToken> Body, IReadOnlyList<DumpMark> Marks, IReadOnlyList<DumpToken> Total)
{
    public static DumpTokens Of(IReadOnlyList<TextLine> lines, PackIndex index) => Of([.. Split(lines, index)], index);

    /// <summary>The same where rows came out line by line: a number inside a sentence is text, 签约 400 场.</summary>
    public static DumpTokens OfRows(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        var all = Split(lines, index).ToList();
        return Of([.. all.Select((token, i) => Beside(i) ? token : token with { Number = null })], index);

        // A weight or a score stands beside its like; in the total row both do.
        bool Beside(int i) => all[i].Number is not null
            && ((i + 1 < all.Count && all[i + 1] is { SameLine: true, Number: not null })
                || (i > 0 && all[i].SameLine && all[i - 1].Number is not null));
    }

    private static DumpTokens Of(List<DumpToken> all, PackIndex index)
    {
        var total = all.FindIndex(token => index.IsTotal(token.Text.Text));
        var body = total < 0 ? all : all[..total];
        var marks = new List<DumpMark>();
        var rest = new List<DumpToken>();
        for (var i = 0; i < body.Count; i++)
        {
            if (LabelAt(body, i, index) is { } length)
            {
                marks.Add(new DumpMark(new CategoryMark([.. body.GetRange(i, length).Select(token => token.Text)]), rest.Count));
                i += length - 1;
            }
            else
            {
                rest.Add(body[i]);
            }
        }

        return new DumpTokens(rest, marks, total < 0 ? [] : all[(total + 1)..]);
    }

    /// <summary>How many tokens a first-level label takes: its name, and its points on this line or the next.</summary>
    private static int? LabelAt(List<DumpToken> tokens, int at, PackIndex index)
    {
        var usual = index.Pack.Table.Categories.Select(Labels.Fold);
        var text = "";
        for (var i = at; i < tokens.Count && i < at + 3 && tokens[i].Number is null; i++)
        {
            text += tokens[i].Text.Text;
            if (CategoryLabel.PointsOf(text) is { } points && points <= 100 && Categories.Parse(text).Name.Length is > 1 and <= 10
                && !(i > at && CategoryLabel.PointsOf(text[tokens[at].Text.Text.Length..]) is not null && Opens(at + 1)))
            {
                return i - at + 1;
            }
        }

        return tokens[at].Number is null && usual.Contains(Labels.Fold(tokens[at].Text.Text)) ? 1 : null;

        // What ends in a usual label is a remark or a word in front of that label.
        bool Opens(int next) => usual.Any(label => Labels.Fold(tokens[next].Text.Text).StartsWith(label, StringComparison.Ordinal));
    }

    private static IEnumerable<DumpToken> Split(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (DumpTableZone.HeaderAt(lines, i, index) is > 0 and var header)
            {
                i += header - 1;
                continue;
            }

            var blank = i == 0 || lines[i].Box.Y - lines[i - 1].Box.Y > 1.5 * DumpGrid.LineHeight;
            var same = false;
            foreach (var piece in Pieces(lines[i]))
            {
                yield return new DumpToken(piece, SmallNumber(piece.Text), blank, same);
                (blank, same) = (false, true);
            }
        }
    }

    /// <summary>A line's words; Latin words with one space between them stay together.</summary>
    public static IEnumerable<Snippet> Pieces(TextLine line)
    {
        var start = 0;
        for (var space = line.Text.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = line.Text.IndexOf(' ', space + 1))
        {
            var isLatin = char.IsAsciiLetter(line.Text[space - 1]) && char.IsAsciiLetter(line.Text[space + 1]);
            if (!isLatin || line.GapBefore(space + 1) > 1.5 * DumpGrid.ColumnWidth)
            {
                yield return line.Slice(start, space)!;
                start = space + 1;
            }
        }

        yield return line.Slice(start, line.Text.Length)!;
    }

    /// <summary>A weight or a score: a plain number of at most three digits before the point.</summary>
    private static decimal? SmallNumber(string text) =>
        text.All(character => char.IsDigit(character) || character is '.' or '．') && Numbers.Parse(text) is >= 0 and < 1000 and { } number ? number : null;
}
