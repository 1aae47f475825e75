using System.Collections;
using System.Text.RegularExpressions;

namespace Ingest.Core.Figures;

/// <summary>Numbers that count nothing: numbering, ordinals, document numbers, titles, names, telephones, times of day.</summary>
internal static partial class FigureMask
{
    public static BitArray Of(string text)
    {
        var mask = new BitArray(text.Length);
        foreach (var match in Names().Matches(text).Concat(Numbering().Matches(text)).Concat(Times().Matches(text)))
        {
            for (var at = match.Index; at < match.Index + match.Length; at++)
            {
                mask[at] = true;
            }
        }

        return mask;
    }

    [GeneratedRegex(
        @"《[^》]{0,80}》" +
        @"|[〔\[(（][12][0-9]{3}[〕\])）] ?(?:第 ?)?[0-9]+ ?号?" +
        @"|第 ?(?:[0-9]+|[零〇一二三四五六七八九十百]+)" +
        "|[0-9]+号|[0-9]+版" +
        @"|[A-Za-z][A-Za-z\-]*[+.\-]?[0-9][0-9.]*(?![0-9.]*[%万亿项个家次人件])" +
        @"|[0-9]+\+[A-Za-z0-9]|[0-9]+[A-Z](?![A-Za-z0-9]*[0-9A-Za-z])(?=店|级|景|基|体|打|通|网|技|时|展)" +
        "|0[0-9]{2,3}-[0-9]{7,8}|[0-9]{11,}(?![.,0-9]|万|亿)" +
        @"|[一二三四五六七八九十]位一体|十分(?!钟|之)|八项规定|千方百计|千家万户|百年大计|四个自信|四个意识|两个维护")]
    private static partial Regex Names();

    /// <summary>1、 2. （3） 4) – but not the first of 5、6月 and of 2013、2014年.</summary>
    [GeneratedRegex(@"(?<![0-9.,])[0-9]{1,2}(?:、(?![0-9]{1,2}[月日])|[.．](?![0-9]))|[(（][0-9]{1,2}[)）]|(?<![0-9.,A-Za-z%])[0-9]{1,2}[)）](?=\p{IsCJKUnifiedIdeographs})(?<![(（][^)）]{0,40}[)）])")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"(?<![0-9]|比|比例为?)(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![0-9.])")]
    private static partial Regex Times();
}
