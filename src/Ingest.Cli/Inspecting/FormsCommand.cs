using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Inspecting;

/// <summary><c>ingest forms check PACK DIR</c>: how a form pack fares on the files of a folder.</summary>
internal static class FormsCommand
{
    private const int ShownLabels = 8;

    public static Command Create(Terminal terminal)
    {
        var check = new Command("check", terminal.Say("Tell how a form pack fares on the files of a folder", "检查表单包在文件夹各文件上的匹配情况"));
        var packFile = new Argument<string>("PACK") { Description = terminal.Say("a form pack (YAML)", "表单包（YAML）") };
        var folder = new Argument<string>("DIR") { Description = terminal.Say("searched with its subfolders", "含子文件夹") };
        check.Add(packFile);
        check.Add(folder);
        var extractors = new Extractors(check, terminal);
        check.SetAction((parsed, cancellationToken) =>
        {
            var (pack, path) = (Paths.ExistingFile(parsed.GetRequiredValue(packFile)), Paths.ExistingFolder(parsed.GetRequiredValue(folder)));
            return extractors.InChildAsync(
                parsed,
                path,
                reader => Check(terminal, FormPackReader.Read(File.ReadAllText(pack), pack), Files(path), reader, cancellationToken),
                cancellationToken);
        });
        return new Command("forms", terminal.Say("Work with form packs", "表单包工具")) { check };
    }

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".pdf" or ".txt")
        .Order(StringComparer.Ordinal);

    private static int Check(Terminal terminal, FormPack pack, IEnumerable<string> files, DocumentReader reader, CancellationToken cancellationToken)
    {
        var index = new PackIndex(pack);
        var (selector, labels) = (new FormSelector([index]), new LabelRepair([index]));
        var rows = new List<IReadOnlyList<string>>();
        var matched = 0;
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var pages = labels.Repair(reader.Read(file, cancellationToken).Pages);
                var score = selector.Rank(pages)[0];
                var reports = score.IsForm ? ReportSplitter.Split(Furniture.Remove(pages, score.Form.IsLabelled), score.Form).Count : 0;
                matched += reports > 0 ? 1 : 0;
                rows.Add(Row(terminal, file, score, reports));
            }
            catch (UnreadableDocumentException trouble)
            {
                rows.Add([Path.GetFileName(file), "0", "", "", trouble.Reason.Name()]);
            }
        }

        Terminal.Table([terminal.Say("file", "文件"), terminal.Say("reports", "报告"), terminal.Say("title", "标题"), terminal.Say("labels", "标签"), terminal.Say("missing", "缺少")], rows);
        terminal.Result(
            FormattableString.Invariant($"{pack.Form}: {matched} of {rows.Count} files are of this form"),
            FormattableString.Invariant($"{pack.Form}：{rows.Count} 个文件中有 {matched} 个匹配"));
        return ExitCode.Ok;
    }

    private static IReadOnlyList<string> Row(Terminal terminal, string file, FormScore score, int reports) =>
    [
        Path.GetFileName(file),
        reports.ToString(CultureInfo.InvariantCulture),
        score.HasTitle ? terminal.Say("yes", "有") : terminal.Say("no", "无"),
        FormattableString.Invariant($"{score.Found.Count}/{score.Found.Count + score.Missing.Count}"),
        string.Join(' ', score.Missing.Take(ShownLabels)) + (score.Missing.Count > ShownLabels ? " …" : ""),
    ];
}
