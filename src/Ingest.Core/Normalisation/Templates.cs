using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>What a form's template leaves in the cells of those who fill it in.</summary>
public static partial class Templates
{
    private const int LongestResidue = 16;

    /// <summary>"指标1：培训人数" is 培训人数: the template's numbering is no part of a name.</summary>
    public static string WithoutNumber(string text) => Numbering().Replace(text, "");

    /// <summary>A cell that nobody filled in: 指标2：, ……, or nothing.</summary>
    public static bool IsEmpty(string text)
    {
        if (text.Length > LongestResidue)
        {
            return false;
        }

        var rest = WithoutNumber(Characters.RemoveSpace(text));
        return rest.All(character => character is '…' or '.' or '。' or '⋯' or '·' or ':' or '：' or '、');
    }

    /// <summary>Something of the template that is left in the value's place: 指标2：, …… or a hint in brackets.</summary>
    public static bool HasResidue(string text, IReadOnlyList<string> hints) =>
        (!Blanks.IsBlank(text) && IsEmpty(text)) || WithoutHints(text, hints) != text;

    /// <summary>The text without brackets that hold one of the hints.</summary>
    public static string WithoutHints(string text, IReadOnlyList<string> hints) => hints.Count == 0
        ? text
        : Bracket().Replace(text, match => hints.Any(hint => Characters.RemoveSpace(match.Value).Contains(hint, StringComparison.Ordinal)) ? "" : match.Value);

    [GeneratedRegex(@"^\s*(三级)?指标\s*([0-9０-９]{1,2}(?![0-9０-９%％年月])\s*[:：、\.．]?|([一二三四五六七八九十]{1,2}|[…\.]+|[nNxX])\s*([:：、\.．]|$))\s*")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"[（(【\[][^（(）)【】\[\]]*[）)】\]]")]
    private static partial Regex Bracket();
}
