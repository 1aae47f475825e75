using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest version</c>: of the program and of each form pack.</summary>
internal static class VersionCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("version", terminal.Say("Print the version of the program and of its form packs", "输出程序及表单包的版本"));
        command.SetAction(_ =>
        {
            Terminal.Result($"ingest {Extractors.ProgramVersion}");
            foreach (var pack in PackSet.Load([]))
            {
                Terminal.Result($"{pack.Form} {pack.Version}");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
