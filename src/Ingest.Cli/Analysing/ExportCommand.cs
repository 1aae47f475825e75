using System.CommandLine;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Store;
using Ingest.Store.Exporting;

namespace Ingest.Cli.Analysing;

/// <summary><c>ingest export --format csv|xlsx|parquet|jsonl</c>: the published views as files.</summary>
internal static class ExportCommand
{
    private const string All = "all";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("export", terminal.Say("Write published views as CSV, Excel, Parquet or JSON Lines", "将分析视图导出为 CSV、Excel、Parquet 或 JSON Lines"));
        var format = new Option<ExportFormat?>("--format")
        {
            Description = terminal.Say("default: what --out ends with", "默认取 --out 的扩展名"), HelpName = "csv|xlsx|parquet|jsonl",
        };
        var views = new Option<string[]>("--view")
        {
            Description = terminal.Say(
                $"{string.Join(", ", IngestStore.ExportViews)}, or all; may be given several times (default: reports, of a workbook all)",
                $"{string.Join("、", IngestStore.ExportViews)} 或 all，可多次给出（默认 reports，Excel 默认 all）"),
            HelpName = "VIEW", AllowMultipleArgumentsPerToken = true,
        };
        views.Validators.Add(result =>
        {
            var unknown = result.Tokens.Select(token => token.Value).FirstOrDefault(view => view != All && !IngestStore.ExportViews.Contains(view, StringComparer.Ordinal));
            if (unknown is not null)
            {
                result.AddError($"--view: {unknown}: no such view.");
            }
        });
        var output = new Option<string?>("--out")
        {
            Description = terminal.Say(
                "file to write, replaced when all is through; a folder for several views (default: stdout, for csv and jsonl)",
                "输出文件，全部写完后才替换；多个视图时为文件夹（默认 stdout，仅限 csv 与 jsonl）"),
            HelpName = "FILE",
        };
        command.Add(format);
        command.Add(views);
        command.Add(output);
        var filter = new FilterOptions(command, terminal);
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(output);
            var kind = parsed.GetValue(format) ?? FormatOf(target);
            var wanted = Wanted(parsed.GetValue(views) ?? [], kind);
            var wishes = filter.Of(parsed);
            await using var files = ExportFiles.For(kind, wanted, target);
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var rows = await ExportProgressBar.RunAsync(
                terminal, wanted, progress => store.ExportAsync(wanted, wishes, files.Writer, progress, cancellation: cancellationToken));
            await files.CompleteAsync();
            foreach (var (view, count) in rows)
            {
                terminal.Note($"{view}: {count} rows{files.Shown(view, " to ")}", $"{view}：{count} 行{files.Shown(view, " → ")}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static ExportFormat FormatOf(string? target) =>
        Enum.GetValues<ExportFormat>().Cast<ExportFormat?>().FirstOrDefault(format => target?.EndsWith("." + format!.Value.Extension(), StringComparison.OrdinalIgnoreCase) is true)
        ?? throw new UserException(ExitCode.Usage, "which format? --format csv, xlsx, parquet or jsonl", "请指定格式：--format csv、xlsx、parquet 或 jsonl");

    private static IReadOnlyList<string> Wanted(string[] views, ExportFormat format) =>
        views.Contains(All, StringComparer.Ordinal) || (views.Length == 0 && format.HoldsSeveralTables()) ? IngestStore.ExportViews
        : views.Length == 0 ? ["reports"]
        : [.. views.Distinct(StringComparer.Ordinal)];
}
