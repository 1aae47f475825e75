using System.Diagnostics;
using Ingest.Core.Forms;
using Ingest.Core.Labelling;
using Ingest.Core.Normalisation;
using Ingest.Engine.Learning.Texts;

namespace Ingest.Engine.Learning.Training.Texts;

/// <param name="Name">Which of the labels.</param>
/// <param name="Found">Right, and likely enough to be used.</param>
/// <param name="Wrong">Likely enough to be used, and another field's.</param>
/// <param name="Exact">Found by the wordings of the built-in packs alone: what is read without a model.</param>
/// <param name="Nearest">Right by the nearest known wording.</param>
public sealed record LabelScore(string Name, int Number, int Found, int Wrong, int Exact, int Nearest, int NearestWrong);

/// <param name="Model">What models/lines.bin holds.</param>
/// <param name="Missed">Labels of the test that were not found, and what the model said.</param>
/// <param name="Taken">Texts of the test that are no labels: how many, how many taken for one, and by the nearest wording.</param>
public sealed record LabelsTrained(
    byte[] Model, int Features, int Labels, int Others, IReadOnlyList<LabelScore> Scores, IReadOnlyList<(string Wording, string Truth, string Said, double Probability)> Missed,
    (int Number, int Model, int Nearest) Taken)
{
    public double LoadMilliseconds { get; init; }

    public double AskMilliseconds { get; init; }
}

/// <summary>Makes the model that understands labels in new words, and measures it on wordings that it has not seen.</summary>
public static class LabelTraining
{
    private const double Used = 0.5;
    private const int FoldCount = 5;
    private const int Rounds = 5;
    private static readonly string[] Narratives = ["goal", "completion", "achievements", "problems", "measures", "deviation"];
    private static readonly TextTrainerOptions Options = new(Ridge: 0.02f, Rarest: 1);

    public static LabelsTrained Run(IReadOnlyList<LabelledWording> wordings, IReadOnlyList<FormPack> packs, CancellationToken cancellationToken)
    {
        var train = wordings.Where(wording => !wording.IsTest).ToList();
        IReadOnlyList<string> classes = [.. train.Select(wording => wording.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var model = Fit(classes, train).With(Sharpness(classes, train, cancellationToken));
        using var file = new MemoryStream();
        model.Write(file);
        var bytes = file.ToArray();
        var started = Stopwatch.GetTimestamp();
        var classifier = new LabelClassifier(TextModel.Read(new MemoryStream(bytes)));
        var load = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        var test = wordings.Where(wording => wording.IsTest).ToList();
        var own = new LabelLookup([.. train.Where(wording => wording.Source == "pack")]);
        var all = new LabelLookup(train);
        var labels = test.Where(wording => wording.IsLabel).Select(wording => Answer.Of(wording, classifier, own, all, packs)).ToList();
        var others = test.Where(wording => !wording.IsLabel).ToList();
        var asking = Enumerable.Range(0, Rounds).Min(_ => Pass(classifier, test));
        return new LabelsTrained(
            bytes, model.Features, train.Count(wording => wording.IsLabel), train.Count(wording => !wording.IsLabel),
            [
                Score("all", labels),
                Score("narratives", [.. labels.Where(answer => Narratives.Contains(answer.Wording.Class))]),
                Score("other fields and columns", [.. labels.Where(answer => !Narratives.Contains(answer.Wording.Class))]),
            ],
            [.. labels.Where(answer => !answer.IsFound).Select(answer => (answer.Wording.Wording, answer.Wording.Class, answer.Said, answer.Probability))],
            (others.Count, others.Count(other => Answer.Of(other, classifier, own, all, packs).IsUsed), others.Count(other => all.Nearest(other.Wording) is { } near && !near.StartsWith(LabelClassifier.RolePrefix, StringComparison.Ordinal))))
        {
            LoadMilliseconds = load, AskMilliseconds = asking / test.Count,
        };
    }

    private static TextModel Fit(IReadOnlyList<string> classes, IEnumerable<LabelledWording> train) =>
        TextTrainer.Train(classes, [.. train.Select(wording => new TextExample([.. LabelClassifier.Features(wording.Wording)], wording.Class))], Options);

    /// <summary>The one that makes wordings likeliest that were left out.</summary>
    private static float Sharpness(IReadOnlyList<string> classes, IReadOnlyList<LabelledWording> train, CancellationToken cancellationToken)
    {
        var at = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var said = Enumerable.Range(0, FoldCount).SelectMany(left =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var model = Fit(classes, train.Where((_, i) => i % FoldCount != left));
            return train.Where((_, i) => i % FoldCount == left).Select(wording => (Right: at[wording.Class], Said: model.Classify(LabelClassifier.Features(wording.Wording)))).ToList();
        }).ToList();
        return Enumerable.Range(5, 46).Select(tenth => tenth / 10f).MinBy(sharpness => said.Sum(answer =>
        {
            var powers = Array.ConvertAll(answer.Said, probability => Math.Pow(probability, sharpness));
            return -Math.Log(Math.Max(1e-9, powers[answer.Right] / powers.Sum()));
        }));
    }

    private static LabelScore Score(string name, IReadOnlyList<Answer> answers) => new(
        name, answers.Count, answers.Count(answer => answer.IsFound), answers.Count(answer => answer.IsUsed && !answer.IsFound),
        answers.Count(answer => answer.Exact), answers.Count(answer => answer.IsNearest),
        answers.Count(answer => answer.Nearest is not null && !answer.IsNearest));

    private static double Pass(LabelClassifier classifier, IReadOnlyList<LabelledWording> test)
    {
        var from = Stopwatch.GetTimestamp();
        foreach (var wording in test)
        {
            classifier.Classify(wording.Wording);
        }

        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    /// <param name="Said">What the model takes it for, among what may stand in such a place.</param>
    private sealed record Answer(LabelledWording Wording, LabelPlace Place, string Said, double Probability, bool Exact, string? Nearest)
    {
        public bool IsUsed => Probability >= Used;

        public bool IsFound => IsUsed && LabelConcepts.Default.AreOneIn(Place, Said, Wording.Class);

        public bool IsNearest => Nearest is not null && LabelConcepts.Default.AreOneIn(Place, Nearest, Wording.Class);

        public static Answer Of(LabelledWording wording, LabelClassifier classifier, LabelLookup own, LabelLookup all, IReadOnlyList<FormPack> packs)
        {
            var concepts = LabelConcepts.Default;
            var place = Enum.GetValues<LabelPlace>().FirstOrDefault(candidate => concepts.IsIn(wording.Class, candidate));
            var best = classifier.Classify(wording.Wording).Where(pair => concepts.IsIn(pair.Class, place)).MaxBy(pair => pair.Probability);
            return new Answer(
                wording, place, best.Class, best.Probability,
                own.Exact(wording.Wording) == wording.Class || packs.Any(pack => LooselyMeant(pack, wording.Wording) is { } key && concepts.ConceptOf(place, key) == wording.Class),
                all.Nearest(wording.Wording));
        }

        /// <summary>The packs' wildcards know some wordings too.</summary>
        private static string? LooselyMeant(FormPack pack, string wording)
        {
            var index = new Core.Segmentation.PackIndex(pack);
            return index.LooseField(wording)?.Item.Key ?? index.LooseColumn(wording)?.Item.Key;
        }
    }
}
