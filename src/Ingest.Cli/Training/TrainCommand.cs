using System.CommandLine;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Training;

/// <summary><c>ingest train WHAT</c>: makes the models in models/ anew.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal) => new("train", terminal.Say("Make a model anew and measure it", "重新训练模型并评测"))
    {
        TrainDigitsCommand.Create(terminal),
        TrainIndicatorsCommand.Create(terminal),
        TrainCalibrationCommand.Create(terminal),
        TrainLinesCommand.Create(terminal),
    };
}
