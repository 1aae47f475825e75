using Ingest.Cli.Hosting;

namespace Ingest.Cli.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("quickstart")]
    [InlineData("extract")]
    [InlineData("import")]
    [InlineData("status")]
    [InlineData("failures")]
    [InlineData("retry")]
    [InlineData("export")]
    [InlineData("search")]
    [InlineData("evaluate")]
    [InlineData("inspect")]
    [InlineData("tables")]
    [InlineData("db")]
    [InlineData("doctor")]
    [InlineData("version")]
    public async Task Help_names_every_command_and_hides_the_child(string command)
    {
        var result = await Executable.RunAsync("--help");

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.Contains($"  {command} ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("extract-child", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("inport", "x")]
    [InlineData("extract")]
    [InlineData("extract", "--jsn", "x")]
    [InlineData("import", "--workers", "0", "x")]
    [InlineData("import", "--workers", "many", "x")]
    public async Task Wrong_usage_is_one_line_and_exit_code_1(params string[] arguments)
    {
        var result = await Executable.RunAsync(arguments);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Output);
        var line = Assert.Single(result.ErrorLines);
        Assert.Contains("--help", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speaks_Chinese_in_a_Chinese_locale()
    {
        var cli = new Executable { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["LANG"] = "zh_CN.UTF-8" } };

        var result = await cli.StartAsync("extract", "/nowhere/at-all.pdf");

        Assert.Equal("ingest: /nowhere/at-all.pdf：文件或文件夹不存在", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task Version_names_the_program_and_each_form_pack()
    {
        var result = await Executable.RunAsync("version");

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.StartsWith("ingest 0.", result.Output, StringComparison.Ordinal);
        Assert.Contains("shanghai-project ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void Every_exit_code_and_command_is_documented(string readme)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, readme));

        Assert.All(
            typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!),
            code => Assert.Contains(FormattableString.Invariant($"\n| {code} |"), text, StringComparison.Ordinal));
        Assert.All(
            CommandLine.Build(new Terminal(Language.English)).Subcommands,
            command => Assert.Contains($"ingest {command.Name}", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", Language.English)]
    [InlineData("--lang zh", Language.Chinese)]
    [InlineData("extract x --lang=zh", Language.Chinese)]
    [InlineData("--lang en", Language.English, "zh_CN.UTF-8")]
    [InlineData("", Language.Chinese, "zh_TW")]
    [InlineData("", Language.English, "C.UTF-8")]
    [InlineData("--lang", Language.English)]
    public void Chooses_the_language_of_the_option_then_of_the_locale(string arguments, object language, string? locale = null) =>
        Assert.Equal(
            (Language)language,
            Languages.Choose(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => name == "LANG" ? locale : null));

    [Fact]
    public void LC_ALL_comes_before_LANG() => Assert.Equal(
        Language.English, Languages.Choose([], name => name == "LC_ALL" ? "en_US.UTF-8" : name == "LANG" ? "zh_CN.UTF-8" : null));
}
