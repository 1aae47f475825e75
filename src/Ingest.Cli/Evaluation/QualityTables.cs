using System.Globalization;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Evaluation;

/// <summary>A table of an evaluation, ready for a terminal or for Markdown.</summary>
internal sealed record FigureTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Accuracy and doubts by quality, and what confidences are worth.</summary>
internal static class QualityTables
{
    public static IReadOnlyList<FigureTable> Of(IReadOnlyList<DocumentScore> scores, Terminal terminal)
    {
        var groups = Measures.ByQuality(scores).Select(group => (Name: group.Quality.Length == 0 ? "–" : group.Quality, group.Measures)).ToList();
        if (groups.Count > 1)
        {
            groups.Add((terminal.Say("all", "合计"), new Measures(scores)));
        }

        return [Accuracy(groups, terminal), Doubtful(groups, terminal), Calibration(groups[^1].Measures, terminal)];
    }

    public static FigureTable OfFloors(IReadOnlyList<FloorResult> results, Terminal terminal) => new(
        terminal.Say("Floors", "达标线"),
        [terminal.Say("quality", "质量"), terminal.Say("figure", "指标"), terminal.Say("wanted", "要求"), terminal.Say("measured", "实测"), terminal.Say("held", "达标")],
        [.. results.Select(result => (IReadOnlyList<string>)[result.Quality, result.What, result.Wanted, result.Measured, result.IsHeld ? terminal.Say("yes", "是") : terminal.Say("NO", "否")])]);

    private static FigureTable Accuracy(IReadOnlyList<(string Name, Measures Of)> groups, Terminal terminal) => new(
        terminal.Say("Accuracy by quality", "各质量等级的准确率"),
        [
            terminal.Say("quality", "质量"), terminal.Say("pages", "页"), terminal.Say("header", "表头"), terminal.Say("cells", "单元格"),
            terminal.Say("amounts", "金额"), terminal.Say("dates", "日期"), terminal.Say("rates", "比率"), terminal.Say("weights, scores", "权重与得分"),
            terminal.Say("CER", "错字率"), terminal.Say("CER folded", "错字率（标点归一）"), terminal.Say("s/page", "秒/页"),
        ],
        [.. groups.SelectMany(group => Rows(group.Name, group.Of, terminal))]);

    private static IEnumerable<IReadOnlyList<string>> Rows(string name, Measures of, Terminal terminal)
    {
        yield return
        [
            name, Show(of.Pages), of.Header.ToString(), of.Table.ToString(), of.Of(Figure.Amount).ToString(), of.Of(Figure.Date).ToString(),
            of.Of(Figure.Rate).ToString(), of.Of(Figure.Points).ToString(), of.Narratives.Strict, of.Narratives.Folded,
            of.SecondsAPage?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-",
        ];
        if (of.Covered.Total > 0 || of.CoveredNarratives.Characters > 0)
        {
            yield return
            [
                $"{name} {terminal.Say("(under seals)", "（印章覆盖）")}", "", "", of.Covered.ToString(), "", "", "", "", of.CoveredNarratives.Strict, of.CoveredNarratives.Folded, "",
            ];
        }
    }

    private static FigureTable Doubtful(IReadOnlyList<(string Name, Measures Of)> groups, Terminal terminal) => new(
        terminal.Say("Doubts by quality (header and cells)", "各质量等级的存疑标记（表头与单元格）"),
        [
            terminal.Say("quality", "质量"), terminal.Say("wrong and flagged", "错误中已标记"), terminal.Say("flagged and wrong", "标记中确有错误"),
            terminal.Say("silent errors in figures", "数字静默错误"), terminal.Say("in texts", "文字静默错误"), terminal.Say("in narratives", "文字段静默错误"),
        ],
        [
            .. groups.Select(group => (IReadOnlyList<string>)
            [
                group.Name, group.Of.Recall.ToString(), group.Of.Precision.ToString(),
                Count(group.Of.SilentFigures), Count(group.Of.SilentTexts), Count(group.Of.SilentNarratives),
            ]),
        ]);

    private static FigureTable Calibration(Measures all, Terminal terminal) => new(
        terminal.Say("What a confidence is worth", "置信度与实际正确率"),
        [terminal.Say("confidence", "置信度"), terminal.Say("header and cells right", "表头与单元格正确"), terminal.Say("figures right", "数字正确")],
        [.. all.Calibration.Where(bin => bin.All.Total > 0).Select(bin => (IReadOnlyList<string>)[Measures.BinName(bin.From), bin.All.ToString(), bin.Figures.ToString()])]);

    /// <summary>Few out of many: a share would only say nought.</summary>
    private static string Count(Tally tally) => tally.Total == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{tally.Exact} / {tally.Total}");

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);
}
