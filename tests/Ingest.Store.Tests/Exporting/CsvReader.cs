using System.Text;

namespace Ingest.Store.Tests.Exporting;

/// <summary>RFC 4180 read by its own rules, so that the writer is not its own witness. A cell without quotes and letters is null.</summary>
internal static class CsvReader
{
    public static List<List<string?>> Read(string text)
    {
        List<List<string?>> rows = [];
        List<string?> row = [];
        var at = 0;
        while (at < text.Length)
        {
            row.Add(Cell(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(at, 2));
            at += 2;
            rows.Add(row);
            row = [];
        }

        return rows;
    }

    private static string? Cell(string text, ref int at)
    {
        if (text[at] != '"')
        {
            var end = text.IndexOfAny([',', '\r'], at);
            var bare = text[at..end];
            at = end;
            return bare.Length == 0 ? null : bare;
        }

        var cell = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[++at]);
            }
            else
            {
                at++;
                return cell.ToString();
            }
        }
    }
}
