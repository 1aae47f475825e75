using FsCheck;
using FsCheck.Fluent;

namespace Ingest.Core.Tests.Normalisation;

/// <summary>Strings of the characters that these forms print, and of those that break parsers.</summary>
internal static class PrintedText
{
    private const string Alphabet =
        "项目名称预算执行数年月日分元万亿角整正是否无度合计部处科室中心〇零一二三十百千壹贰拾佰廿⽬⾦⻚⽆0123456789０９１Aaz Ｂ　 \u00a0\u200b\t\n\r,，.．。、;；:：/／-－—–~～()（）[]【】〔〕《》“”%％‰¥￥√☑□■●○✓xX*※·+≥";

    public static Arbitrary<string> Strings() =>
        Gen.Frequency(
            (4, Gen.ArrayOf(Gen.Elements(Alphabet.ToCharArray())).Select(characters => new string(characters))),
            (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))).ToArbitrary();
}
