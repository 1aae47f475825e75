using System.Globalization;
using Ingest.Engine.Learning.Training;

namespace Ingest.Cli.Training;

/// <summary>models/digits.md: what the model is, what it was made of, how good it is, how to make it again.</summary>
internal static class DigitsCard
{
    public static IReadOnlyList<string> Cells(ComparisonRow row) =>
    [
        row.Name, Number(row.Cells), Share(row.Ours, row.Cells), Number(row.Silent), Number(row.Doubted), Share(row.Tesseract, row.Cells), Share(row.Nearest, row.Cells),
    ];

    public static string Write(DigitsTrained trained, DateTimeOffset date)
    {
        var rows = string.Join('\n', trained.Comparison.Rows.Select(row => $"| {string.Join(" | ", Cells(row))} |"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # digits.bin

            Reads the figures of a cell by the shapes of their characters, and says when a cell is no number. The second reader
            beside Tesseract, which shares nothing with it; `Ingest.Engine.Learning.GlyphReader` uses it.

            - **Made** {date:yyyy-MM-dd} by `ingest train digits`, {trained.Model.Length / 1024} KB.
            - **Data**: {trained.Glyphs:#,0} glyphs out of cells that the command draws in {trained.Faces} faces of Debian's font packages
              (`src/Ingest.Engine/Learning/Training/faces.txt`) and damages like scans do: 150 to 620 dpi, blur, noise, JPEG, black and
              white with thin and broken strokes, touching figures, skew, specks, pieces of rulings. Nothing comes from a report.
            - **Classes**: `0`–`9` `.` `,` `%` `-` `/` `(` `)` `≥` `≤` `>` `<` `=` `×`, other writing (Han, letters, signs, half or double figures), specks.
            - **Method**: oriented gradients, coarse ink, place on the line; 1,536 random Fourier features; multinomial logistic
              regression by Microsoft.ML (L-BFGS). Groupings of ink are weighed by the best joint probability. Confidence is
              fitted on faces of its own, so that 0.95 should mean 95 in 100; that was not checked on the test faces beyond the table.
            - **Not for** handwriting, and figures under a seal.

            ## Scores

            Cells right to the letter, in faces that nothing has learned from ({string.Join(", ", trained.TestFaces)}).
            Silent: wrong, with a confidence of 0.9 or more. Doubted: below that, right or wrong. Tesseract: `eng`, psm 13, the same
            alphabet, crops tight to the ink. Nearest neighbour: five nearest of 4,000 examples, on the same features, without cuts.

            Read the table with three things in mind. The Tesseract column understates Tesseract: of six clean cells tried by hand it read four
            when tight and all six with a border of 8 pixels, so it is no measure of its best until it is run again with one. No weight or
            confidence was fitted to the test faces, but their errors were looked at while cuts, penalties and the mix of training texts were
            tuned, and "200 bilevel thin" was made milder after its first version proved illegible. The time is wall-clock, whatever else ran.

            | cells | number | ours | silent | doubted | Tesseract | nearest neighbour |
            |---|---|---|---|---|---|---|
            {rows}

            Of {trained.Comparison.Others} cells that hold Han, letters or signs, {trained.Comparison.OthersTaken} were taken for a number with a confidence of 0.9 or more.
            {trained.Comparison.Milliseconds:0.0} ms a cell.

            ## Again

            ```
            ./ingest train digits     # names the font packages that are missing; 4.5 minutes of processor time
            ```

            All draws are seeded: two runs with the same faces on one machine gave the same file, byte for byte.

            """);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rounded down: 100 % is said only of all.</summary>
    private static string Share(int part, int all) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(10000.0 * part / all) / 100:0.00} %");
}
