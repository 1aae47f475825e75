using System.CommandLine;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Training;

/// <summary>Where models are made of and where they go: seeds/ and models/ of the repository, or where the user says.</summary>
internal static class TrainingFolder
{
    public static Option<string?> Option(Terminal terminal, string model) => new("--out")
    {
        Description = terminal.Say(
            $"where {model}.bin and {model}.md go (default: models/ of the repository)", $"{model}.bin 与 {model}.md 的输出位置（默认为仓库的 models/）"),
        HelpName = "DIR",
    };

    public static string Seed(string file) => Path.Combine(Repository(), "seeds", file);

    /// <param name="folder">Null for models/.</param>
    public static void Write(string? folder, string model, byte[] file, string card)
    {
        folder ??= Path.Combine(Repository(), "models");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, model + ".bin"), file);
        File.WriteAllText(Path.Combine(folder, model + ".md"), card);
    }

    private static string Repository() =>
        Paths.Root ?? throw new UserException(ExitCode.Usage, "start it by ./ingest, or name the files", "请用 ./ingest 启动，或指定文件");
}
