using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Inspecting;

/// <summary><c>ingest tables FILE [--html]</c>: every table of a file with its spans, whatever it means.</summary>
internal static class TablesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("tables", terminal.Say("Print every table of a file as JSON or HTML, spans included", "以 JSON 或 HTML 输出文件中的全部表格（含合并单元格）"));
        var file = new Argument<string>("FILE") { Description = terminal.Say("a PDF or a text dump", "PDF 或文本文件") };
        var html = new Option<bool>("--html") { Description = terminal.Say("HTML instead of JSON", "输出 HTML 而非 JSON") };
        command.Add(file);
        command.Add(html);
        var extractors = new Extractors(command, terminal);
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = Paths.ExistingFile(parsed.GetRequiredValue(file));
            return extractors.InChildAsync(
                parsed,
                path,
                reader =>
                {
                    var document = reader.Read(path, cancellationToken);
                    var tables = FoundTable.In(document, extractors.Packs(parsed));
                    Terminal.Result(parsed.GetValue(html) ? TableWriter.Html(document.FileName, tables) : TableWriter.Json(tables));
                    return ExitCode.Ok;
                },
                cancellationToken);
        });
        return command;
    }
}
