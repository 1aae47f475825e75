using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest quickstart</c>: the sample reports into a database, and what was found in them.</summary>
internal static class QuickstartCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("quickstart", terminal.Say(
            "Import the sample reports into a database of our own and show what is in them", "将示例报告导入自带的数据库并展示结果"));
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var files = Samples();
            terminal.Note("opening the database; the first time it is created", "正在打开数据库（首次运行将自动创建）");
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var importer = new Importer(terminal, extractors);
            var result = await importer.RunAsync(store, new("quickstart", files, [.. files.Select(file => new ImportFile(file, IsNamed: true))]), parsed, cancellationToken);
            importer.Report(result);
            await PrintAsync(terminal, store, files, cancellationToken);
            return result.Counts.SetAside > 0 ? ExitCode.SomeSetAside : ExitCode.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Samples()
    {
        var folder = Path.Combine(Paths.Root ?? AppContext.BaseDirectory, "seeds");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)]
            : throw new UserException(
                ExitCode.Usage, $"{folder}: the sample reports are not there; start ./ingest from the repository",
                $"{folder}：缺少示例报告；请从代码仓库运行 ./ingest");
    }

    private static async Task PrintAsync(Terminal terminal, IngestStore store, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var reports = new List<ReportRow>();
        var findings = new List<FindingRow>();
        foreach (var file in files)
        {
            var filter = new RowFilter { Sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, cancellationToken))) };
            reports.AddRange(await store.ReportsAsync(filter, cancellationToken));
            findings.AddRange(await store.FindingsAsync(filter, cancellationToken));
        }

        PrintReports(terminal, reports);
        PrintFindings(terminal, reports, findings);
        Terminal.Result("");
        Terminal.Result(terminal.Say("Look at it:", "查看数据："));
        Terminal.Result($"  psql \"{store.Url}\"");
        Terminal.Result("  select project_name, unit, grade, total_score from published.reports;");
        Terminal.Result(terminal.Say("Next:", "下一步："));
        Terminal.Result($"  ./ingest extract FILE.pdf     {terminal.Say("one file to the screen", "读取一个文件并显示")}");
        Terminal.Result($"  ./ingest import FOLDER        {terminal.Say("your own files into this database", "将自己的文件导入数据库")}");
        Terminal.Result($"  ./ingest status               {terminal.Say("what is in it; --help names all commands", "查看入库情况；--help 列出全部命令")}");
    }

    private static void PrintReports(Terminal terminal, IEnumerable<ReportRow> reports) => Terminal.Table(
        [
            "#", terminal.Say("project", "项目名称"), terminal.Say("unit", "预算单位"), terminal.Say("year", "年度"), terminal.Say("grade", "等级"),
            terminal.Say("weight", "权重合计"), terminal.Say("score", "得分合计"), terminal.Say("rows", "指标数"), terminal.Say("findings", "疑点"),
        ],
        reports.Select(report => (IReadOnlyList<string>)
        [
            Show(report.Ordinal), report.ProjectName ?? "", report.BudgetUnit ?? "", report.FiscalYear is { } year ? Show(year) : "", report.Grade ?? "",
            ReportPrinter.Show(report.TotalWeight), ReportPrinter.Show(report.TotalScore), Show(report.Indicators), Show(report.Findings),
        ]),
        alwaysDrawn: true);

    private static void PrintFindings(Terminal terminal, IReadOnlyList<ReportRow> reports, IEnumerable<FindingRow> findings)
    {
        var ordinals = reports.ToDictionary(report => report.ReportId, report => report.Ordinal);
        terminal.Result("What is doubtful in them:", "其中的疑点：");
        Terminal.Table(
            ["#", terminal.Say("severity", "级别"), terminal.Say("rule", "规则"), terminal.Say("where", "位置"), terminal.Say("what", "说明")],
            findings.Select(finding => (IReadOnlyList<string>)
            [
                finding.ReportId is { } id && ordinals.TryGetValue(id, out var ordinal) ? Show(ordinal) : "",
                finding.Severity, finding.Rule, finding.Path, terminal.Say(finding.MessageEn, finding.Message),
            ]),
            alwaysDrawn: true);
    }

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);
}
