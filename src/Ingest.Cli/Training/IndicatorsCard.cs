using System.Globalization;
using System.Security.Cryptography;
using Ingest.Core.Classes;
using Ingest.Engine.Learning.Training.Texts;

namespace Ingest.Cli.Training;

/// <summary>models/indicators.md: what the model is, what it was made of, how good it is, how to make it again.</summary>
internal static class IndicatorsCard
{
    public static IReadOnlyList<string> Cells(IndicatorScore score) =>
    [
        score.Name, Number(score.Model.Total), Decimal(score.Model.MacroF1), Decimal(score.Rules.MacroF1), Share(score.Model.Accuracy), Share(score.Rules.Accuracy),
    ];

    public static string Write(IndicatorsTrained trained, DateTimeOffset date)
    {
        var all = trained.Scores[0];
        return string.Create(CultureInfo.InvariantCulture, $"""
            # indicators.bin

            Tells which of the national second-level classes an indicator belongs to, or that it is one of management, from its name
            and explanation. Asked only where the form prints no class; the printed one always wins, and the printed first level
            (产出指标, 效益指标) narrows the choice. `Ingest.Engine.Learning.Texts.IndicatorClassifier` uses it; the record says
            `classSource` learned, and the evidence its probability.

            - **Made** {date:yyyy-MM-dd} by `ingest train indicators`, {trained.Model.Length / 1024} KB, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(trained.Model))[..16]}….
            - **Data**: `seeds/indicator-classes.tsv`: {trained.Names} names of {trained.Units} units to train on, {all.Model.Total} of other units to test on. Each row names its
              source: `real` are the second-level labels that published forms print themselves, with their mistakes; `real-judged` are real
              names whose form prints none; `invented` were written by hand for one unit each, none by a template. A test unit's
              name that training has too counts nowhere (`repeated`).
            - **Method**: runs of one to three characters of the name and one to two of the explanation, what the keyword rules say, and how many
              words of each class it has (`indicator-words.txt`, written from the errors on left-out training units); multinomial logistic
              regression by Microsoft.ML (L-BFGS, one thread). Probabilities are sharpened on left-out units.
            - **Baseline**: ordered keyword rules (`src/Ingest.Engine/Learning/Texts/indicator-rules.txt`), written before the first measurement.
            - **Not for** names that only their form explains (完成率, 达标): read the probability.

            ## Scores

            On units that training has not. Cross-validation leaves out training units by fives; by it the settings were chosen.

            | names | number | model macro-F1 | rules macro-F1 | model right | rules right |
            |---|---|---|---|---|---|
            {string.Join('\n', trained.Scores.Prepend(trained.Folds).Select(score => $"| {string.Join(" | ", Cells(score))} |"))}

            The invented test names were written by the same hand as the invented training names, so that figure flatters; the real
            ones are the honest test, and their labels are as printed, right or wrong.

            ### Confusion, all test names (rows: the label; columns: the model)

            {Table(all)}

            ### What its probabilities are worth

            | probability | names | right |
            |---|---|---|
            {string.Join('\n', trained.Calibration.Where(row => row.Names > 0).Select(row => string.Create(CultureInfo.InvariantCulture, $"| {row.From:0.0} to {row.From + 0.1:0.0} | {row.Names} | {Share(row.Right / (double)row.Names)} |")))}

            Loads in {trained.LoadMilliseconds:0} ms; a page of 30 indicators takes {trained.PageMilliseconds:0.00} ms.

            ## Again

            ```
            ./ingest train indicators     # half a minute; the same names give the same file
            ```

            """);
    }

    private static string Table(IndicatorScore score)
    {
        var names = score.Model.Classes.Select(code => ClassCatalogue.Default.Names[code]).ToList();
        var rows = names.Select((name, truth) =>
            $"| {name} | {string.Join(" | ", names.Select((_, said) => score.Model.Count(truth, said) is > 0 and var count ? Number(count) : ""))} | {Decimal(score.Model.F1(truth))} | {Decimal(score.Rules.F1(truth))} |");
        return $"| | {string.Join(" | ", names)} | F1 | rules |\n|{string.Concat(Enumerable.Repeat("---|", names.Count + 3))}\n{string.Join('\n', rows)}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Decimal(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Share(double value) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0} %");
}
