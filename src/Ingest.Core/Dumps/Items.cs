using System.Text.RegularExpressions;

namespace Ingest.Core.Dumps;

internal static partial class Items
{
    /// <summary>Whether a line opens an item of a list: 1、 2. （一） 一、 一是 第一，</summary>
    public static bool Opens(string text) => Opening().IsMatch(text);

    [GeneratedRegex(@"^\s*([0-9０-９]{1,2}\s*[、.．)）]|[（(]\s*[0-9一二三四五六七八九十]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、是]|第[一二三四五六七八九十]+[,，、])")]
    private static partial Regex Opening();
}
