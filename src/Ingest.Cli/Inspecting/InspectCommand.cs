using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Core.Documents;
using Ingest.Core.Segmentation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Inspecting;

/// <summary><c>ingest inspect FILE [--page N [--stage STAGE] --out PNG] [--why]</c>: how we see a file, for the day that we see it wrong.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("inspect", terminal.Say("Show how a file is seen: page health, an overlay picture, matches", "查看文件的解析情况：页面质量、标注图、匹配结果"));
        var file = new Argument<string>("FILE") { Description = terminal.Say("a PDF or a text dump", "PDF 或文本文件") };
        var page = new Option<int?>("--page") { Description = terminal.Say("the page to draw, counted from 1", "要绘制的页，从 1 起"), HelpName = "N" };
        var output = new Option<string?>("--out") { Description = terminal.Say("the PNG to write (default: FILE.pN.png here)", "输出的 PNG（默认当前目录 文件名.pN.png）"), HelpName = "PNG" };
        var why = new Option<bool>("--why") { Description = terminal.Say("what each form pack looked for, and what of it was found", "各表单包查找的标题、标签、列及其结果") };
        command.Add(file);
        command.Add(page);
        command.Add(output);
        var stage = new Option<DrawnStage>("--stage")
        {
            Description = terminal.Say(
                "what to draw: everything, or of a scanned page its picture, the cleaned page, and on that rulings, cells or words by confidence",
                "绘制内容：全部；或扫描页的原图、清理后的图、其上的线、单元格、按置信度着色的文字"),
            HelpName = "all|picture|cleaned|rulings|cells|words",
        };
        command.Add(stage);
        command.Add(why);
        var extractors = new Extractors(command, terminal);
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = Paths.ExistingFile(parsed.GetRequiredValue(file));
            var sketch = parsed.GetValue(page) is { } wanted ? new ScanSketch(wanted) : null;
            return extractors.InChildAsync(
                parsed,
                path,
                reader =>
                {
                    var document = reader.Read(path, cancellationToken);
                    var packs = extractors.Packs(parsed);
                    var pages = new LabelRepair([.. packs.Select(pack => new PackIndex(pack))]).Repair(document.Pages);
                    var matches = packs.Select(pack => FormMatch.Of(pages, pack)).ToList();
                    if (parsed.GetValue(page) is { } number)
                    {
                        new PageDrawing(terminal, path, document, matches, sketch!).Write(number, parsed.GetValue(stage), parsed.GetValue(output), cancellationToken);
                    }
                    else
                    {
                        PrintPages(terminal, document);
                    }

                    if (parsed.GetValue(why))
                    {
                        new WhyPrinter(terminal).Print(matches);
                    }

                    return ExitCode.Ok;
                },
                cancellationToken,
                sketch);
        });
        return command;
    }

    private static void PrintPages(Terminal terminal, Document document)
    {
        terminal.Result(
            FormattableString.Invariant($"{document.FileName}: {document.Kind}, {document.Pages.Count} pages, sha256 {document.Sha256}"),
            FormattableString.Invariant($"{document.FileName}：{document.Kind}，{document.Pages.Count} 页，sha256 {document.Sha256}"));
        Terminal.Table(
            [
                terminal.Say("page", "页"), terminal.Say("size, points", "尺寸（点）"), terminal.Say("words", "词"), terminal.Say("rulings", "线"),
                terminal.Say("characters", "字符"), terminal.Say("unmapped", "无映射"), terminal.Say("private use", "私用区"), terminal.Say("health", "质量"),
            ],
            document.Pages.Select(page => (IReadOnlyList<string>)
            [
                Show(page.Number), string.Create(CultureInfo.InvariantCulture, $"{page.Width:0} × {page.Height:0}"), Show(page.Words.Count), Show(page.Rulings.Count),
                Show(page.Health?.Characters), Show(page.Health?.Unmapped), Show(page.Health?.PrivateUse),
                page.Health?.Score.ToString("0.000", CultureInfo.InvariantCulture) ?? "",
            ]));
    }

    private static string Show(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
