using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;
using Ingest.Engine.Reading.Ocr;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest doctor</c>: what is missing on this machine, and the command that mends it.</summary>
internal static class DoctorCommand
{
    private const string Install = "apt-get install -y --no-install-recommends";
    private const long LeastFreeBytes = 1L << 30;

    /// <param name="Mend">The command to run, or what to do; empty where nothing is wrong.</param>
    private sealed record Check(string Subject, bool IsWell, string Detail, string Mend)
    {
        /// <summary>The Debian package that is missing.</summary>
        public string? Package { get; init; }
    }

    public static Command Create(Terminal terminal)
    {
        var command = new Command("doctor", terminal.Say("What is missing on this machine, and the command that mends it", "检查本机缺少的组件，并给出修复命令"));
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<Check> checks =
            [
                new(".NET", true, RuntimeInformation.FrameworkDescription, ""),
                .. await PackagesAsync(terminal, cancellationToken),
                await ReaderAsync(terminal, extractors, parsed, cancellationToken),
                Scans(terminal),
                Limits(terminal, extractors.Limits(parsed)),
                await DatabaseAsync(terminal, database.Options(parsed), cancellationToken),
                Disk(terminal, database.Options(parsed)),
            ];
            Terminal.Table(
                [terminal.Say("check", "检查项"), terminal.Say("state", "状态"), terminal.Say("detail", "详情"), terminal.Say("mend with", "修复方法")],
                checks.Select(check => (IReadOnlyList<string>)
                    [check.Subject, check.IsWell ? terminal.Say("ok", "正常") : terminal.Say("MISSING", "缺失"), check.Detail, check.Mend]));
            var packages = checks.Select(check => check.Package).OfType<string>().ToList();
            if (packages.Count > 0)
            {
                var install = $"{Install} {string.Join(' ', packages)}";
                terminal.Note($"all packages at once, as root: {install}", $"以 root 一次装齐：{install}");
            }

            var ill = checks.Count(check => !check.IsWell);
            terminal.Note(
                ill == 0 ? "all is well" : $"{ill} things to mend", ill == 0 ? "一切正常" : $"有 {ill} 项需要修复");
            return ill == 0 ? ExitCode.Ok : ExitCode.Unhealthy;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Check>> PackagesAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (Paths.Root is not { } root)
        {
            return [];
        }

        var checks = new List<Check>();
        foreach (var package in DebianPackages.Parse(await File.ReadAllLinesAsync(Path.Combine(root, "deploy", "packages.txt"), cancellationToken)))
        {
            checks.Add(await DebianPackages.IsInstalledAsync(package.Name, cancellationToken) switch
            {
                true => new Check(package.Name, true, package.Purpose, ""),
                false => new Check(package.Name, false, package.Purpose, $"{Install} {package.Name}") { Package = package.Name },
                null => new Check(package.Name, true, terminal.Say("not a Debian system, not checked", "非 Debian 系统，未检查"), ""),
            });
        }

        return checks;
    }

    private static async Task<Check> ReaderAsync(Terminal terminal, Extractors extractors, ParseResult parsed, CancellationToken cancellationToken)
    {
        var subject = terminal.Say("extractor process", "读取进程");
        try
        {
            await using var pool = extractors.Pool(parsed);
            await pool.WarmUpAsync(cancellationToken);
            return new Check(subject, true, terminal.Say("starts", "可启动"), "");
        }
        catch (ExtractorStartException failure)
        {
            return new Check(subject, false, failure.Message, terminal.Say("mend what the detail says", "按详情处理"));
        }
    }

    private static Check Scans(Terminal terminal)
    {
        var subject = terminal.Say("reading scans", "识别扫描件");
        try
        {
            ScanTools.Try();
            return new Check(subject, true, terminal.Say("libraries and language data load", "程序库与语言数据可用"), "");
        }
        catch (OcrUnavailableException lacking)
        {
            return new Check(subject, false, lacking.Message.Split(';')[0], OcrUnavailableException.Mend);
        }
    }

    private static Check Limits(Terminal terminal, (int Megabytes, int Seconds) limits) => new(
        terminal.Say("limits of a file", "单个文件的限额"), true,
        terminal.Say(
            $"{limits.Megabytes} MB of memory (--memory-limit) and {Poppler.MemoryLimit >> 20} MB for drawing a page; {limits.Seconds} s (--time-limit), 2 s more a page, 32 s a scanned one",
            $"内存 {limits.Megabytes} MB（--memory-limit），绘制页面另限 {Poppler.MemoryLimit >> 20} MB；时间 {limits.Seconds} 秒（--time-limit），每页另加 2 秒，扫描页 32 秒"),
        "");

    /// <summary>Looks, and starts nothing: a doctor changes nothing.</summary>
    private static async Task<Check> DatabaseAsync(Terminal terminal, StoreOptions options, CancellationToken cancellationToken)
    {
        var subject = terminal.Say("database", "数据库");
        if (options.Database is null)
        {
            var cluster = new PrivateCluster(options.ClusterFolder);
            return PrivateCluster.Missing() is [var missing, ..]
                ? new Check(subject, false, cluster.Folder, missing)
                : new Check(subject, true, $"{cluster.Folder}: " + (await cluster.IsRunningAsync(cancellationToken)
                    ? terminal.Say("running", "运行中") : terminal.Say("starts when it is needed", "需要时自动启动")), "");
        }

        try
        {
            await using var store = await IngestStore.OpenAsync(options with { Retries = 0 }, cancellationToken);
            return new Check(subject, true, store.Url, "");
        }
        catch (StoreException failure)
        {
            return new Check(subject, false, failure.Message, terminal.Say("start the server or correct INGEST_DATABASE", "启动数据库或更正 INGEST_DATABASE"));
        }
    }

    private static Check Disk(Terminal terminal, StoreOptions options)
    {
        var folder = options.ClusterFolder ?? PrivateCluster.DefaultFolder;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var free = new DriveInfo(folder).AvailableFreeSpace;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{folder}: {free / (double)(1L << 30):0.0} GB {terminal.Say("free", "可用")}");
        return free >= LeastFreeBytes
            ? new Check(terminal.Say("disk", "磁盘"), true, detail, "")
            : new Check(terminal.Say("disk", "磁盘"), false, detail, terminal.Say("free some space there", "请清理磁盘空间"));
    }
}
