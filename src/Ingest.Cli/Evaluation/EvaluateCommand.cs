using System.CommandLine;
using System.Text.Json;
using Ingest.Cli.Analysing;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Evaluation;

/// <summary><c>ingest evaluate DIR</c>: what is read from each file, against the golden or the typed pages beside it.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("evaluate", terminal.Say(
            "Compare what is read from each file of a folder with NAME.json beside it, and the text of pages with NAME_pN.txt",
            "将文件夹中每个文件的读取结果与同名 .json 标准答案比对，页面文字与 名称_pN.txt 比对"));
        var folder = new Argument<string?>("DIR")
        {
            Description = terminal.Say("searched with its subfolders; not with --reviewed", "含子文件夹；使用 --reviewed 时不需要"), Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<string?>("--json")
        {
            Description = terminal.Say("print everything as JSON, or write it to FILE", "以 JSON 输出全部结果，或写入 FILE"), HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne,
        };
        var markdown = new Option<string?>("--markdown")
        {
            Description = terminal.Say("write the figures by quality to FILE as Markdown", "将各质量等级的指标以 Markdown 写入 FILE"), HelpName = "FILE",
        };
        var differences = new Option<int>("--differences")
        {
            Description = terminal.Say("print at most N differences (default 20)", "最多列出 N 处差异（默认 20）"), HelpName = "N", DefaultValueFactory = _ => 20,
        };
        var floor = new Option<decimal>("--floor")
        {
            Description = terminal.Say("the percentage of exact values that is enough (default 100)", "达标所需的完全一致百分比（默认 100）"), HelpName = "P", DefaultValueFactory = _ => 100,
        };
        command.Add(folder);
        command.Add(json);
        command.Add(markdown);
        command.Add(differences);
        command.Add(floor);
        var extractors = new Extractors(command, terminal);
        var reviewed = new ReviewedEvaluation(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (reviewed.IsAsked(parsed))
            {
                var measured = await reviewed.RunAsync(parsed, extractors.Packs(parsed), cancellationToken);
                if (parsed.GetResult(json) is { Implicit: false } && parsed.GetValue(json) is null)
                {
                    Terminal.Result(ScoreJson.Write(measured));
                }
                else
                {
                    reviewed.Print(measured, parsed.GetValue(differences));
                }

                Write(parsed.GetValue(json), () => ScoreJson.Write(measured));
                return measured.IsEnough(parsed.GetValue(floor)) ? ExitCode.Ok : ExitCode.Differs;
            }

            var path = Paths.ExistingFolder(parsed.GetValue(folder) ?? throw new UserException(ExitCode.Usage, "name a folder, or give --reviewed", "请指定文件夹，或使用 --reviewed"));
            if (LabelledText.In(path) is { Count: > 0 } labelled)
            {
                return FigureEvaluation.Run(terminal, labelled, parsed.GetValue(floor), parsed.GetValue(differences)) ? ExitCode.Ok : ExitCode.Differs;
            }

            var (pairs, typed) = (GoldenPair.In(path), TypedPages.In(path));
            if (pairs.Count == 0 && typed.Count == 0)
            {
                throw new UserException(
                    ExitCode.Usage, "no golden here: expected NAME.json beside NAME.pdf, NAME.txt or an image, or NAME_p1.txt beside NAME.pdf",
                    "此处没有标准答案：需要与 .pdf、.txt 或图像同名的 .json，或 名称_p1.txt");
            }

            await using var pool = extractors.Pool(parsed);
            var run = new EvaluationRun(pool, new DocumentComparer(new ValueKinds(extractors.Packs(parsed))), extractors.Workers(parsed));
            var scores = await run.ScoreAsync(pairs, cancellationToken);
            var texts = await Task.Run(() => run.ScoreTexts(typed, extractors.ReadOptions(parsed), cancellationToken), cancellationToken);
            var evaluation = new EvaluationResult(scores, texts, Floor.In(path));
            if (parsed.GetResult(json) is { } wanted && parsed.GetValue(json) is null && wanted.Implicit is false)
            {
                Terminal.Result(ScoreJson.Write(evaluation));
            }
            else
            {
                new ScorePrinter(terminal, parsed.GetValue(differences)).Print(evaluation);
            }

            Write(parsed.GetValue(json), () => ScoreJson.Write(evaluation));
            Write(parsed.GetValue(markdown), () => ScoreMarkdown.Write(evaluation, parsed.GetValue(folder)!, terminal));
            return evaluation.IsEnough(parsed.GetValue(floor)) ? ExitCode.Ok : ExitCode.Differs;
        });
        return command;
    }

    private static void Write(string? file, Func<string> text)
    {
        if (file is not null)
        {
            File.WriteAllText(file, text() + "\n");
        }
    }
}
