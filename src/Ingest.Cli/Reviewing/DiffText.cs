using System.Globalization;
using System.Text;
using Ingest.Cli.Hosting;
using Ingest.Core.Corrections;
using Ingest.Store;

namespace Ingest.Cli.Reviewing;

/// <summary>For eyes: by report, the changed characters marked as [-was-] and {+is+}, and at the end the kinds counted.</summary>
internal sealed class DiffText(Terminal terminal) : IDiffWriter
{
    /// <summary>Characters shown around a change.</summary>
    private const int Around = 12;

    public Task WriteAsync(ReadingPair pair, IReadOnlyList<ReportDifference> reports, CancellationToken cancellationToken)
    {
        if (pair.Before is null || pair.After is null)
        {
            terminal.Result(
                $"{Paths.Shown(pair.Path)}: only in the {(pair.After is null ? "first" : "second")}", $"{Paths.Shown(pair.Path)}：仅{(pair.After is null ? "前者" : "后者")}有");
        }

        foreach (var report in reports)
        {
            Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{Paths.Shown(pair.Path)} #{report.Ordinal} {report.ProjectName}"));
            foreach (var group in report.Differences.GroupBy(difference => (difference.Kind, difference.Field)).OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Field, StringComparer.Ordinal))
            {
                var name = DifferenceNames.Of(group.Key.Kind, terminal);
                Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"  {group.Key.Field}{(group.Key.Field.Length > 0 ? " " : "")}({name} × {group.Count()})"));
                foreach (var line in group.SelectMany(Lines))
                {
                    Terminal.Result(line);
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task EndAsync(DifferenceCounts counts, CancellationToken cancellationToken)
    {
        if (counts.Changes.Any())
        {
            Terminal.Result("");
            Terminal.Table(
                [terminal.Say("changes", "变化"), terminal.Say("kind", "种类"), terminal.Say("field", "字段")],
                counts.Changes.Select(change => (IReadOnlyList<string>)
                    [change.Count.ToString(CultureInfo.InvariantCulture), DifferenceNames.Of(change.Kind, terminal), change.Field]));
        }

        terminal.Result(
            $"compared {counts.Documents} = unchanged {counts.Documents - counts.Changed} + changed {counts.Changed}; only in the first {counts.OnlyBefore}, only in the second {counts.OnlyAfter}",
            $"比较 {counts.Documents} = 无变化 {counts.Documents - counts.Changed} + 有变化 {counts.Changed}；仅前者有 {counts.OnlyBefore}，仅后者有 {counts.OnlyAfter}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<string> Lines(Difference difference)
    {
        if (difference.Before is null && difference.After is null)
        {
            if (difference.RowName is { } row)
            {
                yield return $"    {row}";
            }

            yield break;
        }

        string was = CorrectionValues.Show(difference.Before), now = CorrectionValues.Show(difference.After);
        var isWhole = difference.Kind is DifferenceKind.Appeared or DifferenceKind.Vanished or DifferenceKind.Number;
        var name = difference.RowName is { } named ? named + ": " : "";
        yield return ("    " + name + (isWhole ? $"{was} → {now}" : Marked(was, now))).ReplaceLineEndings("⏎");
    }

    /// <summary>Both in one line, what they share cut to what stands beside a change.</summary>
    private static string Marked(string before, string after)
    {
        var line = new StringBuilder();
        foreach (var (text, side) in TextMarks.Merged(before, after))
        {
            line.Append(side switch
            {
                TextSide.Before => $"[-{text}-]",
                TextSide.After => $"{{+{text}+}}",
                _ when text.Length > 2 * Around => $"{text[..Around]}…{text[^Around..]}",
                _ => text,
            });
        }

        return line.ToString();
    }
}
