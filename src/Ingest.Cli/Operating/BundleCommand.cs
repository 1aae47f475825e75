using System.CommandLine;
using System.Diagnostics;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest bundle OUT.tar.gz</c>: all that a machine without a network needs, in one archive; the work is deploy/bundle's.</summary>
internal static class BundleCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("bundle", terminal.Say(
            "Make one archive that installs this program and all it needs on a Debian 12 without any network",
            "打包为一个归档，可在无网络的 Debian 12 上安装本程序及其全部依赖"));
        var output = new Argument<string>("OUT.tar.gz") { Description = terminal.Say("the archive to write", "要写入的归档文件") };
        var withoutPackages = new Option<bool>("--no-packages")
        {
            Description = terminal.Say("leave the Debian packages out: the other machine has them", "不含 Debian 软件包（目标机器已安装）"),
        };
        command.Add(output);
        command.Add(withoutPackages);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var script = Path.Combine(
                Paths.Root ?? throw new UserException(ExitCode.Usage, "start it from the repository: ./ingest bundle", "请从代码仓库运行：./ingest bundle"), "deploy", "bundle");
            if (!File.Exists(script))
            {
                throw new UserException(
                    ExitCode.Usage, $"{script}: not there; a bundle is made from the repository", $"{script}：不存在；请在代码仓库中打包");
            }

            var archive = Path.GetFullPath(parsed.GetRequiredValue(output));
            if (!Directory.Exists(Path.GetDirectoryName(archive)))
            {
                throw Paths.Missing(Path.GetDirectoryName(archive)!);
            }

            string[] arguments = [script, AppContext.BaseDirectory, archive, .. parsed.GetValue(withoutPackages) ? (string[])["--no-packages"] : []];
            var exitCode = await RunAsync(arguments, cancellationToken);
            return exitCode == 0 ? ExitCode.Ok : throw new UserException(
                ExitCode.Failed, "the archive could not be made; what went wrong stands above", "打包失败，详见上文");
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", arguments) { UseShellExecute = false })!;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
