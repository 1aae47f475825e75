using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ingest.Cli.Evaluation;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Core;
using Ingest.Core.Documents;
using Ingest.Core.Reports;
using Ingest.Engine.Learning;
using Ingest.Engine.Learning.Training;

namespace Ingest.Cli.Training;

/// <summary><c>ingest train calibration DIR</c>: what confidences are worth, from scans and their goldens; writes models/confidence.json and its card.</summary>
internal static class TrainCalibrationCommand
{
    private const int Folds = 5;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("calibration", terminal.Say(
            "How often a confidence is right, measured on scans with NAME.json beside them", "置信度校准：在带同名 .json 标准答案的扫描件上测定"));
        var folder = new Argument<string>("DIR") { Description = terminal.Say("scans and goldens, searched with its subfolders", "扫描件与标准答案，含子文件夹") };
        var output = new Option<string?>("--out")
        {
            Description = terminal.Say("where confidence.json and confidence.md go (default: models/ of the repository)", "confidence.json 与 confidence.md 的输出位置（默认为仓库的 models/）"),
            HelpName = "DIR",
        };
        var keep = new Option<string?>("--keep")
        {
            Description = terminal.Say(
                "a folder for recognised documents: those that lie there are not recognised again", "保存识别结果的文件夹；已有的不再重新识别"),
            HelpName = "DIR",
        };
        var workers = CommonOptions.Workers(terminal);
        command.Add(folder);
        command.Add(output);
        command.Add(keep);
        command.Add(workers);
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var path = Paths.ExistingFolder(parsed.GetRequiredValue(folder));
                var models = parsed.GetValue(output) ?? (Paths.Root is { } root ? Path.Combine(root, "models")
                    : throw new UserException(ExitCode.Usage, "name a folder with --out", "请用 --out 指定输出文件夹"));
                if (GoldenPair.In(path) is not [_, ..] pairs)
                {
                    throw new UserException(ExitCode.Usage, $"{path}: no scan with its golden is in it", $"{path}：没有带标准答案的扫描件");
                }

                var recognised = new RecognisedDocuments(parsed.GetValue(keep), parsed.GetValue(workers));
                var readings = Read(pairs, recognised, terminal, cancellationToken);
                var map = ConfidenceFit.Fit(readings);
                Directory.CreateDirectory(models);
                File.WriteAllText(Path.Combine(models, "confidence.json"), ConfidenceModel.Write(map));
                var card = CalibrationCard.Write(readings, map, Folds, pairs.Count, TimeProvider.System.GetLocalNow());
                File.WriteAllText(Path.Combine(models, "confidence.md"), card);
                Terminal.Result(card);
                return ExitCode.Ok;
            },
            cancellationToken));
        return command;
    }

    /// <summary>Every recognised value of every document, with what its readers claim before any map is applied.</summary>
    private static IReadOnlyList<JudgedReading> Read(IReadOnlyList<GoldenPair> pairs, RecognisedDocuments recognised, Terminal terminal, CancellationToken cancellationToken)
    {
        var packs = PackSet.Load([]);
        var parser = new ReportParser(packs);
        var comparer = new DocumentComparer(new ValueKinds(packs));
        var readings = new List<JudgedReading>();
        foreach (var (at, pair) in pairs.Index())
        {
            terminal.Note($"{at + 1}/{pairs.Count} {pair.Name}", $"{at + 1}/{pairs.Count} {pair.Name}");
            try
            {
                var extraction = parser.Parse(recognised.Read(pair.File, cancellationToken));
                using var golden = JsonDocument.Parse(File.ReadAllBytes(pair.Golden));
                using var actual = JsonDocument.Parse(ReportJson.Write(extraction));
                readings.AddRange(comparer.Compare(pair.Name, golden.RootElement, actual.RootElement).Values.Select(value => Judged(pair.Name, value)).OfType<JudgedReading>());
            }
            catch (UnreadableDocumentException)
            {
                // It has no value to learn from.
            }
        }

        return readings;
    }

    /// <summary>Null for what has no confidence of a reader: not read at all, or inferred.</summary>
    private static JudgedReading? Judged(string document, ValueScore value) => value is { Confidence: > 0 and { } claimed, Section: not Section.Frame } && value.Actual != "null"
        ? new JudgedReading(document, value.Section == Section.Narrative ? ReadingKind.Narratives : value.Figure != Figure.None ? ReadingKind.Figures : ReadingKind.Texts,
            claimed, value.Section == Section.Narrative ? value.FoldedEdits == 0 : value.IsExact)
        : null;
}
