using System.Text;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Evaluation;

/// <summary>An evaluation's figures by quality for a document that people read.</summary>
internal static class ScoreMarkdown
{
    /// <param name="folder">What was evaluated, as the user named it.</param>
    public static string Write(EvaluationResult evaluation, string folder, Terminal terminal)
    {
        var text = new StringBuilder();
        var documents = evaluation.Documents.Count;
        var pages = evaluation.Documents.Sum(document => document.Pages);
        text.Append("# ").Append(terminal.Say("Accuracy", "准确率")).Append("\n\n")
            .Append(terminal.Say(
                FormattableString.Invariant($"Printed by `ingest evaluate {folder} --markdown FILE`, version {Extractors.ProgramVersion}: {documents} documents, {pages} pages."),
                FormattableString.Invariant($"由 `ingest evaluate {folder} --markdown FILE` 输出，版本 {Extractors.ProgramVersion}：{documents} 个文件，{pages} 页。")))
            .Append("\n\n");
        foreach (var table in Tables(evaluation, terminal))
        {
            text.Append("### ").Append(table.Title).Append("\n\n");
            Row(text, table.Headings);
            Row(text, table.Headings.Select(_ => "---"));
            foreach (var row in table.Rows)
            {
                Row(text, row);
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static IEnumerable<FigureTable> Tables(EvaluationResult evaluation, Terminal terminal) =>
    [
        .. evaluation.Documents.Count > 0 ? QualityTables.Of(evaluation.Documents, terminal) : [],
        .. evaluation.FloorResults.Count > 0 ? [QualityTables.OfFloors(evaluation.FloorResults, terminal)] : Array.Empty<FigureTable>(),
        .. evaluation.Texts.Count > 0 ? [PageTextScore.Table(evaluation.Texts, terminal)] : Array.Empty<FigureTable>(),
    ];

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
