using Ingest.Engine.Learning.Texts;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Ingest.Engine.Learning.Training.Texts;

/// <param name="Weight">How much it counts beside the others.</param>
internal sealed record TextExample(IReadOnlyList<TextFeature> Features, string Class, float Weight = 1);

/// <param name="Ridge">How strongly large weights are punished.</param>
/// <param name="Rarest">A feature of fewer examples tells nothing of others.</param>
internal sealed record TextTrainerOptions(float Ridge, int Rarest);

/// <summary>
/// Fits a <see cref="TextModel"/> with Microsoft.ML: multinomial logistic regression by L-BFGS, on one thread, so that the same
/// examples give the same file.
/// </summary>
internal static class TextTrainer
{
    private const int Seed = 20261125;
    private const int Iterations = 200;

    public static TextModel Train(IReadOnlyList<string> classes, IReadOnlyList<TextExample> examples, TextTrainerOptions options)
    {
        var vocabulary = examples.SelectMany(example => example.Features.Select(feature => feature.Name))
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() >= options.Rarest)
            .Select(group => group.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        var places = vocabulary.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        var context = new MLContext(Seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, vocabulary.Count);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes.Count);
        var numbers = classes.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        var rows = examples.Select(example => new Row
        {
            Label = (uint)numbers[example.Class],
            Weight = example.Weight,
            Features = Sparse(example.Features, places),
        }).ToList();
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            ExampleWeightColumnName = nameof(Row.Weight),
            L1Regularization = 0,
            L2Regularization = options.Ridge,
            MaximumNumberOfIterations = Iterations,
            OptimizationTolerance = 1e-6f,
            NumberOfThreads = 1,
            HistorySize = 20,
        });
        var parameters = trainer.Fit(context.Data.LoadFromEnumerable(rows, schema)).Model;
        VBuffer<float>[]? weights = null;
        parameters.GetWeights(ref weights, out var count);
        var byClass = weights.Take(count).Select(vector => vector.DenseValues().ToArray()).ToList();
        var byFeature = new Half[vocabulary.Count * classes.Count];
        for (var feature = 0; feature < vocabulary.Count; feature++)
        {
            for (var label = 0; label < classes.Count; label++)
            {
                byFeature[(feature * classes.Count) + label] = (Half)byClass[label][feature];
            }
        }

        return new TextModel(classes, vocabulary, byFeature, [.. parameters.GetBiases()], sharpness: 1);
    }

    private static VBuffer<float> Sparse(IReadOnlyList<TextFeature> features, Dictionary<string, int> places)
    {
        var known = features.Where(feature => places.ContainsKey(feature.Name))
            .Select(feature => (At: places[feature.Name], feature.Value))
            .OrderBy(pair => pair.At)
            .ToList();
        return new VBuffer<float>(places.Count, known.Count, [.. known.Select(pair => pair.Value)], [.. known.Select(pair => pair.At)]);
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        public float Weight { get; set; }

        public VBuffer<float> Features { get; set; }
    }
}
