using System.CommandLine;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Hosting;

/// <summary>Options that several commands share, each made anew for the command it is added to.</summary>
internal static class CommonOptions
{
    public static Option<string> Lang(Terminal terminal) => new("--lang")
    {
        Description = terminal.Say("language of messages: en or zh (default: the locale's)", "提示语言：en 或 zh（默认随系统区域）"),
        HelpName = "en|zh",
        Recursive = true,
    };

    public static Option<string[]> Packs(Terminal terminal) => new("--pack")
    {
        Description = terminal.Say(
            "a form pack (YAML) that replaces the built-in one of the same form, or adds a form; may be repeated",
            "表单包（YAML）：同名则替换内置表单，否则新增；可重复"),
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    public static Option<string?> Passwords(Terminal terminal) => new("--passwords")
    {
        Description = terminal.Say("a file of passwords to try on encrypted PDFs, one a line", "加密 PDF 的口令文件，每行一个"),
        HelpName = "FILE",
    };

    public static Option<string?> Database(Terminal terminal) => new("--database")
    {
        Description = terminal.Say(
            "PostgreSQL to use, postgresql://… (default: INGEST_DATABASE, else a private cluster)",
            "使用的 PostgreSQL，postgresql://…（默认：INGEST_DATABASE，否则自带的私有实例）"),
        HelpName = "URL",
    };

    public static Option<string?> Archive(Terminal terminal) => new("--archive")
    {
        Description = terminal.Say(
            "a folder that keeps every original unchanged, named by its content", "保存全部原始文件的文件夹（内容不变，按内容命名）"),
        HelpName = "DIR",
    };

    public static Option<int> Workers(Terminal terminal) => Positive(
        "--workers", Math.Max(1, Environment.ProcessorCount),
        terminal.Say("files read at the same time", "同时处理的文件数"));

    public static Option<int> TimeLimit(Terminal terminal) => Positive(
        "--time-limit", 60,
        terminal.Say("seconds that a document may take, and 2 more for each page", "每个文件的秒数上限，另按每页加 2 秒"));

    public static Option<int> MemoryLimit(Terminal terminal) => Positive(
        "--memory-limit", 2048, terminal.Say("megabytes that a document may take", "每个文件的内存上限（MB）"));

    public static Option<OcrMode> Ocr(Terminal terminal) => new("--ocr")
    {
        Description = terminal.Say(
            "which pages are recognised from their picture: auto (those without a text layer to be believed), always, never",
            "哪些页做文字识别：auto（文字层不可信的页）、always（全部）、never（不识别）"),
        HelpName = "auto|always|never",
        DefaultValueFactory = _ => OcrMode.Auto,
    };

    public static Option<int> Positive(string name, int byDefault, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value < 1))
            {
                result.AddError($"{name}: {token.Value}: not a whole number above 0");
            }
        });
        return option;
    }
}
