using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Store.Searching;

namespace Ingest.Cli.Analysing;

/// <summary><c>ingest search TERMS</c>: Chinese full text over what is published.</summary>
internal static class SearchCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("search", terminal.Say(
            "Find words in project names, indicators, narratives and findings", "在项目名称、指标名称、叙述和疑点中全文检索"));
        var terms = new Argument<string[]>("TERMS")
        {
            Description = terminal.Say("words of two characters or more; all must occur", "检索词，每个至少两个字，须同时出现"), Arity = ArgumentArity.OneOrMore,
        };
        var kinds = new Option<string[]>("--in")
        {
            Description = terminal.Say("only there; may be given several times", "仅在该范围内，可多次给出"), HelpName = string.Join('|', SearchRequest.AllKinds), AllowMultipleArgumentsPerToken = true,
        };
        kinds.AcceptOnlyFromAmong([.. SearchRequest.AllKinds]);
        var years = new Option<int[]>("--year") { Description = terminal.Say("fiscal year", "年度"), HelpName = "YYYY", AllowMultipleArgumentsPerToken = true };
        var unit = new Option<string?>("--unit") { Description = terminal.Say("only this unit", "仅该单位"), HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = terminal.Say("at most N hits (default 20)", "最多 N 条（默认 20）"), HelpName = "N", DefaultValueFactory = _ => 20 };
        command.Add(terms);
        command.Add(kinds);
        command.Add(years);
        command.Add(unit);
        command.Add(limit);
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            try
            {
                var hits = await store.SearchAsync(
                    new SearchRequest(string.Join(' ', parsed.GetRequiredValue(terms)))
                    {
                        Kinds = parsed.GetValue(kinds) ?? [], Years = parsed.GetValue(years) ?? [], Unit = parsed.GetValue(unit), Limit = Math.Clamp(parsed.GetValue(limit), 1, 1000),
                    },
                    cancellationToken);
                Print(terminal, hits);
                return ExitCode.Ok;
            }
            catch (SearchTermException)
            {
                throw new UserException(ExitCode.Usage, "a search term has at least two characters", "检索词至少两个字");
            }
        });
        return command;
    }

    private static void Print(Terminal terminal, IReadOnlyList<SearchHit> hits)
    {
        if (hits.Count > 0)
        {
            Terminal.Table(
                [terminal.Say("in", "范围"), terminal.Say("year", "年度"), terminal.Say("unit", "单位"), terminal.Say("project", "项目"), terminal.Say("where", "位置"), terminal.Say("text", "文字")],
                hits.Select(hit => (IReadOnlyList<string>)
                [
                    hit.Kind, hit.FiscalYear?.ToString(CultureInfo.InvariantCulture) ?? "", hit.Unit ?? "", hit.ProjectName ?? "",
                    hit.Key ?? hit.Ordinal?.ToString(CultureInfo.InvariantCulture) ?? "", hit.Snippet,
                ]));
        }

        terminal.Note($"{hits.Count} hits", $"{hits.Count} 条");
    }
}
