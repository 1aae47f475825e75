using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Core.Segmentation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Evaluation;

/// <summary>The text of one page against what somebody typed.</summary>
/// <param name="Errors">Characters that differ, white space aside; lines in the order in which they were read.</param>
internal sealed record PageTextScore(string File, int Page, CharacterErrors Errors)
{
    public static PageTextScore Of(string file, int page, string typed, string read)
    {
        var (expected, got) = (TextDistance.Squeeze(typed), TextDistance.Squeeze(read));
        return new PageTextScore(file, page, new CharacterErrors(
            TextDistance.Edits(expected, got), TextDistance.Edits(TextDistance.Fold(expected), TextDistance.Fold(got)), expected.Length));
    }

    /// <summary>Reads the file here and now: there need be no report in it.</summary>
    public static IReadOnlyList<PageTextScore> Of(TypedPages typed, DocumentReader reader, CancellationToken cancellationToken)
    {
        var pages = reader.Read(typed.File, cancellationToken).Pages;
        return
        [
            .. typed.Pages.Select(page => Of(
                typed.Name, page.Page, System.IO.File.ReadAllText(page.TextFile),
                page.Page <= pages.Count ? PageText.Of(pages[page.Page - 1]) : "")),
        ];
    }

    public static FigureTable Table(IReadOnlyList<PageTextScore> scores, Terminal terminal) => new(
        terminal.Say("Text of pages", "页面文字"),
        [terminal.Say("page", "页"), terminal.Say("characters", "字数"), terminal.Say("CER", "错字率"), terminal.Say("CER folded", "错字率（标点归一）")],
        [
            .. scores.Select(score => Row(FormattableString.Invariant($"{score.File} {score.Page}"), score.Errors)),
            Row(terminal.Say("all", "合计"), scores.Aggregate(default(CharacterErrors), (sum, score) => sum + score.Errors)),
        ]);

    private static string[] Row(string name, CharacterErrors errors) =>
        [name, errors.Characters.ToString(CultureInfo.InvariantCulture), errors.Strict, errors.Folded];
}
