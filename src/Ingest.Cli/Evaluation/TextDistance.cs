using System.Text;

namespace Ingest.Cli.Evaluation;

/// <summary>How far two texts are apart, in characters; white space never counts.</summary>
internal static class TextDistance
{
    /// <summary>Without any white space: line ends and indents are the page's, not the author's.</summary>
    public static string Squeeze(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>Squeezed, and with the forms that one punctuation mark takes in one: width, quotes, dashes, brackets, stops.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in Squeeze(text))
        {
            folded.Append(character switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
                '。' or '．' or '·' or '•' => '.',
                '、' => ',',
                '“' or '”' or '„' or '「' or '」' or '『' or '』' => '"',
                '‘' or '’' => '\'',
                '—' or '–' or '―' or '－' or '─' or '−' => '-',
                '〔' or '【' or '［' or '[' => '(',
                '〕' or '】' or '］' or ']' => ')',
                '～' or '〜' => '~',
                _ => character,
            });
        }

        // [ and ] of full width have become ASCII only now.
        return folded.Replace('[', '(').Replace(']', ')').ToString();
    }

    /// <summary>
    /// The least number of characters to insert, delete or replace (Levenshtein 1966, two rows; Wagner and Fischer 1974),
    /// after setting aside what both have in common at their ends.
    /// </summary>
    public static int Edits(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var common = left.CommonPrefixLength(right);
        left = left[common..];
        right = right[common..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length + right.Length;
        }

        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
