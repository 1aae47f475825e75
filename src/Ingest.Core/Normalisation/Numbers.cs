namespace Ingest.Core.Normalisation;

/// <summary>Scores, weights and other bare numbers.</summary>
public static class Numbers
{
    /// <summary>"1.5", "１．５", "36分", "10%" (a weight of a hundred), 十五; null for anything else and for two numbers in one cell.</summary>
    public static decimal? Parse(string raw)
    {
        if (Digits.Compact(raw, mayWrap: false) is not { } compact)
        {
            return null;
        }

        var bare = compact is [.. var number, '分' or '%'] ? number : compact;
        return Digits.Parse(bare) ?? (bare.IndexOfAny(['元', '圆', '圓', '角', '分']) < 0 ? ChineseNumerals.Parse(bare) : null);
    }
}
