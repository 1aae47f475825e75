using System.CommandLine;
using System.Text;
using Ingest.Cli.Hosting;
using Ingest.Core.Reports;
using Ingest.Engine.Isolation;

namespace Ingest.Cli.Extracting;

/// <summary><c>ingest extract FILE [--json]</c>: one file to the screen, no database.</summary>
internal static class ExtractCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("extract", terminal.Say("Read one file and print its reports; no database", "读取一个文件并输出其中的报告，不使用数据库"));
        var file = new Argument<string>("FILE") { Description = terminal.Say("a PDF or a text dump", "PDF 或文本文件") };
        var json = new Option<bool>("--json") { Description = terminal.Say("print the JSON document, with evidence", "输出 JSON（含出处）") };
        command.Add(file);
        command.Add(json);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = Paths.ExistingFile(parsed.GetRequiredValue(file));
            await using var pool = extractors.Pool(parsed, indented: true, oneFile: true);
            switch (await pool.ExtractAsync(path, cancellationToken))
            {
                case Extracted extracted when parsed.GetValue(json):
                    WriteRaw(extracted.Json);
                    return ExitCode.Ok;
                case Extracted extracted:
                    var packs = extractors.Packs(parsed);
                    new ReportPrinter(terminal, packs).Print(ReportJson.Read(Encoding.UTF8.GetString(extracted.Json.Span), packs));
                    return ExitCode.Ok;
                case SetAside aside:
                    throw Reasons.Unreadable(path, aside);
                case Unequipped lacking:
                    throw new UserException(ExitCode.Unhealthy, $"{path}: {lacking.Message}", $"{path}：{lacking.Chinese}");
                case Unavailable gone:
                    throw new UserException(ExitCode.Usage, $"{path}: {gone.Message}", $"{path}：{gone.Chinese}");
                default:
                    throw new InvalidOperationException("an outcome that nobody knows");
            }
        });
        return command;
    }

    /// <summary>As bytes: the contract is UTF-8, whatever the terminal's locale.</summary>
    private static void WriteRaw(ReadOnlyMemory<byte> json)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(json.Span);
        output.WriteByte((byte)'\n');
    }
}
