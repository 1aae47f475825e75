using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Ingest.Store.Tests.Plausible;

/// <summary>A question of docs/cookbook.md: its SQL, and the answer that stands below it.</summary>
internal sealed partial record Recipe(string Title, string Sql, string Shown)
{
    public static IReadOnlyList<Recipe> In(string markdown) =>
        [.. Question().Matches(markdown).Select(match => new Recipe(match.Groups["title"].Value.Trim(), match.Groups["sql"].Value, match.Groups["shown"].Value))];

    /// <summary>The answer as text: a line a row, cells apart by a bar.</summary>
    public async Task<string> AskAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var text = new StringBuilder(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName))).Append('\n');
        while (await reader.ReadAsync(cancellation))
        {
            text.Append(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(at =>
                reader.IsDBNull(at) ? "" : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture)))).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^## (?<title>[^\n]+)\n.*?^```sql\n(?<sql>.*?)^```\n\s*^```text\n(?<shown>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Question();
}
