using System.CommandLine;
using System.Net.Sockets;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Observing;
using Ingest.Cli.Operating;
using Ingest.Cli.Working;
using Ingest.Store;
using Ingest.Web;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Ingest.Cli.Serving;

/// <summary><c>ingest serve</c>: the review pages and the API, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("serve", terminal.Say("Serve the review pages and the API", "启动审核页面与接口"));
        var urls = new Option<string[]>("--urls")
        {
            Description = terminal.Say(
                "where to listen, separated by ; (only this machine by default; put TLS in front of anything else)",
                "监听地址，以 ; 分隔（默认仅限本机；对外服务须在前面加 TLS）"),
            HelpName = "URL",
            DefaultValueFactory = _ => [ServeOptions.DefaultUrl],
        };
        var proxies = new Option<string[]>("--trusted-proxy")
        {
            Description = terminal.Say(
                "an address or network whose X-Forwarded headers are believed; may be repeated", "可信代理的地址或网段（采信其 X-Forwarded 头）；可重复"),
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => [],
        };
        var openId = new Option<string?>("--openid")
        {
            Description = terminal.Say(
                "a JSON file that names an OpenID Connect provider and its roles (docs/operating.md)", "OpenID Connect 提供方与角色对应的 JSON 文件（见 docs/operating.md）"),
            HelpName = "FILE",
        };
        command.Add(openId);
        command.Add(urls);
        command.Add(proxies);
        var packs = CommonOptions.Packs(terminal);
        var passwords = CommonOptions.Passwords(terminal);
        command.Add(packs);
        command.Add(passwords);
        var archive = CommonOptions.Archive(terminal);
        command.Add(archive);
        var database = new Databases(command, terminal);
        var healthPort = new HealthPort(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ServeOptions
            {
                Urls = Checked([.. parsed.GetRequiredValue(urls).SelectMany(url => url.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]),
                TrustedProxies = parsed.GetRequiredValue(proxies),
                CacheFolder = CacheFolder(),
                OpenId = OpenIdOf(parsed.GetValue(openId)),
                // Pages are Chinese first, whatever this terminal speaks, unless it is told.
                Language = parsed.GetValue<string>("--lang") is { } lang && !lang.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "en" : "zh",
            };
            await using var drawer = new PageDrawer(
                PasswordFile.Read(parsed.GetValue(passwords)), OriginalArchive.At(parsed.GetValue(archive)), [.. parsed.GetRequiredValue(packs).Select(Path.GetFullPath)]);
            await using var health = await healthPort.ListenAsync(parsed, cancellationToken);
            var known = PackSet.Load(parsed.GetRequiredValue(packs));
            await using var store = await IngestStore.OpenAsync(database.Options(parsed) with { Packs = known }, cancellationToken);
            health.Watch(store);
            var hasAccounts = (await store.Accounts.ListAsync(cancellationToken)).Count > 0;
            var queue = Queue(terminal, store);
            await using var rereader = new DocumentRereader(
                known, [.. parsed.GetRequiredValue(packs).Select(Path.GetFullPath)], parsed.GetValue(passwords) is { } file ? Path.GetFullPath(file) : null,
                OriginalArchive.At(parsed.GetValue(archive)));
            await using var app = ReviewServer.Build(
                options, store, drawer.Source, queue?.Storage, queue is null ? null : new RetryJobs(store, queue, known).RunAsync, rereader.ReadAsync);
            await StartAsync(app, options, cancellationToken);
            Greet(terminal, app, options, hasAccounts);
            await app.WaitForShutdownAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Null where our role may not make the queue's schema, and nobody has yet: the pages do without it.</summary>
    private static WorkQueue? Queue(Terminal terminal, IngestStore store)
    {
        try
        {
            return WorkQueue.Open(store.ConnectionString, isShown: true);
        }
        catch (Exception refused) when (refused is StoreException or InvalidOperationException)
        {
            terminal.Note($"/jobs is not served: {refused.Message}", $"不提供 /jobs 页面：{refused.Message}");
            return null;
        }
    }

    /// <summary>Beside the private cluster where INGEST_HOME says so; else where caches belong.</summary>
    internal static string CacheFolder()
    {
        var home = Environment.GetEnvironmentVariable("INGEST_HOME") is { Length: > 0 } own ? own
            : Environment.IsPrivilegedProcess ? "/var/cache/ingest"
            : Path.Combine(
                Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
                "ingest");
        return Path.Combine(Path.GetFullPath(home), "pages");
    }

    private static OpenIdProvider? OpenIdOf(string? file)
    {
        try
        {
            return file is null ? null : OpenIdProvider.FromJson(File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{file}: {wrong.Message}", $"{file}：无法作为 OpenID Connect 配置：{wrong.Message}");
        }
    }

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> urls)
    {
        foreach (var url in urls)
        {
            if (!Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
            {
                throw new UserException(ExitCode.Usage, $"{url}: not an address such as {ServeOptions.DefaultUrl}", $"{url}：不是有效地址，例如 {ServeOptions.DefaultUrl}");
            }
        }

        return urls;
    }

    private static async Task StartAsync(WebApplication app, ServeOptions options, CancellationToken cancellationToken)
    {
        var where = string.Join(" ", options.Urls);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            throw new UserException(
                ExitCode.Failed, $"cannot listen at {where}: {taken.Message} Choose another with --urls.", $"无法监听 {where}：{taken.Message} 请用 --urls 另选地址。");
        }
    }

    private static void Greet(Terminal terminal, WebApplication app, ServeOptions options, bool hasAccounts)
    {
        foreach (var url in app.Urls)
        {
            terminal.Note($"serving {url} (Ctrl-C stops)", $"已启动 {url}（Ctrl-C 停止）");
        }

        if (!hasAccounts)
        {
            terminal.Note(
                "there is no account yet; make the first: ingest account add NAME --role administrator",
                "还没有账户，请先建立：ingest account add 用户名 --role administrator");
        }

        if (!options.IsLoopback)
        {
            terminal.Note(
                "others can reach this: put TLS in front, since logins only work over HTTPS there",
                "此地址对外可达：须在前面加 TLS，否则无法登录");
        }
    }
}
