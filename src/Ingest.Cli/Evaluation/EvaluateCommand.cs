using System.CommandLine;
using System.Text.Json;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Core.Forms;
using Ingest.Engine.Isolation;

namespace Ingest.Cli.Evaluation;

/// <summary><c>ingest evaluate DIR</c>: what is read from each file, against the golden beside it.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("evaluate", terminal.Say(
            "Compare what is read from each NAME.pdf or NAME.txt of a folder with NAME.json beside it",
            "将文件夹中每个 名称.pdf 或 名称.txt 的读取结果与同名 .json 标准答案比对"));
        var folder = new Argument<string>("DIR") { Description = terminal.Say("searched with its subfolders", "含子文件夹") };
        var json = new Option<bool>("--json") { Description = terminal.Say("print everything as JSON", "以 JSON 输出全部结果") };
        var differences = new Option<int>("--differences")
        {
            Description = terminal.Say("print at most N differences (default 20)", "最多列出 N 处差异（默认 20）"),
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        var floor = new Option<decimal>("--floor")
        {
            Description = terminal.Say("the percentage of exact values that is enough (default 100)", "达标所需的完全一致百分比（默认 100）"),
            HelpName = "P",
            DefaultValueFactory = _ => 100,
        };
        command.Add(folder);
        command.Add(json);
        command.Add(differences);
        command.Add(floor);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var pairs = GoldenPair.In(Paths.ExistingFolder(parsed.GetRequiredValue(folder)));
            if (pairs.Count == 0)
            {
                throw new UserException(
                    ExitCode.Usage, "no golden here: expected NAME.json beside NAME.pdf or NAME.txt", "此处没有标准答案：需要与 .pdf 或 .txt 同名的 .json");
            }

            await using var pool = extractors.Pool(parsed);
            var comparer = new DocumentComparer(NarrativeKeys(extractors.Packs(parsed)));
            var scores = await Task.WhenAll(pairs.Select(pair => ScoreAsync(pair, pool, comparer, cancellationToken)));
            if (parsed.GetValue(json))
            {
                Terminal.Result(ScoreJson.Write(scores));
            }
            else
            {
                new ScorePrinter(terminal, parsed.GetValue(differences)).Print(scores);
            }

            return IsEnough(scores, parsed.GetValue(floor)) ? ExitCode.Ok : ExitCode.Differs;
        });
        return command;
    }

    private static HashSet<string> NarrativeKeys(IEnumerable<FormPack> packs) =>
        [.. packs.SelectMany(pack => pack.Fields).Where(field => field.Kind == FieldKind.Narrative).Select(field => field.Key)];

    private static async Task<DocumentScore> ScoreAsync(
        GoldenPair pair, ExtractorPool pool, DocumentComparer comparer, CancellationToken cancellationToken)
    {
        using var golden = JsonDocument.Parse(await File.ReadAllBytesAsync(pair.Golden, cancellationToken));
        switch (await pool.ExtractAsync(pair.File, cancellationToken))
        {
            case Extracted extracted:
                using (var actual = JsonDocument.Parse(extracted.Json))
                {
                    return comparer.Compare(pair.Name, golden.RootElement, actual.RootElement);
                }

            case SetAside aside:
                return comparer.Compare(pair.Name, golden.RootElement, null, $"{aside.Name}: {aside.Message}");
            case var other:
                return comparer.Compare(pair.Name, golden.RootElement, null, other.ToString());
        }
    }

    /// <summary>Without a floor below 100 everything must be exact, findings included.</summary>
    private static bool IsEnough(IReadOnlyList<DocumentScore> scores, decimal floor)
    {
        var all = Tally.Of(scores.SelectMany(score => score.Values));
        return floor >= 100 ? scores.All(score => score.IsExact) : 100m * all.Exact >= floor * all.Total;
    }
}
