using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Learning.Training;

/// <summary>How much is drawn; the defaults make the model in models/.</summary>
public sealed record DigitsTrainingOptions
{
    /// <summary>Searched for faces before the system's own folders.</summary>
    public IReadOnlyList<string> FontFolders { get; init; } = [];

    public int TrainingCells { get; init; } = 14_000;

    public int Iterations { get; init; } = 90;

    public int CalibrationCells { get; init; } = 9_000;

    /// <summary>For each of the kinds of numbers and each of the qualities of scans.</summary>
    public int TestCells { get; init; } = 35;
}

public enum DigitsStep
{
    /// <summary>Cells to train on.</summary>
    Drawing,

    /// <summary>The weights, to glyphs.</summary>
    Fitting,

    /// <summary>The confidence, on cells in other faces.</summary>
    Calibrating,

    /// <summary>With other readers, on faces that none has seen.</summary>
    Comparing,
}

/// <param name="Faces">As many as the classifier has seen.</param>
/// <param name="Glyphs">Examples it has learned from.</param>
/// <param name="Model">What models/digits.bin holds.</param>
public sealed record DigitsTrained(int Faces, int Glyphs, byte[] Model, IReadOnlyList<string> TestFaces, ReaderComparison Comparison);

/// <summary>Makes the classifier of digits from nothing but typefaces: draws are seeded, so the same faces should give the same model.</summary>
public static class DigitsTraining
{
    private const int NearestExamples = 4000;

    /// <summary>Debian packages that hold faces of the catalogue which are not on this machine.</summary>
    public static IReadOnlyList<string> MissingPackages(IReadOnlyList<string> fontFolders) =>
        [.. FaceCatalogue.Load(fontFolders).Missing.Select(face => face.Package).Distinct(StringComparer.Ordinal)];

    /// <param name="progress">Told of each step as it begins, and of how much it is.</param>
    /// <exception cref="OcrUnavailableException">Tesseract, which it is compared with, is missing.</exception>
    public static DigitsTrained Run(DigitsTrainingOptions options, Action<DigitsStep, int> progress, CancellationToken cancellationToken)
    {
        NativeLibraries.Load();
        var faces = FaceCatalogue.Load(options.FontFolders).Loaded.ToLookup(face => face.Face.Role);
        IReadOnlyList<LoadedFace> trainFaces = [.. faces[FaceRole.Train]], testFaces = [.. faces[FaceRole.Test]];
        progress(DigitsStep.Drawing, options.TrainingCells);
        var samples = new GlyphSampler(trainFaces, GlyphTrainer.Seed).Sample(options.TrainingCells, cancellationToken);
        progress(DigitsStep.Fitting, samples.Count);
        var raw = GlyphTrainer.Train(samples, options.Iterations, cancellationToken);
        progress(DigitsStep.Calibrating, options.CalibrationCells);
        var model = GlyphCalibrator.Calibrate(raw, [.. faces[FaceRole.Calibrate]], options.CalibrationCells, cancellationToken);
        using var file = new MemoryStream();
        model.Write(file);
        progress(DigitsStep.Comparing, testFaces.Count);
        var nearest = new NearestGlyphs([.. samples.Where((_, i) => i % Math.Max(1, samples.Count / NearestExamples) == 0)]);
        using var reader = new GlyphReader(model);
        var comparison = ReaderComparison.Run(reader, nearest, testFaces, options.TestCells, cancellationToken);
        return new DigitsTrained(trainFaces.Count, samples.Count, file.ToArray(), [.. testFaces.Select(face => face.Face.File)], comparison);
    }
}
