using System.Text;
using System.Text.RegularExpressions;

namespace Ingest.Core.Normalisation;

/// <summary>Brings labels as printed to the one form in which they are compared.</summary>
public static partial class Labels
{
    private static readonly string[] Units = ["元", "千元", "万元", "百万元", "亿元", "%", "‰", "分"];

    private const string Decorations = "：*※·•●★☆■◆";

    /// <summary>
    /// "项 目 名 称:" and "项目名称" fold to the same. White space goes, radicals become ideographs, letters, digits and %
    /// half-width, brackets of all kinds （）, colons ：; colons and decorations (* ※ ·) at the ends go. Folding twice changes nothing.
    /// </summary>
    public static string Fold(string label)
    {
        var folded = new StringBuilder(label.Length);
        foreach (var character in CjkText.MapRadicals(label))
        {
            if (!Characters.IsSpace(character))
            {
                folded.Append(Fold(character));
            }
        }

        return folded.ToString().Trim(Decorations.ToCharArray());
    }

    /// <summary>One character as <see cref="Fold(string)"/> leaves it; '\0' for white space, which it drops.</summary>
    public static char FoldChar(char character) => Characters.IsSpace(character) ? '\0' : Fold(character);

    /// <summary>
    /// Takes the unit off the end of a folded label: 当年预算数（元） is (当年预算数, 元), also （单位：万元). A bracket that holds no
    /// unit, 具体实施处（科室）, belongs to the label.
    /// </summary>
    public static (string Label, string? Unit) WithoutUnit(string folded)
    {
        var match = UnitAtEnd().Match(folded);
        return match.Success ? (folded[..match.Index], match.Groups["unit"].Value) : (folded, null);
    }

    /// <summary>What is left of each bracketed unit that begins with <paramref name="open"/>: "元）" of （万.</summary>
    public static IEnumerable<string> RestOfUnits(string open) => Units
        .Select(unit => $"（{unit}）")
        .Where(unit => unit.Length > open.Length && unit.StartsWith(open, StringComparison.Ordinal))
        .Select(unit => unit[open.Length..]);

    private static char Fold(char character) => character switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' or '％' or '／' or '＊' or '－' => (char)(character - 0xfee0),
        '﹪' => '%',
        ':' or '﹕' or '∶' or '︰' or '︓' => '：',
        '(' or '[' or '［' or '【' or '〔' or '{' or '｛' or '〖' or '﹙' or '﹝' or '︵' => '（',
        ')' or ']' or '］' or '】' or '〕' or '}' or '｝' or '〗' or '﹚' or '﹞' or '︶' => '）',
        _ => character,
    };

    [GeneratedRegex(@"（(?:(?:金额)?单位：?)?(?:人民币)?(?<unit>元|千元|万元|百万元|亿元|%|‰|分)）：?$")]
    private static partial Regex UnitAtEnd();
}
