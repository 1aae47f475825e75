using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>
/// Reads numbers by the shapes of their characters: the second reader beside Tesseract, which knows nothing of it. Says by
/// itself whether a crop is a number at all. Safe for several threads; the model is loaded once a process.
/// </summary>
/// <remarks>A process that also uses Tesseract must load it before the first crop is made: see <see cref="Reading.Ocr.NativeLibraries"/>.</remarks>
public sealed class GlyphReader : IDisposable
{
    /// <summary>Stands in <see cref="GlyphMatch.Candidates"/> for what is no character of a number.</summary>
    public const char Other = '\uFFFD';

    /// <summary>Stands there for ink that is no writing.</summary>
    public const char Speck = '\0';

    /// <summary>Nobody is sure of 1.850.000,00, however clear its characters.</summary>
    private const double MostOdd = 0.85;

    private const int MostParts = 48;
    private const int FewestCandidates = 2;

    // A run that begins with this many parts, half of which are surely other writing, is not looked at closely.
    private const int ManyParts = 8;
    private const int Glance = 12;
    private const float SurelyOther = 0.9f;

    // Of the line's height: what is wider apart is two runs.
    private const double RunGap = 2;

    private readonly GlyphModel _model;

    public GlyphReader()
        : this(GlyphModel.Default)
    {
    }

    internal GlyphReader(GlyphModel model) => _model = model;

    /// <param name="grey8">
    /// One cell or one run of a line: 8-bit grey, dark on white, any margin, any scale; rulings already removed.
    /// </param>
    public GlyphReading Read(Mat grey8) => ReadRaw(grey8) is { } raw ? raw.Reading with { Confidence = Confidence(raw) } : GlyphReading.Nothing;

    public void Dispose()
    {
        // Nothing native is kept: readers are cheap to make, and a using statement around one stays right if that changes.
    }

    private double Confidence(RawReading raw) => raw.Reading.Text is not { } text ? 0
        : Math.Min(_model.Calibration.Confidence(raw.Claim), NumberShape.IsUsual(text) ? 1 : MostOdd);

    /// <summary>With what the lattice claims in place of a confidence.</summary>
    internal RawReading? ReadRaw(Mat grey8)
    {
        if (InkCrop.From(grey8) is not { } crop || InkParts.Of(crop) is not { Count: > 0 and <= MostParts } whole)
        {
            return null;
        }

        var line = WritingLine.Of(whole);
        var first = Alone(crop, whole, line, Math.Min(whole.Count, Glance));
        if (IsOtherWriting(first))
        {
            return new RawReading(new GlyphReading(null, 0, [.. first.Select(guess => Match(guess, guess.Ranked[0], one => ToCrop(crop, BoxOf(whole, one))))]), 0);
        }

        var guesses = Guess(crop, whole, line, whole.Count == first.Count ? first : Alone(crop, whole, line, whole.Count));
        var parts = CutDoubtful(crop, whole, line, guesses);
        if (parts.Count > whole.Count)
        {
            guesses = Guess(crop, parts, line, Alone(crop, parts, line, parts.Count));
        }

        var ends = Enumerable.Range(0, parts.Count + 1).Select(end => guesses.FindAll(guess => guess.To == end)).ToList();
        var paths = GlyphLattice.Best(ends, (before, after) =>
            BoxOf(parts, after).Left - BoxOf(parts, before).Right > RunGap * line.Height);
        return Choose(paths, guess => ToCrop(crop, BoxOf(parts, guess)));
    }

    /// <summary>Replaces a part that makes no clear character, alone or with others, by the pieces that it may be made of.</summary>
    private static List<InkPart> CutDoubtful(InkCrop crop, List<InkPart> whole, WritingLine line, List<GlyphGuess> guesses)
    {
        var parts = new List<InkPart>(whole.Count);
        for (var i = 0; i < whole.Count; i++)
        {
            var isSure = guesses.Exists(guess => guess.From <= i && i < guess.To && guess.IsSure);
            var pieces = !isSure && GlyphGroups.MayBeCut(whole[i], line) ? InkParts.Cut(crop, whole[i], line.Height) : [];
            parts.AddRange(pieces.Count > 0 ? pieces : [whole[i]]);
        }

        parts.Sort((a, b) => a.Middle.CompareTo(b.Middle));
        return parts;
    }

