using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Ingest.Cli.Analysing;
using Ingest.Cli.Evaluation;
using Ingest.Cli.Extracting;
using Ingest.Cli.Importing;
using Ingest.Cli.Inspecting;
using Ingest.Cli.Observing;
using Ingest.Cli.Operating;
using Ingest.Cli.Reviewing;
using Ingest.Cli.Serving;
using Ingest.Cli.Training;
using Ingest.Cli.Watching;
using Ingest.Cli.Working;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading.Ocr;
using Ingest.Store;
using Ingest.Web.Hosting;
using Microsoft.Extensions.Logging;

namespace Ingest.Cli.Hosting;

/// <summary>From arguments to an exit code: every command, and what each kind of trouble ends with.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var logs = ConsoleLogs.IsJson ? LoggerFactory.Create(logging => logging.AddConsoleLogs()) : null;
        var terminal = new Terminal(Languages.Choose(arguments, Environment.GetEnvironmentVariable), logs?.CreateLogger("ingest"));
        var parsed = Build(terminal).Parse(arguments);
        if (parsed.Errors is [var first, ..] && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            var command = parsed.CommandResult.Command is RootCommand ? "ingest" : $"ingest {parsed.CommandResult.Command.Name}";
            terminal.Error($"{first.Message} See {command} --help.", $"命令有误：{first.Message} 用法见 {command} --help。");
            return ExitCode.Usage;
        }

        using var export = OtlpExport.FromEnvironment(parsed.CommandResult.Command.Name, Environment.GetEnvironmentVariable);
        using var stop = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            terminal.Error("stopped", "已停止");
            return ExitCode.Stopped;
        }
        catch (Exception trouble)
        {
            return Explain(terminal, trouble);
        }
    }

    internal static RootCommand Build(Terminal terminal) => new(terminal.Say(
        "Reads project self-evaluation reports (项目绩效自评价) out of PDFs into PostgreSQL.",
        "从 PDF 中读取项目绩效自评价报告并写入 PostgreSQL。"))
    {
        CommonOptions.Lang(terminal),
        QuickstartCommand.Create(terminal),
        ExtractCommand.Create(terminal),
        ImportCommand.Create(terminal),
        StatusCommand.Create(terminal),
        FailuresCommand.Create(terminal),
        RetryCommand.Create(terminal),
        ReprocessCommand.Create(terminal),
        DiffCommand.Create(terminal),
        VersionsCommand.Create(terminal),
        ExportCommand.Create(terminal),
        SearchCommand.Create(terminal),
        ManifestCommand.Create(terminal),
        WorkerCommand.Create(terminal),
        WatchCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
        InspectCommand.Create(terminal),
        TablesCommand.Create(terminal),
        FormsCommand.Create(terminal),
        TextCommand.Create(terminal),
        ServeCommand.Create(terminal),
        AccountCommand.Create(terminal),
        DatabaseCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        TrainCommand.Create(terminal),
        BundleCommand.Create(terminal),
        EraseCommand.Create(terminal),
        VersionCommand.Create(terminal),
    };

    /// <summary>The first signal asks the work to end, a second ends the process at once.</summary>
    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        });

    private static int Explain(Terminal terminal, Exception trouble)
    {
        var (exitCode, english, chinese) = trouble switch
        {
            UserException user => (user.ExitCode, user.English, user.Chinese),
            StoreException store => (ExitCode.Database, store.Message, $"数据库不可用：{store.Message}"),
            FormPackException pack => (ExitCode.Usage, pack.Message, $"表单包有误：{pack.Message}"),
            UnreadableDocumentException file => (ExitCode.Unreadable, $"{file.Reason.Name()}: {file.Message}",
                $"{file.Reason.Name()}：{file.Chinese}"),
            OutOfMemoryException or InsufficientExecutionStackException => (ExitCode.Unreadable,
                "out-of-memory: it needs more memory than a document may have; raise --memory-limit", "out-of-memory：所需内存超过上限；可加大 --memory-limit"),
            OcrUnavailableException lacking => (ExitCode.Unhealthy, lacking.Message, $"本机缺少识别扫描件所需的组件，请执行：{OcrUnavailableException.Mend}"),
            ExtractorStartException start => (ExitCode.Failed, start.Message, $"无法启动读取进程：{start.Message}"),
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException =>
                (ExitCode.Usage, trouble.Message, $"文件无法打开：{trouble.Message}"),
            IOException io => (ExitCode.Failed, io.Message, $"读写失败：{io.Message}"),
            _ => (ExitCode.Failed, $"internal error, please report it: {trouble}", $"内部错误，请反馈：{trouble}"),
        };
        terminal.Error(english, chinese);
        return exitCode;
    }
}
