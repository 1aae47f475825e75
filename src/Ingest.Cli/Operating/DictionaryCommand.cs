using System.CommandLine;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest db dictionary [--markdown FILE]</c>: what the published schema holds, told by the database itself.</summary>
internal static class DictionaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("dictionary", terminal.Say(
            "Describe the views that analysts read, from the database itself", "从数据库生成分析视图的数据字典"));
        var markdown = new Option<string?>("--markdown")
        {
            Description = terminal.Say("write the whole dictionary to FILE as Markdown", "将完整字典以 Markdown 写入 FILE"), HelpName = "FILE",
        };
        command.Add(markdown);
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var dictionary = await store.DictionaryAsync(cancellationToken);
            if (parsed.GetValue(markdown) is { } file)
            {
                await File.WriteAllTextAsync(file, dictionary.ToMarkdown(), cancellationToken);
                terminal.Note($"{file}: {dictionary.Tables.Count} views", $"{file}：{dictionary.Tables.Count} 个视图");
                return ExitCode.Ok;
            }

            Terminal.Table(
                [terminal.Say("view", "视图"), terminal.Say("column", "列"), terminal.Say("type", "类型"), terminal.Say("meaning", "说明")],
                dictionary.Tables.SelectMany(table => table.Columns.Select(column => (IReadOnlyList<string>)
                    [table.Name, column.Name, column.Type, terminal.Say(column.English, column.Chinese)])));
            return ExitCode.Ok;
        });
        return command;
    }
}
