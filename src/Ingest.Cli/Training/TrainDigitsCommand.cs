using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Engine.Learning.Training;

namespace Ingest.Cli.Training;

/// <summary><c>ingest train digits</c>: the reader of numbers, from typefaces alone; writes models/digits.bin and its card.</summary>
internal static class TrainDigitsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("digits", terminal.Say(
            "The classifier of digits: drawn in many faces, damaged like scans, fitted, calibrated and compared", "数字识别模型：以多种字体绘制、模拟扫描损伤后训练、校准并比较"));
        var fonts = new Option<string[]>("--fonts")
        {
            Description = terminal.Say("a folder of fonts, searched before the system's; may be repeated", "字体文件夹，优先于系统字体；可重复"),
            HelpName = "DIR",
            DefaultValueFactory = _ => [],
        };
        var output = new Option<string?>("--out")
        {
            Description = terminal.Say("where digits.bin and digits.md go (default: models/ of the repository)", "digits.bin 与 digits.md 的输出位置（默认为仓库的 models/）"),
            HelpName = "DIR",
        };
        var sheet = new Option<string?>("--sheet")
        {
            Description = terminal.Say("train nothing; write a picture of test cells, and beside it a text file with what they say", "不训练，只输出测试单元格图片及其内容文本"),
            HelpName = "PNG",
        };
        var anyway = new Option<bool>("--anyway") { Description = terminal.Say("train although faces are missing", "字体不全也训练") };
        command.Add(fonts);
        command.Add(output);
        command.Add(sheet);
        command.Add(anyway);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var options = new DigitsTrainingOptions { FontFolders = [.. parsed.GetRequiredValue(fonts).Select(Paths.ExistingFolder)] };
                CheckFaces(terminal, options, parsed.GetValue(anyway));
                if (parsed.GetValue(sheet) is { } picture)
                {
                    TestSheet.Write(picture, options.FontFolders);
                    return ExitCode.Ok;
                }

                var folder = parsed.GetValue(output) ?? (Paths.Root is { } root ? Path.Combine(root, "models")
                    : throw new UserException(ExitCode.Usage, "name a folder with --out", "请用 --out 指定输出文件夹"));
                var trained = DigitsTraining.Run(options, (step, size) => Tell(terminal, step, size), cancellationToken);
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(Path.Combine(folder, "digits.bin"), trained.Model);
                var card = DigitsCard.Write(trained, TimeProvider.System.GetLocalNow());
                File.WriteAllText(Path.Combine(folder, "digits.md"), card);
                Print(terminal, trained);
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static void Tell(Terminal terminal, DigitsStep step, int size)
    {
        var (english, chinese) = step switch
        {
            DigitsStep.Drawing => ($"drawing {size} cells to train on", $"正在绘制 {size} 个训练单元格"),
            DigitsStep.Fitting => ($"fitting {size} glyphs", $"正在拟合 {size} 个字形"),
            DigitsStep.Calibrating => ($"calibrating on {size} cells in other faces", $"正在用其他字体的 {size} 个单元格校准"),
            _ => ($"comparing with other readers on {size} faces that none has seen", $"正在用 {size} 种未见过的字体与其他识别器比较"),
        };
        terminal.Note(english, chinese);
    }

    private static void CheckFaces(Terminal terminal, DigitsTrainingOptions options, bool anyway)
    {
        if (DigitsTraining.MissingPackages(options.FontFolders) is not [_, ..] missing)
        {
            return;
        }

        var install = $"apt-get install -y --no-install-recommends {string.Join(' ', missing)}";
        if (!anyway)
        {
            throw new UserException(ExitCode.Unhealthy, $"faces are missing; install them with: {install}", $"缺少字体，请安装：{install}");
        }

        terminal.Note($"faces are missing, the model will differ; they come with: {install}", $"缺少字体，模型会有差异；安装：{install}");
    }

    private static void Print(Terminal terminal, DigitsTrained trained)
    {
        Terminal.Table(
            [
                terminal.Say("cells", "单元格"), terminal.Say("number", "数量"), terminal.Say("ours", "本模型"), terminal.Say("silent", "未报错误"),
                terminal.Say("doubted", "存疑"), "Tesseract", terminal.Say("nearest neighbour", "最近邻"),
            ],
            trained.Comparison.Rows.Select(DigitsCard.Cells));
        terminal.Note(
            string.Create(CultureInfo.InvariantCulture, $"{trained.Comparison.Milliseconds:0.0} ms a cell; model {trained.Model.Length / 1024} KB"),
            string.Create(CultureInfo.InvariantCulture, $"每单元格 {trained.Comparison.Milliseconds:0.0} 毫秒；模型 {trained.Model.Length / 1024} KB"));
    }
}