    private List<GlyphGuess> Alone(InkCrop crop, List<InkPart> parts, WritingLine line, int count) =>
        [.. Enumerable.Range(0, count).Select(i => GuessOf(crop, parts, line, (i, i + 1)))];

    private static bool IsOtherWriting(List<GlyphGuess> alone) =>
        alone.Count >= ManyParts && 2 * alone.Count(guess => guess.Probabilities[GlyphAlphabet.Other] >= SurelyOther) >= alone.Count;

    private List<GlyphGuess> Guess(InkCrop crop, List<InkPart> parts, WritingLine line, List<GlyphGuess> alone)
    {
        var sure = alone.ConvertAll(guess => guess.IsSure);
        var together = GlyphGroups.Of(parts, line).Where(group => group.To - group.From > 1 && GlyphGroups.IsWorthATry(parts, group, sure, line));
        return [.. alone, .. together.Select(group => GuessOf(crop, parts, line, group))];
    }

    private GlyphGuess GuessOf(InkCrop crop, List<InkPart> parts, WritingLine line, (int From, int To) group) =>
        new(group.From, group.To, Classify(crop, GlyphGroups.Slice(parts, group.From, group.To), line));

    private float[] Classify(InkCrop crop, ReadOnlySpan<InkPart> parts, WritingLine line)
    {
        Span<float> features = stackalloc float[GlyphFeatures.Count];
        GlyphFeatures.Fill(crop, parts, line, features);
        var probabilities = new float[GlyphAlphabet.Count];
        _model.Classify(features, probabilities);
        return probabilities;
    }

    /// <summary>The likeliest text among the best ways, and how much of all that is likely it has.</summary>
    private static RawReading Choose(IReadOnlyList<GlyphPath> paths, Func<GlyphGuess, Rect> boxOf)
    {
        var likely = paths.Select(path => (Path: path, Weight: Math.Exp(path.Score - paths[0].Score) * NumberShape.Prior(path.Text))).ToList();
        var (best, weight) = likely.MaxBy(entry => entry.Weight);
        var steps = best.Steps().ToList();
        var claim = weight / likely.Sum(entry => entry.Weight);
        foreach (var (guess, _) in steps)
        {
            claim *= guess.Ranked.Where(label => label is not (GlyphAlphabet.Other or GlyphAlphabet.Mixed)).Sum(label => guess.Probabilities[label]);
        }

        var glyphs = steps.Where(step => step.Label != GlyphAlphabet.Speck).Select(step => Match(step.Guess, step.Label, boxOf)).ToList();
        var isNumber = glyphs.Count > 0 && steps.TrueForAll(step => step.Label is not (GlyphAlphabet.Other or GlyphAlphabet.Mixed));
        return new RawReading(new GlyphReading(isNumber ? best.Text : null, 0, glyphs), claim);
    }

    private static GlyphMatch Match(GlyphGuess guess, int chosen, Func<GlyphGuess, Rect> boxOf)
    {
        var ranked = Enumerable.Range(0, GlyphAlphabet.Count).OrderByDescending(label => label == chosen).ThenByDescending(label => guess.Probabilities[label]);
        return new GlyphMatch(boxOf(guess), [.. ranked.Where((label, rank) => rank < FewestCandidates || (rank < 5 && guess.Probabilities[label] >= 0.01f))
            .Select(label => (GlyphAlphabet.Of(label), (double)guess.Probabilities[label]))]);
    }

    private static Rect BoxOf(List<InkPart> parts, GlyphGuess guess) => GlyphFeatures.BoxOf(GlyphGroups.Slice(parts, guess.From, guess.To));

    private static Rect ToCrop(InkCrop crop, Rect box)
    {
        int left = (int)Math.Floor(box.Left / crop.Scale), top = (int)Math.Floor(box.Top / crop.Scale);
        int right = (int)Math.Ceiling(box.Right / crop.Scale), bottom = (int)Math.Ceiling(box.Bottom / crop.Scale);
        return new Rect(left + crop.Origin.X, top + crop.Origin.Y, right - left, bottom - top);
    }
}

/// <summary>A reading before its confidence is calibrated.</summary>
internal sealed record RawReading(GlyphReading Reading, double Claim);
