namespace Ingest.Core.Corrections;

/// <summary>How many characters must be put in, taken out or replaced (Levenshtein 1965, two rows: Wagner and Fischer 1974).</summary>
internal static class EditDistance
{
    public static int Between(string one, string other)
    {
        var above = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            }

            (above, row) = (row, above);
        }

        return above[other.Length];
    }
}
