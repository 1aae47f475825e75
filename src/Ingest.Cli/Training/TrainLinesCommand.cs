using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Core.Forms;
using Ingest.Engine.Learning.Training.Texts;

namespace Ingest.Cli.Training;

/// <summary><c>ingest train lines</c>: what labels in new words mean; writes models/lines.bin and its card.</summary>
internal static class TrainLinesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("lines", terminal.Say(
            "The model of labels in new words: fitted on packs and wordings, measured on wordings that it has not seen", "新措辞标签的识别模型：用表单包和标签措辞训练，并在未见过的措辞上评测"));
        var output = TrainingFolder.Option(terminal, "lines");
        command.Add(output);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var packs = FormPackReader.BuiltIn();
                var wordings = LabelSeed.Read(TrainingFolder.Seed("label-wordings.tsv"), IndicatorSeed.Read(TrainingFolder.Seed("indicator-classes.tsv")), packs);
                terminal.Note($"fitting {wordings.Count} wordings", $"正在拟合 {wordings.Count} 个措辞");
                var trained = LabelTraining.Run(wordings, packs, cancellationToken);
                TrainingFolder.Write(parsed.GetValue(output), "lines", trained.Model, LinesCard.Write(trained, TimeProvider.System.GetLocalNow()));
                Print(terminal, trained);
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static void Print(Terminal terminal, LabelsTrained trained)
    {
        Terminal.Table(
            [
                terminal.Say("labels", "标签"), terminal.Say("number", "数量"), terminal.Say("found", "找到"), terminal.Say("wrong", "错认"),
                terminal.Say("without model", "无模型"), terminal.Say("nearest wording", "最近措辞"), terminal.Say("nearest wrong", "最近措辞错认"),
            ],
            trained.Scores.Select(LinesCard.Cells));
        terminal.Note(
            string.Create(CultureInfo.InvariantCulture, $"of {trained.Taken.Number} texts that are no labels {trained.Taken.Model} are taken for one; loads in {trained.LoadMilliseconds:0} ms, {trained.Model.Length / 1024} KB"),
            string.Create(CultureInfo.InvariantCulture, $"{trained.Taken.Number} 个非标签文本中误认 {trained.Taken.Model} 个；加载 {trained.LoadMilliseconds:0} 毫秒，{trained.Model.Length / 1024} KB"));
    }
}
