using System.Diagnostics;
using Ingest.Core.Classes;
using Ingest.Engine.Learning.Texts;

namespace Ingest.Engine.Learning.Training.Texts;

/// <param name="Name">Which of the test names.</param>
public sealed record IndicatorScore(string Name, Confusion Model, Confusion Rules);

/// <param name="Model">What models/indicators.bin holds.</param>
/// <param name="Folds">On the training units, each left out once: what was chosen by.</param>
/// <param name="Scores">On units that training has not: all, real ones and invented ones.</param>
/// <param name="Calibration">Of ten classes of confidence: how many names, how many right.</param>
public sealed record IndicatorsTrained(
    byte[] Model, int Features, int Names, int Units, IndicatorScore Folds, IReadOnlyList<IndicatorScore> Scores,
    IReadOnlyList<(double From, int Names, int Right)> Calibration)
{
    public double LoadMilliseconds { get; init; }

    /// <summary>For a page of thirty indicators.</summary>
    public double PageMilliseconds { get; init; }
}

/// <summary>Makes the classifier of indicators from the labelled names, and measures it on units that it has not seen.</summary>
public static class IndicatorTraining
{
    private const int FoldCount = 5;
    private const int PageRows = 30;

    /// <summary>The quickest of so many counts: the machine has other things to do.</summary>
    private const int Rounds = 5;

    private static readonly TextTrainerOptions Options = new(Ridge: 0.05f, Rarest: 2);

    public static IndicatorsTrained Run(IReadOnlyList<LabelledIndicator> names, CancellationToken cancellationToken)
    {
        var train = names.Where(name => name.Split == LabelledIndicator.Train).ToList();
        var folds = Folds(train, cancellationToken);
        var model = TextTrainer.Train(ClassCatalogue.Default.Codes, [.. train.Select(Example)], Options).With(Sharpness(folds));
        cancellationToken.ThrowIfCancellationRequested();
        using var file = new MemoryStream();
        model.Write(file);

        var test = names.Where(name => name.Split == LabelledIndicator.Test).ToList();
        var said = Say(model, test);
        var bytes = file.ToArray();
        var (load, page) = Time(bytes, test);
        return new IndicatorsTrained(
            bytes, model.Features, train.Count, train.Select(name => name.Unit).Distinct(StringComparer.Ordinal).Count(),
            Score("cross-validation", folds),
            [
                Score("all", said),
                Score("real", [.. said.Where(answer => answer.Name.IsReal)]),
                Score("invented", [.. said.Where(answer => !answer.Name.IsReal)]),
            ],
            Calibration(said))
        {
            LoadMilliseconds = load, PageMilliseconds = page,
        };
    }

    private static TextExample Example(LabelledIndicator name) =>
        new([.. IndicatorClassifier.Features(name.Name, name.Explanation)], name.Class);

    /// <summary>Each unit's names by a model of the other units.</summary>
    private static List<Answer> Folds(IReadOnlyList<LabelledIndicator> train, CancellationToken cancellationToken)
    {
        var fold = train.Select(name => name.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((unit, i) => (unit, i)).ToDictionary(pair => pair.unit, pair => pair.i % FoldCount, StringComparer.Ordinal);
        return [.. Enumerable.Range(0, FoldCount).SelectMany(left =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var model = TextTrainer.Train(
                ClassCatalogue.Default.Codes, [.. train.Where(name => fold[name.Unit] != left).Select(Example)], Options);
            return Say(model, [.. train.Where(name => fold[name.Unit] == left)]);
        })];
    }

    private static List<Answer> Say(TextModel model, IReadOnlyList<LabelledIndicator> names) =>
        [.. names.Select(name => new Answer(name, model.Classify(IndicatorClassifier.Features(name.Name, name.Explanation))))];

    private static IndicatorScore Score(string name, IReadOnlyList<Answer> answers)
    {
        var codes = ClassCatalogue.Default.Codes;
        return new IndicatorScore(
            name,
            new Confusion(codes, answers.Select(answer => (answer.Name.Class, codes[answer.Best]))),
            new Confusion(codes, answers.Select(answer => (answer.Name.Class, IndicatorRules.Default.Decide(answer.Name.Name)))));
    }

    /// <summary>The one that makes the names of left-out units likeliest.</summary>
    private static float Sharpness(IReadOnlyList<Answer> folds) => Enumerable.Range(4, 37).Select(tenth => tenth / 10f)
        .MinBy(sharpness => folds.Sum(answer => -Math.Log(Math.Max(1e-9, answer.Sharpened(sharpness)))));

    private static List<(double, int, int)> Calibration(IReadOnlyList<Answer> answers) =>
        [.. Enumerable.Range(0, 10).Select(tenth => (tenth / 10.0, answers.Where(answer => Math.Min(9, (int)(answer.Confidence * 10)) == tenth).ToList()))
            .Select(pair => (pair.Item1, pair.Item2.Count, pair.Item2.Count(answer => answer.IsRight)))];

    private static (double Load, double Page) Time(byte[] file, IReadOnlyList<LabelledIndicator> names)
    {
        var started = Stopwatch.GetTimestamp();
        var classifier = new IndicatorClassifier(TextModel.Read(new MemoryStream(file)));
        var load = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return (load, Enumerable.Range(0, Rounds).Min(_ => Pass()) * PageRows / names.Count);

        double Pass()
        {
            var from = Stopwatch.GetTimestamp();
            foreach (var name in names)
            {
                classifier.Classify(name.Name, name.Explanation);
            }

            return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }
    }

    private sealed record Answer(LabelledIndicator Name, double[] Probabilities)
    {
        public int Best => Array.IndexOf(Probabilities, Confidence);

        public double Confidence => Probabilities.Max();

        public bool IsRight => ClassCatalogue.Default.Codes[Best] == Name.Class;

        /// <summary>The probability of the right class, were the scores multiplied by <paramref name="sharpness"/>.</summary>
        public double Sharpened(float sharpness)
        {
            var powers = Array.ConvertAll(Probabilities, probability => Math.Pow(probability, sharpness));
            return powers[ClassCatalogue.Default.Codes.ToList().IndexOf(Name.Class)] / powers.Sum();
        }
    }
}
