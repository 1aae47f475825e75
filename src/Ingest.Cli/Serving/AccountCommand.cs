using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Store;
using Ingest.Web.Accounts;

namespace Ingest.Cli.Serving;

/// <summary><c>ingest account</c>: who may use the pages. Whoever may run this on the server is trusted already.</summary>
internal static class AccountCommand
{
    private delegate Task<int> Work(Terminal terminal, IngestStore store, string name, ParseResult parsed, CancellationToken cancellationToken);

    public static Command Create(Terminal terminal)
    {
        var role = new Option<string>("--role")
        {
            Description = terminal.Say("viewer, reviewer, operator or administrator", "viewer 查看、reviewer 审核、operator 运维、administrator 管理"),
            HelpName = "viewer|reviewer|operator|administrator",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<AccountRole>().Select(AccountStore.NameOf)]);
        return new Command("account", terminal.Say("Accounts of the review pages", "审核页面的账户"))
        {
            ForOne("add", terminal.Say("Make an account; the password is asked for, or read from a pipe", "新建账户；密码由终端输入或从管道读取"), terminal, AddAsync, role),
            ForOne("role", terminal.Say("Change an account's role", "更改角色"), terminal, SetRoleAsync, role),
            ForOne("password", terminal.Say("Set a new password and end the account's sessions", "重设密码并结束其会话"), terminal, SetPasswordAsync),
            ForOne("disable", terminal.Say("Let an account in no more", "停用账户"), terminal, (t, s, n, _, c) => EnableAsync(t, s, n, false, c)),
            ForOne("enable", terminal.Say("Let an account in again, and unlock it", "启用并解锁账户"), terminal, (t, s, n, _, c) => EnableAsync(t, s, n, true, c)),
            List(terminal),
        };
    }

    private static Command ForOne(string verb, string description, Terminal terminal, Work work, Option? option = null)
    {
        var command = new Command(verb, description);
        var name = new Argument<string>("NAME") { Description = terminal.Say("what the account logs in with", "登录名") };
        command.Add(name);
        if (option is not null)
        {
            command.Add(option);
        }

        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            return await work(terminal, store, parsed.GetRequiredValue(name), parsed, cancellationToken);
        });
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", terminal.Say("All accounts", "列出账户"));
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            Terminal.Table(
                [terminal.Say("name", "用户名"), terminal.Say("role", "角色"), terminal.Say("enabled", "启用"), terminal.Say("last login", "最近登录")],
                (await store.Accounts.ListAsync(cancellationToken)).Select(account => (IReadOnlyList<string>)
                [
                    account.Name, AccountStore.NameOf(account.Role), account.IsEnabled ? terminal.Say("yes", "是") : terminal.Say("no", "否"),
                    account.LastLoginAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "",
                ]));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<int> AddAsync(Terminal terminal, IngestStore store, string name, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > 64 || name.Trim() != name || name.Any(char.IsControl) || name == "-")
        {
            throw new UserException(ExitCode.Usage, "a name has 1 to 64 characters, no space around them", "用户名为 1 至 64 个字符，首尾不含空格");
        }

        var role = RoleOf(parsed);
        var password = ReadPassword(terminal);
        if (!await store.Accounts.AddAsync(name, role, Passwords.Hash(password), cancellationToken))
        {
            throw new UserException(ExitCode.Usage, $"{name}: there is an account of that name", $"{name}：该账户已存在");
        }

        return await DoneAsync(terminal, store, ("account-added", name, AccountStore.NameOf(role)), cancellationToken);
    }

    private static async Task<int> SetRoleAsync(Terminal terminal, IngestStore store, string name, ParseResult parsed, CancellationToken cancellationToken)
    {
        var role = RoleOf(parsed);
        Require(await store.Accounts.SetRoleAsync(name, role, cancellationToken), name);
        return await DoneAsync(terminal, store, ("account-role", name, AccountStore.NameOf(role)), cancellationToken);
    }

    private static async Task<int> SetPasswordAsync(Terminal terminal, IngestStore store, string name, ParseResult parsed, CancellationToken cancellationToken)
    {
        Require(await store.Accounts.FindAsync(name, cancellationToken) is not null, name);
        Require(await store.Accounts.SetPasswordAsync(name, Passwords.Hash(ReadPassword(terminal)), cancellationToken), name);
        return await DoneAsync(terminal, store, ("account-password", name, null), cancellationToken);
    }

    private static async Task<int> EnableAsync(Terminal terminal, IngestStore store, string name, bool isEnabled, CancellationToken cancellationToken)
    {
        Require(await store.Accounts.SetEnabledAsync(name, isEnabled, cancellationToken), name);
        return await DoneAsync(terminal, store, (isEnabled ? "account-enabled" : "account-disabled", name, null), cancellationToken);
    }

    private static async Task<int> DoneAsync(
        Terminal terminal, IngestStore store, (string Event, string Name, string? Detail) what, CancellationToken cancellationToken)
    {
        await store.Accounts.AuditAsync(new AuditEntry(TimeProvider.System.GetUtcNow(), what.Event, what.Name, "command line", what.Detail), cancellationToken);
        terminal.Note($"{what.Name}: done", $"{what.Name}：已完成");
        return ExitCode.Ok;
    }

    private static AccountRole RoleOf(ParseResult parsed) => AccountStore.RoleOf(parsed.GetRequiredValue<string>("--role"))!.Value;

    private static void Require(bool isThere, string name)
    {
        if (!isThere)
        {
            throw new UserException(ExitCode.Usage, $"{name}: there is no such account", $"{name}：没有该账户");
        }
    }

    /// <summary>Twice and unseen from a keyboard; the first line of a pipe. Never an argument: those are seen by everybody on the machine.</summary>
    private static string ReadPassword(Terminal terminal)
    {
        var password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask(terminal, "password: ", "密码：");
        if (!Passwords.IsAcceptable(password))
        {
            throw new UserException(
                ExitCode.Usage, $"a password has {Passwords.Shortest} to {Passwords.Longest} characters", $"密码长度须为 {Passwords.Shortest} 至 {Passwords.Longest} 个字符");
        }

        return Console.IsInputRedirected || Ask(terminal, "once more: ", "再输一次：") == password
            ? password
            : throw new UserException(ExitCode.Usage, "the two are not the same", "两次输入不一致");
    }

    private static string Ask(Terminal terminal, string english, string chinese)
    {
        Console.Error.Write(terminal.Say(english, chinese));
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
