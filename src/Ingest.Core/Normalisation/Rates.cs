namespace Ingest.Core.Normalisation;

/// <summary>Rates, in percent.</summary>
public static class Rates
{
    /// <summary>
    /// "100.00%" and, under a label that says （%）, "100.00" are both 100; "5‰" is 0.5; 百分之九十五 is 95. "0.999" without a
    /// sign stays 0.999: what the page says is not corrected. Null for anything else, "≥95%" too.
    /// </summary>
    public static decimal? Parse(string raw)
    {
        if (Digits.Compact(raw) is not { } compact)
        {
            return null;
        }

        if (compact.StartsWith("百分之", StringComparison.Ordinal))
        {
            return Number(compact[3..]);
        }

        return compact switch
        {
            [.. var number, '%'] => Number(number),
            [.. var number, '‰'] => Number(number) / 10,
            _ => Digits.Parse(compact),
        };
    }

    private static decimal? Number(string text) => Digits.Parse(text) ?? ChineseNumerals.Parse(text);
}
