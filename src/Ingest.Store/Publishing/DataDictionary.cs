using System.Globalization;
using System.Text;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Publishing;

/// <param name="Type">As PostgreSQL names it.</param>
/// <param name="Chinese">What it is, in Chinese.</param>
/// <param name="English">The same in English.</param>
public sealed record DictionaryColumn(string Name, string Type, string Chinese, string English);

/// <summary>A view of the published schema, or a function (its arguments are the name's).</summary>
public sealed record DictionaryTable(string Name, string Chinese, string English, IReadOnlyList<DictionaryColumn> Columns);

/// <summary>A value of a column …_code.</summary>
public sealed record DictionaryCode(string Kind, string Code, string Chinese, string English);

/// <summary>What the published schema holds, read from the database itself.</summary>
public sealed record DataDictionary(string Version, IReadOnlyList<DictionaryTable> Tables, IReadOnlyList<DictionaryTable> Functions, IReadOnlyList<DictionaryCode> Codes)
{
    /// <summary>Between the two languages of a comment.</summary>
    private const string Between = " · ";

    internal static async Task<DataDictionary> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var version = await connection.Command("select major || '.' || minor from published.version").ListAsync(row => row.GetString(0), cancellation);
        var columns = await connection.Command(
            """
            select c.relname, obj_description(c.oid, 'pg_class'), a.attname, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'published'::regnamespace and c.relkind in ('v', 'm')
            order by c.relname, a.attnum
            """).ListAsync(
            row => (Table: row.GetString(0), Said: row.TextOrNull(1), Column: Column(row.GetString(2), row.GetString(3), row.TextOrNull(4))), cancellation);
        var functions = await connection.Command(
            """
            select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', obj_description(p.oid, 'pg_proc'), pg_get_function_result(p.oid)
            from pg_proc p where p.pronamespace = 'published'::regnamespace order by 1
            """).ListAsync(row => Table(row.GetString(0), row.TextOrNull(1), [Column("returns", row.GetString(2), null)]), cancellation);
        var codes = await connection.Command("select kind, code, zh, en from published.codes order by kind, ordinal").ListAsync(
            row => new DictionaryCode(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancellation);
        return new DataDictionary(
            version[0],
            [.. columns.GroupBy(column => column.Table, StringComparer.Ordinal).Select(table => Table(table.Key, table.First().Said, [.. table.Select(row => row.Column)]))],
            functions, codes);
    }

    /// <summary>A document with a table a view, both languages side by side.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine("# 数据字典 · Data dictionary").AppendLine()
            .AppendLine("由 `ingest db dictionary --markdown docs/data-dictionary.md` 从数据库生成，请勿手工修改。")
            .AppendLine("Made from the database by that command, never by hand.").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"模式 Schema: `published` {Version}");
        foreach (var table in Tables)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {table.Name}").AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"{table.Chinese}{Between}{table.English}").AppendLine()
                .AppendLine("| 列 column | 类型 type | 说明 | meaning |").AppendLine("|---|---|---|---|");
            foreach (var column in table.Columns)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{column.Name}` | {column.Type} | {Cell(column.Chinese)} | {Cell(column.English)} |");
            }
        }

        if (Functions.Count > 0)
        {
            text.AppendLine().AppendLine("## 函数 Functions").AppendLine();
        }

        foreach (var function in Functions)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"* `{function.Name}` → `{function.Columns[0].Type}`: {function.Chinese}{Between}{function.English}");
        }

        foreach (var kind in Codes.GroupBy(code => code.Kind, StringComparer.Ordinal))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## 代码 Codes: {kind.Key}").AppendLine()
                .AppendLine("| 代码 code | 含义 | meaning |").AppendLine("|---|---|---|");
            foreach (var code in kind)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| `{code.Code}` | {Cell(code.Chinese)} | {Cell(code.English)} |");
            }
        }

        return text.ToString();
    }

    private static DictionaryColumn Column(string name, string type, string? said)
    {
        var (chinese, english) = Parts(said);
        return new DictionaryColumn(name, type, chinese, english);
    }

    private static DictionaryTable Table(string name, string? said, IReadOnlyList<DictionaryColumn> columns)
    {
        var (chinese, english) = Parts(said);
        return new DictionaryTable(name, chinese, english, columns);
    }

    private static (string Chinese, string English) Parts(string? said) =>
        said?.IndexOf(Between, StringComparison.Ordinal) is >= 0 and var at ? (said[..at], said[(at + Between.Length)..]) : (said ?? "", "");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
