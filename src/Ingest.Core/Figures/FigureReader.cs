using Ingest.Core.Normalisation;

namespace Ingest.Core.Figures;

/// <summary>Reads the quantities out of a narrative: from left to right, dates before numbers, the longest reading first.</summary>
public static class FigureReader
{
    private const string Numerals = "零〇一二三四五六七八九十百千万亿两";

    public static IReadOnlyList<Figure> Read(string text)
    {
        var plain = Characters.ToHalfWidth(text);
        if (plain.Length != text.Length)
        {
            plain = text; // Places must stay those of the text.
        }

        var mask = FigureMask.Of(plain);
        List<Figure> figures = [];
        var (at, year) = (0, (int?)null);
        while (at < plain.Length)
        {
            if (mask[at] || !Begins(plain, at) || Find(plain, at) is not { } found)
            {
                at++;
                continue;
            }

            var end = figures.Count == 0 ? 0 : figures[^1].End;
            year = FigureContext.EndsSentence(plain, end, found.Start) ? null : year;
            figures.Add(FigureContext.Complete(plain, found, end, year) with { Raw = text.Substring(found.Start, found.Raw.Length) });
            year = found is { Kind: FigureKind.Date, Year: { } named } && !FigureContext.IsCompared(plain, found.Start) ? named : year;
            at = found.End;
        }

        return figures;
    }

    private static Figure? Find(string text, int at)
    {
        var figure = FigureDates.At(text, at) ?? FigureQuantities.At(text, at);
        return figure is null || figure.Raw.Length == 0 ? null : figure;
    }

    /// <summary>A number begins here: it is not the rest of another, of a word in Latin letters or of a quoted name.</summary>
    private static bool Begins(string text, int at)
    {
        var before = at == 0 ? ' ' : text[at - 1];
        if (char.IsAsciiDigit(text[at]))
        {
            return !char.IsAsciiDigit(before) && before is not '.' && !char.IsAsciiLetter(before);
        }

        return Numerals.Contains(text[at], StringComparison.Ordinal) && !Numerals.Contains(before, StringComparison.Ordinal)
            && before is not ('第' or '初' or '周' or '期' or '“' or '"' or '「' or '数' or '几' or '.' or '统' or '唯') && !char.IsAsciiDigit(before);
    }
}
