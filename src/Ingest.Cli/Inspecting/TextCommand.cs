using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Core.Segmentation;

namespace Ingest.Cli.Inspecting;

/// <summary><c>ingest text FILE</c>: what stands on each page, in reading order, whatever it means.</summary>
internal static class TextCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("text", terminal.Say("Print the text of each page in reading order", "按阅读顺序输出每页文字"));
        var file = new Argument<string>("FILE") { Description = terminal.Say("a PDF, an image or a text dump", "PDF、图像或文本文件") };
        var page = new Option<int?>("--page") { Description = terminal.Say("this page alone, counted from 1", "仅此页，从 1 起"), HelpName = "N" };
        command.Add(file);
        command.Add(page);
        var extractors = new Extractors(command, terminal);
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = Paths.ExistingFile(parsed.GetRequiredValue(file));
            return extractors.InChildAsync(
                parsed,
                path,
                reader =>
                {
                    var pages = reader.Read(path, cancellationToken).Pages;
                    if (parsed.GetValue(page) is { } number && (number < 1 || number > pages.Count))
                    {
                        throw new UserException(
                            ExitCode.Usage, $"{path}: has pages 1 to {pages.Count}, not {number}", $"{path}：共 {pages.Count} 页，没有第 {number} 页");
                    }

                    // Pages are parted by form feeds, as pdftotext has it: our own dump reader counts pages by them.
                    Terminal.Result(string.Join("\n\f", pages.Where(each => parsed.GetValue(page) is not { } only || each.Number == only).Select(PageText.Of)));
                    return ExitCode.Ok;
                },
                cancellationToken);
        });
        return command;
    }
}
