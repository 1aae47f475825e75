using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Store.Exporting;

namespace Ingest.Cli.Analysing;

/// <summary>Which reports: the same options wherever analysts ask for rows.</summary>
internal sealed class FilterOptions
{
    private readonly Option<int[]> _years;
    private readonly Option<string?> _unit;
    private readonly Option<string?> _form;
    private readonly Option<string?> _grade;
    private readonly Option<string?> _since;
    private readonly Option<long?> _batch;

    public FilterOptions(Command command, Terminal terminal)
    {
        command.Add(_years = new Option<int[]>("--year")
        {
            Description = terminal.Say("fiscal year; may be given several times", "年度，可多次给出"), HelpName = "YYYY", AllowMultipleArgumentsPerToken = true,
        });
        command.Add(_unit = new Option<string?>("--unit")
        {
            Description = terminal.Say("unit, by any of its names; * stands for any characters", "单位，可用任一写法；* 代表任意字符"), HelpName = "NAME",
        });
        command.Add(_form = new Option<string?>("--form") { Description = terminal.Say("form, shanghai-project …", "表单种类，如 shanghai-project"), HelpName = "FORM" });
        command.Add(_grade = new Option<string?>("--grade")
        {
            Description = terminal.Say("grade, as a code (excellent, good, fair, poor) or as printed", "绩效等级：代码（excellent、good、fair、poor）或原文"), HelpName = "GRADE",
        });
        command.Add(_since = new Option<string?>("--since")
        {
            Description = terminal.Say("published on this day or later", "该日（含）以后发布的"), HelpName = "YYYY-MM-DD",
        });
        command.Add(_batch = new Option<long?>("--batch") { Description = terminal.Say("read by this import batch", "由该导入批次读取的"), HelpName = "N" });
    }

    /// <exception cref="UserException">A day that is none.</exception>
    public ExportFilter Of(ParseResult parsed) => new()
    {
        Years = parsed.GetValue(_years) ?? [],
        Unit = parsed.GetValue(_unit),
        Form = parsed.GetValue(_form),
        Grade = parsed.GetValue(_grade),
        Since = parsed.GetValue(_since) is { } since ? Day(since) : null,
        Batch = parsed.GetValue(_batch),
    };

    private static DateTimeOffset Day(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var day)
            ? day
            : throw new UserException(ExitCode.Usage, $"--since: {text}: not a day like 2024-01-31", $"--since：{text}：不是 2024-01-31 这样的日期");
}
