using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Engine.Learning.Training.Texts;

namespace Ingest.Cli.Training;

/// <summary><c>ingest train indicators</c>: the classes of indicators, from labelled names; writes models/indicators.bin and its card.</summary>
internal static class TrainIndicatorsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("indicators", terminal.Say(
            "The classifier of indicators: fitted on labelled names, measured on units that it has not seen", "指标分类模型：用已标注指标训练，并在未见过的单位上评测"));
        var seed = new Option<string?>("--names")
        {
            Description = terminal.Say("the labelled names (default: seeds/indicator-classes.tsv of the repository)", "已标注指标（默认为仓库的 seeds/indicator-classes.tsv）"),
            HelpName = "TSV",
        };
        var output = TrainingFolder.Option(terminal, "indicators");
        command.Add(seed);
        command.Add(output);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var names = IndicatorSeed.Read(parsed.GetValue(seed) is { } file ? Paths.ExistingFile(file) : TrainingFolder.Seed("indicator-classes.tsv"));
                terminal.Note($"fitting {names.Count} names", $"正在拟合 {names.Count} 个指标");
                var trained = IndicatorTraining.Run(names, cancellationToken);
                TrainingFolder.Write(parsed.GetValue(output), "indicators", trained.Model, IndicatorsCard.Write(trained, TimeProvider.System.GetLocalNow()));
                Print(terminal, trained);
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    private static void Print(Terminal terminal, IndicatorsTrained trained)
    {
        Terminal.Table(
            [
                terminal.Say("names", "指标"), terminal.Say("number", "数量"), terminal.Say("model macro-F1", "模型宏平均 F1"),
                terminal.Say("rules macro-F1", "规则宏平均 F1"), terminal.Say("model right", "模型准确率"), terminal.Say("rules right", "规则准确率"),
            ],
            trained.Scores.Prepend(trained.Folds).Select(IndicatorsCard.Cells));
        terminal.Note(
            string.Create(CultureInfo.InvariantCulture, $"loads in {trained.LoadMilliseconds:0} ms, a page of 30 takes {trained.PageMilliseconds:0.00} ms, {trained.Model.Length / 1024} KB"),
            string.Create(CultureInfo.InvariantCulture, $"加载 {trained.LoadMilliseconds:0} 毫秒，每页 30 个指标 {trained.PageMilliseconds:0.00} 毫秒，{trained.Model.Length / 1024} KB"));
    }
}
