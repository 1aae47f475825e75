using System.Text;
using Ingest.Cli.Hosting;

namespace Ingest.Cli.Evaluation;

/// <summary>An evaluation's figures by quality for a document that people read.</summary>
internal static class ScoreMarkdown
{
    public static string Write(EvaluationResult evaluation, Terminal terminal)
    {
        var text = new StringBuilder();
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
