using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>The fiscal year as a form prints it.</summary>
public static partial class Years
{
    /// <summary>"2019", "2019年度", "（2022 年度）", "二〇二二年度", a bracket lost or not; null for anything else and for two years.</summary>
    public static int? Parse(string raw)
    {
        var text = Characters.RemoveSpace(Characters.ToHalfWidth(raw)).Trim('(', ')', '[', ']', '【', '】', '〔', '〕', ':')
            .Replace(")年", "年", StringComparison.Ordinal);
        if (!Shape().IsMatch(text))
        {
            return null;
        }

        var year = Numbers.Parse(text[..4].Replace('0', '〇')) ?? Numbers.Parse(text[..4]);
        return year is >= 1949 and <= 2199 ? (int)year : null;
    }

    [GeneratedRegex("^([0-9]{4}|[〇○零0一二三四五六七八九]{4})(年度?|年?预算年度|会计年度|财政年度)?$")]
    private static partial Regex Shape();
}
