using System.Globalization;

namespace Ingest.Core.Figures;

/// <summary>Two figures of one text that say the same thing in different units: 成交金额3654140万元 here, 成交金额3654140.09亿元 there.</summary>
public static class FigureContradictions
{
    /// <summary>Two numbers with fewer digits agree by chance.</summary>
    private const int FewestDigits = 4;
    private const int MostTens = 8;

    /// <summary>
    /// Pairs with the same name and kind of unit whose printed digits agree, as far as the shorter goes, and whose values are a
    /// power of ten apart.
    /// </summary>
    public static IReadOnlyList<(Figure First, Figure Second)> Find(IReadOnlyList<Figure> figures) =>
    [
        .. from pair in figures.SelectMany((first, at) => figures.Skip(at + 1).Select(second => (First: first, Second: second)))
           where pair.First.Phrase is { Length: > 1 } name && name == pair.Second.Phrase
               && pair.First.Kind == pair.Second.Kind && pair.First.Unit == pair.Second.Unit
               && (pair.First.Year is null || pair.Second.Year is null || pair.First.Year == pair.Second.Year)
               && pair.First.Value is > 0 && pair.Second.Value is > 0 && AreTensApart(pair.First, pair.Second)
           select pair,
    ];

    private static bool AreTensApart(Figure first, Figure second)
    {
        var (one, other) = (Digits(first), Digits(second));
        var shared = Math.Min(one.Length, other.Length);
        if (shared < FewestDigits || !one.AsSpan(0, shared - 1).SequenceEqual(other.AsSpan(0, shared - 1)))
        {
            return false;
        }

        var (smaller, larger) = (Math.Min(first.Value!.Value, second.Value!.Value), Math.Max(first.Value.Value, second.Value.Value));
        var power = 1m;
        for (var tens = 1; tens <= MostTens; tens++)
        {
            power *= 10;
            if (Math.Abs((larger / smaller / power) - 1) < 0.001m)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The significant digits as printed, without zeros behind.</summary>
    private static string Digits(Figure figure) =>
        string.Concat(figure.Value!.Value.ToString(CultureInfo.InvariantCulture).Where(char.IsAsciiDigit)).Trim('0');
}
