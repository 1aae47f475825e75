using System.Diagnostics;
using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Learning.Training;

/// <summary>One row of the comparison: cells, and how many of them each reader had right to the letter.</summary>
/// <param name="Silent">Wrong readings of ours with a confidence of 0.9 or more.</param>
/// <param name="Doubted">Readings of ours below that, right or wrong.</param>
public sealed record ComparisonRow(string Name, int Cells, int Ours, int Silent, int Doubted, int Tesseract, int Nearest);

/// <summary>The three readers of numbers on the same cells of faces that none of them has seen.</summary>
/// <param name="OthersTaken">Of cells that are no number, how many were read as one with a confidence of 0.9 or more.</param>
/// <param name="Milliseconds">A cell, ours.</param>
public sealed record ReaderComparison(IReadOnlyList<ComparisonRow> Rows, int Others, int OthersTaken, double Milliseconds)
{
    private const double SureEnough = 0.9;

    internal static ReaderComparison Run(GlyphReader reader, NearestGlyphs nearest, IReadOnlyList<LoadedFace> faces, int cellsPerKind, CancellationToken cancellationToken)
    {
        using var tesseract = new TesseractEngine("eng", ("tessedit_char_whitelist", GlyphAlphabet.Characters));
        var verdicts = new List<Verdict>();
        foreach (var quality in CellMaker.Qualities)
        {
            var random = new Random(GlyphTrainer.Seed);
            for (var i = 0; i < cellsPerKind * CellText.Kinds.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var kind = CellText.Kinds[i % CellText.Kinds.Count];
                using var cell = CellMaker.Make(faces[i % faces.Count], CellText.Number(kind, random), isNumber: true, quality, random);
                verdicts.Add(Judge(cell, quality, kind, reader, tesseract, nearest));
            }
        }

        var rows = CellMaker.Qualities.Select(quality => Row(quality, verdicts.Where(verdict => verdict.Quality == quality)))
            .Concat(CellText.Kinds.Select(kind => Row(kind, verdicts.Where(verdict => verdict.Kind == kind)))).Append(Row("all", verdicts)).ToList();
        var others = cellsPerKind * CellText.Kinds.Count;
        return new ReaderComparison(rows, others, TakenForNumbers(reader, faces, others), verdicts.Average(verdict => verdict.Milliseconds));
    }

    private sealed record Verdict(string Quality, string Kind, bool Ours, double Confidence, bool Tesseract, bool Nearest, double Milliseconds);

    private static Verdict Judge(MadeCell cell, string quality, string kind, GlyphReader reader, TesseractEngine tesseract, NearestGlyphs nearest)
    {
        var begun = Stopwatch.GetTimestamp();
        var reading = reader.Read(cell.Cell.Grey);
        var milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return new Verdict(quality, kind, reading.Text == cell.Expected, reading.Confidence,
            TesseractText(tesseract, cell.Cell.Grey) == cell.Expected, nearest.Read(cell.Cell.Grey) == cell.Expected, milliseconds);
    }

    /// <summary>As the recipe has it: cut tight to the ink, no border.</summary>
    private static string TesseractText(TesseractEngine tesseract, Mat grey)
    {
        using var dark = new Mat();
        Cv2.Threshold(grey, dark, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        var box = Cv2.BoundingRect(dark);
        if (box.Width == 0)
        {
            return "";
        }

        using var tight = new Mat(grey, box).Clone();
        return string.Concat(tesseract.ReadLine(tight).Select(symbol => symbol.Text));
    }

    private static ComparisonRow Row(string name, IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToList();
        return new ComparisonRow(name, all.Count, all.Count(verdict => verdict.Ours),
            all.Count(verdict => !verdict.Ours && verdict.Confidence >= SureEnough), all.Count(verdict => verdict.Confidence < SureEnough),
            all.Count(verdict => verdict.Tesseract), all.Count(verdict => verdict.Nearest));
    }

    private static int TakenForNumbers(GlyphReader reader, IReadOnlyList<LoadedFace> faces, int cells)
    {
        var random = new Random(GlyphTrainer.Seed);
        var han = faces.Where(face => face.Face.HasHan).ToList();
        var taken = 0;
        for (var i = 0; i < cells; i++)
        {
            var face = han[i % han.Count];
            var quality = CellMaker.Qualities[i % CellMaker.Qualities.Count];
            using var cell = CellMaker.Make(face, CellText.Other(random, face.Has, hasHan: true), isNumber: false, quality, random);
            taken += reader.Read(cell.Cell.Grey).Confidence >= SureEnough ? 1 : 0;
        }

        return taken;
    }
}
