using System.CommandLine;
using Ingest.Cli.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest db start|stop|migrate|url|dictionary</c>: the database itself.</summary>
internal static class DatabaseCommand
{
    public static Command Create(Terminal terminal) => new("db", terminal.Say("Start, stop, migrate, name or describe the database", "数据库的启动、停止、升级、连接地址与数据字典"))
    {
        Action("start", terminal.Say("Start the private cluster, creating it when there is none", "启动私有实例（不存在则创建）"), terminal, StartAsync),
        Action("stop", terminal.Say("Stop the private cluster", "停止私有实例"), terminal, StopAsync),
        DictionaryCommand.Create(terminal),
        Action("migrate", terminal.Say("Bring the schema up to date", "升级数据库结构"), terminal, MigrateAsync),
        Action("url", terminal.Say("Print what psql and other tools connect with", "输出 psql 等工具所用的连接地址"), terminal, UrlAsync),
    };

    private delegate Task<int> Work(Terminal terminal, StoreOptions options, CancellationToken cancellationToken);

    private static Command Action(string name, string description, Terminal terminal, Work work)
    {
        var command = new Command(name, description);
        var database = new Databases(command, terminal);
        command.SetAction((parsed, cancellationToken) => work(terminal, database.Options(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> StartAsync(Terminal terminal, StoreOptions options, CancellationToken cancellationToken)
    {
        await using var store = await IngestStore.OpenAsync(options, cancellationToken);
        terminal.Note("the database is up", "数据库已就绪");
        return ExitCode.Ok;
    }

    private static async Task<int> StopAsync(Terminal terminal, StoreOptions options, CancellationToken cancellationToken)
    {
        if (options.Database is not null)
        {
            throw new UserException(
                ExitCode.Usage, "a server is configured (INGEST_DATABASE); only the private cluster can be stopped from here",
                "已配置外部数据库（INGEST_DATABASE），此处只能停止私有实例");
        }

        var stopped = await new PrivateCluster(options.ClusterFolder).StopAsync(cancellationToken);
        terminal.Note(stopped ? "stopped" : "it was not running", stopped ? "已停止" : "未在运行");
        return ExitCode.Ok;
    }

    private static async Task<int> MigrateAsync(Terminal terminal, StoreOptions options, CancellationToken cancellationToken)
    {
        var names = await IngestStore.MigrateAsync(options, cancellationToken);
        foreach (var name in names)
        {
            Terminal.Result(name);
        }

        terminal.Note($"{names.Count} migrations ran", $"执行了 {names.Count} 个升级脚本");
        return ExitCode.Ok;
    }

    private static async Task<int> UrlAsync(Terminal terminal, StoreOptions options, CancellationToken cancellationToken)
    {
        await using var store = await IngestStore.OpenAsync(options, cancellationToken);
        Terminal.Result(store.Url);
        return ExitCode.Ok;
    }
}
