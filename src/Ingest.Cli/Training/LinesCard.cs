using System.Globalization;
using System.Security.Cryptography;
using Ingest.Engine.Learning.Training.Texts;

namespace Ingest.Cli.Training;

/// <summary>models/lines.md: what the model is, what it was made of, how good it is, how to make it again.</summary>
internal static class LinesCard
{
    public static IReadOnlyList<string> Cells(LabelScore score) =>
    [
        score.Name, Number(score.Number), Share(score.Found, score.Number), Number(score.Wrong), Share(score.Exact, score.Number), Share(score.Nearest, score.Number), Number(score.NearestWrong),
    ];

    public static string Write(LabelsTrained trained, DateTimeOffset date) => string.Create(CultureInfo.InvariantCulture, $"""
        # lines.bin

        Tells what a label means that the form's pack does not know (取得的成绩, 存在的不足, 下一步打算 …), or that a text is no label but a
        title, a heading, a cell, a category, a total, a note. Asked only where fields or columns of a report were not found by the
        pack's own labels; what it is sure of serves as a synonym for that one report. `Ingest.Engine.Learning.Texts.LabelClassifier`
        uses it; evidence says source `learned` and the probability, below 0.8 there is a finding (`learned-label`), below 0.5 nothing is done.

        - **Made** {date:yyyy-MM-dd} by `ingest train lines`, {trained.Model.Length / 1024} KB, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(trained.Model))[..16]}….
        - **Data**: {trained.Labels} wordings of labels and {trained.Others} texts that are none: the labels, titles, headings and lines of the built-in packs,
          `seeds/label-wordings.tsv` (written by hand), and indicator names for the cells of tables.
        - **Method**: runs of one to three characters and the length; multinomial logistic regression by Microsoft.ML (L-BFGS, one thread) over
          what labels may mean (`label-concepts.txt`). Beside the words, a date's label must have a date beside it, an amount's a number.
        - **Baselines**: what is read without a model (the packs' labels and wildcards); the nearest known wording by edit distance, up to a third of it changed.
        - **Not for** the place of body text, page furniture and values: geometry tells these, and no model is asked.

        ## Scores

        On wordings held out from training, and in no pack. Found: right, with a probability of 0.5 or more. Wrong: another field, as sure.
        The held-out wordings were written by the same hand as the others, before the first measurement.

        | labels | number | found | wrong | without model | nearest wording | nearest wrong |
        |---|---|---|---|---|---|---|
        {string.Join('\n', trained.Scores.Select(score => $"| {string.Join(" | ", Cells(score))} |"))}

        Of {trained.Taken.Number} held-out texts that are no labels {trained.Taken.Model} are taken for one, by the nearest wording {trained.Taken.Nearest}.

        Not found: {string.Join(", ", trained.Missed.Select(miss => string.Create(CultureInfo.InvariantCulture, $"{miss.Wording} ({miss.Truth}; {miss.Said} {miss.Probability:0.00})")))}.

        Loads in {trained.LoadMilliseconds:0} ms; a question takes {trained.AskMilliseconds:0.000} ms.

        ## Again

        ```
        ./ingest train lines     # half a minute; the same wordings give the same file
        ```

        """);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(int part, int all) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, all):0.0} %");
}
